/** What the officers' pages share: the shell with the person signed in, and the hidden id of a command. */
import type { Office } from "#core/form/office.ts";
import type { Child } from "../components/markup.ts";
import { Page, type PageProps } from "../layout/page.tsx";

export interface Officer {
  name: string;
}

type OfficerPageProps = Omit<PageProps, "signedIn"> & { office: Office; officer: Officer };

export function OfficerPage({ officer, ...page }: OfficerPageProps) {
  return <Page {...page} signedIn={officer} />;
}

/** The heading of a page about one record, with what the record is above it. */
export function Heading({ caption, children }: { caption?: string; children: Child }) {
  return (
    <>
      {caption && <span class="govuk-caption-l">{caption}</span>}
      <h1 class="govuk-heading-l">{children}</h1>
    </>
  );
}

interface CommandFormProps {
  action: string;
  /** Made with the page, so that sending the form twice acts once. */
  cmdId: string;
  hidden?: Record<string, string | number>;
  children: Child;
}

/** A form that acts. */
export function CommandForm({ action, cmdId, hidden = {}, children }: CommandFormProps) {
  return (
    <form method="post" action={action} novalidate>
      <input type="hidden" name="cmdId" value={cmdId} />
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

export function recordPath(id: string, ...rest: string[]): string {
  return ["/records", id, ...rest].join("/");
}
