/**
 * Questions from those who scrutinise the office, as the public reads them: what waits for an answer and
 * what was answered last; all of a year; and each at an address of its own, with what was asked, by whom,
 * when it was due, when it was answered and how late that was.
 */
import { formatDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import * as Address from "#core/notice/addresses.ts";
import { isWaiting, type PublicItem, yearAsked } from "#core/scrutiny/public-item.ts";
import * as Words from "#core/scrutiny/words.ts";
import { InsetText } from "../components/inset-text.tsx";
import { SummaryList, type SummaryRow } from "../components/summary-list.tsx";
import { Page } from "../layout/page.tsx";
import { Day } from "./day.tsx";
import { Head } from "./head.tsx";
import { trail } from "./register-navigation.tsx";

/** How many that are answered the first page lists. */
const NEWEST = 25;

export interface QuestionsProps {
  origin: string;
  office: Office;
  /** Every public item of the office, newest first. */
  items: PublicItem[];
}

export function QuestionsPage({ origin, office, items }: QuestionsProps) {
  const title = Words.pageTitle(office);
  const waiting = items.filter(isWaiting);
  const answered = items.filter((item) => !isWaiting(item)).slice(0, NEWEST);
  return (
    <Shell origin={origin} office={office} title={title} path={Address.questionsPath(office.office)}>
      <p class="govuk-body">
        What {Words.panelWords(office)} has asked this office, when an answer was due, and what the office
        answered.
      </p>
      <Years office={office} items={items} />
      {items.length === 0 && <p class="govuk-body">Nothing has been published here yet.</p>}
      {waiting.length > 0 && <ItemList title="Waiting for an answer" items={waiting} />}
      {answered.length > 0 && <ItemList title="Answered or withdrawn" items={answered} />}
    </Shell>
  );
}

export function QuestionsOfYearPage({ origin, office, items, year }: QuestionsProps & { year: string }) {
  const path = Address.questionsOfPath(office.office, year);
  return (
    <Shell origin={origin} office={office} title={`${Words.pageTitle(office)} in ${year}`} path={path} below>
      <Years office={office} items={items} year={year} />
      <ItemList title={`Asked in ${year}`} items={items.filter((item) => yearAsked(item) === year)} />
      <p class="govuk-body">
        <a class="govuk-link" href={Address.questionsDataPath(office.office, year)}>
          Download those of {year} as JSON
        </a>
      </p>
    </Shell>
  );
}

export function QuestionPage({ origin, office, item }: { origin: string; office: Office; item: PublicItem }) {
  const { answer, withdrawn, words = "" } = item;
  const title = Words.headOf(item);
  const path = Address.questionPath(office.office, item.slug);
  const kind = Words.KIND_WORDS[item.kind];
  return (
    <Shell origin={origin} office={office} title={title} path={path} caption={kind} below>
      {withdrawn && (
        <InsetText>
          Withdrawn on {formatDate(withdrawn.on)}: {Words.stopped(withdrawn.reason)}
        </InsetText>
      )}
      <SummaryList rows={factsOf(item)} />
      {!withdrawn && (
        <>
          <h2 class="govuk-heading-m">What was asked</h2>
          <Paragraphs text={words} />
          <h2 class="govuk-heading-m">Answer</h2>
          {answer ? <Answer item={item} /> : <p class="govuk-body">{Words.standingWords(item)}.</p>}
        </>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={Address.questionsPath(office.office)}>
          All {lowerFirst(Words.pageTitle(office))}
        </a>
      </p>
    </Shell>
  );
}

function factsOf(item: PublicItem): SummaryRow[] {
  const { askedBy, askedOn, meeting, about, due, dueChanges, answer, withdrawn } = item;
  const row = (key: string, text: SummaryRow["value"]["text"]) => ({ key: { text: key }, value: { text } });
  return [
    ...(askedBy ? [row("Asked by", askedBy)] : []),
    row("Asked on", <Day date={askedOn} />),
    ...(meeting ? [row("Meeting", meeting)] : []),
    ...(about ? [row("About", <RecordLink office={item.office.slug} record={about} />)] : []),
    ...(due ? [row("Due on", <Due due={due} changes={dueChanges} />)] : []),
    ...(withdrawn ? [] : [row("Answered", answer ? <Answered due={due} answer={answer} /> : "Not yet")]),
  ];
}

function Due({ due, changes }: { due: string; changes: PublicItem["dueChanges"] }) {
  return (
    <>
      <Day date={due} />
      {changes.map(({ from, on, reason }) => (
        <>
          <br />
          First due on {formatDate(from)}; changed on {formatDate(on)}: {Words.stopped(reason)}
        </>
      ))}
    </>
  );
}

function Answered({ due = "", answer }: { due?: string; answer: NonNullable<PublicItem["answer"]> }) {
  return (
    <>
      On <Day date={answer.on} />, {Words.delayWords(due, answer.on)}
    </>
  );
}

function Answer({ item: { answer, earlier, office } }: { item: PublicItem }) {
  const last = earlier.at(-1);
  return (
    <>
      {last && (
        <InsetText>
          Corrected on {formatDate(last.replacedOn)}: {Words.stopped(last.reason)}
        </InsetText>
      )}
      <Paragraphs text={answer?.text ?? ""} />
      {answer?.record && (
        <p class="govuk-body">
          The record that answers it: <RecordLink office={office.slug} record={answer.record} />
        </p>
      )}
      {earlier.map(({ text, publishedOn, replacedOn }) => (
        <>
          <h3 class="govuk-heading-s">
            Answer published from {formatDate(publishedOn)} to {formatDate(replacedOn)}
          </h3>
          {text === undefined ? (
            <p class="govuk-body">This answer can no longer be read here.</p>
          ) : (
            <Paragraphs text={text} />
          )}
        </>
      ))}
    </>
  );
}

function RecordLink({ office, record }: { office: string; record: { slug: string; call: string } }) {
  return (
    <a class="govuk-link" href={Address.noticePath(office, record.slug)}>
      {record.call}
    </a>
  );
}

function Years({ office, items, year }: { office: Office; items: PublicItem[]; year?: string }) {
  const years = [...new Set(items.map(yearAsked))].sort().reverse();
  if (years.length === 0) return null;
  return (
    <nav class="app-find" aria-label="Years">
      <h2>Year</h2>
      <ul>
        {years.map((y) => (
          <li>
            <a
              class="govuk-link"
              href={Address.questionsOfPath(office.office, y)}
              aria-current={y === year ? "page" : undefined}
            >
              {y}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** `today`: on a page that is made as it is asked for, which can say how late an answer is. */
export function ItemList({ title, items, today }: { title?: string; items: PublicItem[]; today?: string }) {
  return (
    <>
      {title && <h2 class="govuk-heading-m">{title}</h2>}
      <ul class="govuk-list govuk-list--spaced">
        {items.map((item) => (
          <li>
            <a class="govuk-link" href={Address.questionPath(item.office.slug, item.slug)}>
              {Words.headOf(item)}
            </a>
            <br />
            {Words.KIND_WORDS[item.kind]}, asked on {formatDate(item.askedOn)}
            {item.askedBy && ` by ${item.askedBy.replace(/^The /, "the ")}`}.{" "}
            {today ? Words.standingToday(item, today) : Words.standingWords(item)}.
          </li>
        ))}
      </ul>
    </>
  );
}

/** What someone wrote, paragraph by paragraph. */
function Paragraphs({ text }: { text: string }) {
  const paragraphs = text.split(/\n\s*\n/).filter((p) => p.trim());
  return (
    <>
      {paragraphs.map((p) => (
        <p class="govuk-body">
          {p.split("\n").map((line, i) => (
            <>
              {i > 0 && <br />}
              {line}
            </>
          ))}
        </p>
      ))}
    </>
  );
}

interface ShellProps {
  origin: string;
  office: Office;
  title: string;
  path: string;
  caption?: string;
  /** Below the list of them all. */
  below?: boolean;
  children?: unknown;
}

function Shell({ origin, office, title, path, caption, below, children }: ShellProps) {
  const up = trail(below ? title : "Questions", office);
  const list = { text: "Questions", href: Address.questionsPath(office.office) };
  return (
    <Page
      title={title}
      office={office}
      reading
      breadcrumbs={below ? [...up.slice(0, -1), list, ...up.slice(-1)] : up}
      head={
        <Head
          origin={origin}
          path={path}
          title={`${title}: ${office.body.name}`}
          description={`What ${Words.panelWords(office)} asked ${office.body.name}, and what was answered.`}
        />
      }
    >
      {caption && <span class="govuk-caption-l">{caption}</span>}
      <h1 class="govuk-heading-l">{title}</h1>
      {children as string}
    </Page>
  );
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
