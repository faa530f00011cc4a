/** An office's questions from those who scrutinise it: what is overdue, what waits for an answer, what is done. */
import { formatDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { questionsPath } from "#core/notice/addresses.ts";
import { type Item, isOpen, isOverdue } from "#core/scrutiny/item.ts";
import * as Words from "#core/scrutiny/words.ts";
import { Button } from "../components/button.tsx";
import { Tag } from "../components/tag.tsx";
import { Heading, type Officer, OfficerPage } from "./layout.tsx";

interface QuestionsProps {
  office: Office;
  officer: Officer;
  /** Newest first. */
  items: Item[];
  /** Civil date. */
  today: string;
}

export function QuestionsPage({ office, officer, items, today }: QuestionsProps) {
  const open = items.filter(isOpen).sort((a, b) => a.due.localeCompare(b.due));
  const overdue = open.filter((item) => isOverdue(item, today));
  const waiting = open.filter((item) => !isOverdue(item, today));
  const done = items.filter((item) => !isOpen(item));
  const title = Words.pageTitle(office);
  return (
    <OfficerPage title={title} office={office} officer={officer} wide back="/">
      <Heading>{title}</Heading>
      <Button href={itemPath("new")} isStartButton>
        Add a question
      </Button>
      <p class="govuk-body">
        <a class="govuk-link" href={questionsPath(office.office)}>
          See them as the public does
        </a>
      </p>
      <h2 class="govuk-heading-m">Overdue</h2>
      <ItemTable caption="Overdue" items={overdue} today={today} none="Nothing is overdue." />
      <h2 class="govuk-heading-m">Waiting for an answer</h2>
      <ItemTable
        caption="Waiting for an answer"
        items={waiting}
        today={today}
        none="Nothing else is waiting."
      />
      {done.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Answered or withdrawn</h2>
          <ItemTable caption="Answered or withdrawn" items={done} today={today} none="" />
        </>
      )}
    </OfficerPage>
  );
}

const HEAD = ["What was asked", "Asked", "Due", "Answered", "Public"];

interface TableProps {
  caption: string;
  items: Item[];
  today: string;
  /** What to say where there are none. */
  none: string;
}

function ItemTable({ caption, items, today, none }: TableProps) {
  if (items.length === 0) return <p class="govuk-body">{none}</p>;
  return (
    <table class="govuk-table app-stack">
      <caption class="govuk-visually-hidden">{caption}</caption>
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {HEAD.map((words) => (
            <th scope="col" class="govuk-table__header">
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {items.map((item) => (
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header app-stack__name">
              <a class="govuk-link" href={itemPath(item.id)}>
                {item.subject}
              </a>
              <span class="app-stack__kind">{Words.KIND_WORDS[item.kind]}</span>
            </th>
            <Cell label="Asked">{formatDate(item.askedOn, "d MMM yyyy")}</Cell>
            <Cell label="Due">
              {formatDate(item.due, "d MMM yyyy")}
              {isOverdue(item, today) && (
                <>
                  <br />
                  <Tag classes="govuk-tag--red">{Words.overdueWords(item.due, today)}</Tag>
                </>
              )}
            </Cell>
            <Cell label="Answered">{answeredWords(item)}</Cell>
            <Cell label="Public">
              <PublicTag item={item} />
            </Cell>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** On a narrow screen, where the headings of the table are not seen, each cell says what it is. */
function Cell({ label, children }: { label: string; children?: unknown }) {
  return (
    <td class="govuk-table__cell">
      <span class="app-stack__label" aria-hidden="true">
        {label}:{" "}
      </span>
      {children as string}
    </td>
  );
}

function answeredWords({ answer, withdrawn, due }: Item): string {
  if (withdrawn) return "Withdrawn";
  if (!answer) return "Not yet";
  return `${formatDate(answer.on, "d MMM yyyy")}, ${Words.delayWords(due, answer.on)}`;
}

/** How much of it anyone can read. */
export function PublicTag({ item }: { item: Item }) {
  const { confidential, published, rev, withdrawn } = item;
  if (confidential) return <Tag classes="govuk-tag--yellow">In confidence</Tag>;
  if (!published) return <Tag classes="govuk-tag--grey">Not published</Tag>;
  if (withdrawn) return <Tag classes="govuk-tag--grey">Withdrawn</Tag>;
  return published.rev === rev ? (
    <Tag classes="govuk-tag--green">Published</Tag>
  ) : (
    <Tag classes="govuk-tag--blue">Changes not published</Tag>
  );
}

export function itemPath(...rest: string[]): string {
  return ["/questions", ...rest].join("/");
}
