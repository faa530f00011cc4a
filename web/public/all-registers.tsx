/** The page of all registers: every office, and what was decided last in any of them. */
import { FOLLOW } from "#core/follow/addresses.ts";
import { INDEX, registerPath } from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { yearsWords } from "#core/notice/succession.ts";
import { Page } from "../layout/page.tsx";
import { Head } from "./head.tsx";
import { RegisterTable } from "./register-table.tsx";
import { SearchForm } from "./search-form.tsx";

export interface AllRegistersPageProps {
  origin: string;
  /** In the order shown. */
  offices: OfficeRegister[];
  /** Newest first. */
  latest: RegisterEntry[];
}

export function AllRegistersPage({ origin, offices, latest }: AllRegistersPageProps) {
  const title = "Registers of decisions";
  const description = "The decisions of each office: who decided, when, for how much and to whom.";
  return (
    <Page
      title={title}
      wide
      reading
      navigation={[]}
      head={<Head origin={origin} path={INDEX} title={title} description={description} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{description}</p>
      {offices.length === 0 && <p class="govuk-body">No decisions have been published yet.</p>}
      {offices.length > 0 && <Registers offices={offices} latest={latest} />}
    </Page>
  );
}

function Registers({ offices, latest }: Omit<AllRegistersPageProps, "origin">) {
  const closed = offices.filter((office) => office.closed);
  return (
    <>
      <SearchForm />
      <h2 class="govuk-heading-m">Offices</h2>
      <Offices offices={offices.filter((office) => !office.closed)} />
      <p class="govuk-body">
        <a class="govuk-link" href={FOLLOW}>
          Follow an office or a recipient by email
        </a>
      </p>
      {closed.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Earlier offices</h2>
          <Offices offices={closed} />
        </>
      )}
      <h2 class="govuk-heading-m">Newest in all registers</h2>
      <RegisterTable caption="The newest decisions of all offices" entries={latest} offices />
    </>
  );
}

function Offices({ offices }: Pick<AllRegistersPageProps, "offices">) {
  return (
    <ul class="govuk-list">
      {offices.map((office) => (
        <li>
          <a class="govuk-link" href={registerPath(office.slug)}>
            {office.name}
          </a>
          {office.closed && `, ${yearsWords(office)}`}
        </li>
      ))}
    </ul>
  );
}
