/**
 * The shell of a page about an office's whole register, or a part of it: its place below the register, what
 * machines are told of it, and above it, where the office is closed, that it is.
 */
import type { Office } from "#core/form/office.ts";
import type { Lang } from "#core/form/say.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import type { Child } from "../components/markup.ts";
import { Page, type PageProps } from "../layout/page.tsx";
import { Head, type HeadProps } from "./head.tsx";
import { closedBanner } from "./succession.tsx";

interface ShellProps
  extends Pick<HeadProps, "origin" | "path" | "description" | "feeds" | "other">,
    Required<Pick<PageProps, "title" | "breadcrumbs">> {
  office: Office;
  offices?: OfficeRegister[];
  lang?: Lang;
  children?: Child;
}

export function RegisterShell({
  origin,
  path,
  title,
  description,
  office,
  offices,
  breadcrumbs,
  feeds,
  other,
  lang,
  children,
}: ShellProps) {
  const { name } = office.body;
  return (
    <Page
      title={title}
      office={office}
      wide
      reading
      banner={closedBanner(offices, office.office, lang)}
      lang={lang}
      other={other}
      breadcrumbs={breadcrumbs}
      head={
        <Head
          origin={origin}
          path={path}
          title={`${title}: ${name}`}
          description={description}
          office={{ slug: office.office, name }}
          feeds={feeds}
          other={other}
        />
      }
    >
      {children}
    </Page>
  );
}
