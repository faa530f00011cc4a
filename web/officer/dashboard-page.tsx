/** An office's records: where each is, and who holds it since when. */
import { formatDate, formatInstant, londonDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { type ClosedRegister, noNewRecords } from "#core/notice/succession.ts";
import type { Rewriting } from "#core/record/closing.store.ts";
import type { NumbersCheck } from "#core/record/numbering.store.ts";
import type { Listed as ListedRecord } from "#core/record/status.ts";
import { pageTitle } from "#core/scrutiny/words.ts";
import { Button } from "../components/button.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Tag } from "../components/tag.tsx";
import { Heading, type Officer, OfficerPage, recordPath } from "./layout.tsx";
import { Listed } from "./listed.tsx";
import { Checked } from "./numbers-page.tsx";
import { STATES } from "./words.ts";

interface DashboardProps {
  office: Office;
  officer: Officer;
  records: ListedRecord[];
  /** Whether this person may start a record. */
  starts: boolean;
  /** Whether this person deals with what those who scrutinise the office ask. */
  handles?: boolean;
  /** What the daily check of the office's numbers found. */
  check?: NumbersCheck;
  /** The office is closed: since when, and how far its public pages say so. */
  closing?: ClosedRegister;
  rewriting?: Rewriting;
}

const FINISHED = new Set(["published", "withheld", "withdrawn", "unpublished"]);

export function DashboardPage({
  office,
  officer,
  records,
  starts,
  handles,
  check,
  closing,
  rewriting,
}: DashboardProps) {
  const open = records.filter((r) => !FINISHED.has(r.state));
  const finished = records.filter((r) => FINISHED.has(r.state));
  return (
    <OfficerPage title="Records" office={office} officer={officer} wide>
      <Heading>Records</Heading>
      {check && check.faults.length > 0 && <Checked check={check} />}
      {closing && <Closed name={office.body.name} closing={closing} rewriting={rewriting} />}
      {starts && (
        <Button href="/records/new" isStartButton>
          Start a record
        </Button>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href="/returns-due">
          See what is missing from statutory returns
        </a>
        <br />
        <a class="govuk-link" href="/funding-ending">
          See which funding ends soon
        </a>
        {handles && (
          <>
            <br />
            <a class="govuk-link" href="/questions">
              {pageTitle(office)}
            </a>
          </>
        )}
      </p>
      {office.series && (
        <p class="govuk-body">
          <a class="govuk-link" href="/numbers">
            See which numbers are not in the register yet
          </a>
        </p>
      )}
      <h2 class="govuk-heading-m">In progress</h2>
      {open.length ? (
        <RecordTable caption="Records in progress" office={office} records={open} />
      ) : (
        <p class="govuk-body">No records are in progress.</p>
      )}
      {finished.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Finished</h2>
          <RecordTable caption="Finished records" office={office} records={finished} />
        </>
      )}
    </OfficerPage>
  );
}

function Closed({
  name,
  closing,
  rewriting,
}: {
  name: string;
  closing: ClosedRegister;
  rewriting?: Rewriting;
}) {
  const { year, records = 0, of } = rewriting ?? {};
  const written = records.toLocaleString("en-GB");
  return (
    <InsetText>
      <p class="govuk-body">{noNewRecords(name, closing)}</p>
      <p class="govuk-body">
        {!rewriting
          ? "Its public pages will say so within minutes."
          : year
            ? `Its public pages are being written to say so: ${written} done, now those of ${year}${of ? ` (${of})` : ""}.`
            : `All its public pages say so: ${written} were written again.`}
      </p>
    </InsetText>
  );
}

const HEAD = ["Title", "Number", "State", "Who holds it", "Last changed"];

function RecordTable({
  caption,
  office,
  records,
}: {
  caption: string;
  office: Office;
  records: ListedRecord[];
}) {
  return (
    <Listed
      caption={caption}
      head={HEAD}
      rows={records.map((record) => {
        const form = formTitle(office, record.form);
        return {
          href: recordPath(record.id),
          name: record.title,
          kind: form === record.title ? undefined : form,
          cells: [
            record.reference,
            <Tag {...STATES[record.state]}>{record.state}</Tag>,
            record.holder && heldBy(record),
            <time datetime={record.updatedAt} title={formatInstant(record.updatedAt)}>
              {formatDate(londonDate(record.updatedAt), "d MMM yyyy")}
            </time>,
          ],
        };
      })}
    />
  );
}

function heldBy({ holder, since }: ListedRecord): string {
  return since ? `${holder}, since ${formatDate(londonDate(since))}` : `${holder}`;
}

function formTitle(office: Office, form: string): string {
  return office.forms.find((f) => f.id === form)?.title ?? form;
}
