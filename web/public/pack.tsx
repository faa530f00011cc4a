/** The panel's pack as a page: whose and since when, then everything, to read, print or take away. */
import { formatDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { PACK, PACK_QUESTIONS, packPath } from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { summaryWords } from "#core/notice/pack.ts";
import { countWords } from "#core/scrutiny/in-pack.ts";
import type { PublicItem } from "#core/scrutiny/public-item.ts";
import { pageTitle } from "#core/scrutiny/words.ts";
import { Button } from "../components/button.tsx";
import { Select } from "../components/select.tsx";
import { DateBoxes } from "../fields/dates.tsx";
import type { Typed } from "../fields/typed.ts";
import { Page } from "../layout/page.tsx";
import { ItemList } from "./questions.tsx";
import { trail } from "./register-navigation.tsx";
import { RegisterTable } from "./register-table.tsx";

export interface PackFormProps {
  offices: { slug: string; name: string }[];
  /** As it came: `office`, and the parts of `since`. */
  typed: Typed;
  errors?: { id: string; message: string }[];
}

/** Asks whose decisions, and since when. A GET form: every pack is a link. */
export function PackFormPage({ offices, typed, errors = [] }: PackFormProps) {
  const of = (id: string) => errors.find((e) => e.id === id);
  return (
    <Page
      title="Decisions since a date"
      navigation={[]}
      breadcrumbs={trail("Decisions since a date")}
      errors={errors.map(({ id, message }) => ({ text: message, href: `#${id}` }))}
      head={<meta name="robots" content="noindex" />}
    >
      <h1 class="govuk-heading-l">Decisions since a date</h1>
      <p class="govuk-body">
        For the meeting of a panel or a committee: everything that an office has decided or published since
        its last meeting, with what is withheld and why, to read, print or download.
      </p>
      <form action={PACK} method="get" novalidate>
        <Select
          name="office"
          label={{ text: "Office" }}
          value={typed.office}
          items={[
            { value: "", text: "Select an office" },
            ...offices.map((o) => ({ value: o.slug, text: o.name })),
          ]}
          errorMessage={of("office") && { text: of("office")?.message ?? "" }}
        />
        <DateBoxes
          path="since"
          legend={{ text: "Since", classes: "govuk-fieldset__legend--s" }}
          hint={{ text: "The day of the last meeting, for example 6 3 2026" }}
          typed={typed}
          errors={errors}
        />
        <Button>Show decisions</Button>
      </form>
    </Page>
  );
}

export interface PackPageProps {
  office: Office;
  /** A civil date. */
  since: string;
  entries: RegisterEntry[];
  /** What waits for an answer, or was answered since. */
  questions?: PublicItem[];
  /** A civil date. */
  today: string;
}

export function PackPage({ office, since, entries, questions = [], today }: PackPageProps) {
  const title = `Decisions since ${formatDate(since)}`;
  const slug = office.office;
  return (
    <Page
      title={title}
      office={office}
      wide
      breadcrumbs={trail(title, office)}
      head={<meta name="robots" content="noindex" />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{summaryWords(entries)}</p>
      {entries.length + questions.length > 0 && (
        <p class="govuk-body">
          Take it with you:{" "}
          <a class="govuk-link" href={packPath(slug, since, "pdf")}>
            the pack as a PDF
          </a>{" "}
          or{" "}
          <a class="govuk-link" href={packPath(slug, since, "csv")}>
            as CSV (for spreadsheets)
          </a>
          {questions.length > 0 && (
            <>
              , with{" "}
              <a
                class="govuk-link"
                href={`${PACK_QUESTIONS}?${new URLSearchParams({ office: slug, since })}`}
              >
                the questions as CSV
              </a>
            </>
          )}
          .
        </p>
      )}
      {entries.length > 0 && <RegisterTable caption={title} entries={entries} />}
      {questions.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{pageTitle(office)}</h2>
          <p class="govuk-body">{countWords(questions)}</p>
          <ItemList items={questions} today={today} />
        </>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`${PACK}?${new URLSearchParams({ office: slug })}`}>
          Choose another date
        </a>
      </p>
    </Page>
  );
}
