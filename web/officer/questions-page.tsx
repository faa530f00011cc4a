/** An office's questions from those who scrutinise it: what is overdue, what waits for an answer, what is done. */
import { formatDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { questionsPath } from "#core/notice/addresses.ts";
import { type Item, isOpen, isOverdue } from "#core/scrutiny/item.ts";
import * as Words from "#core/scrutiny/words.ts";
import { Button } from "../components/button.tsx";
import { Tag } from "../components/tag.tsx";
import { Heading, type Officer, OfficerPage } from "./layout.tsx";
import { Listed } from "./listed.tsx";

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
    <Listed
      caption={caption}
      head={HEAD}
      rows={items.map((item) => ({
        href: itemPath(item.id),
        name: item.subject,
        kind: Words.KIND_WORDS[item.kind],
        cells: [
          formatDate(item.askedOn, "d MMM yyyy"),
          <Due item={item} today={today} />,
          answeredWords(item),
          <PublicTag item={item} />,
        ],
      }))}
    />
  );
}

function Due({ item, today }: { item: Item; today: string }) {
  return (
    <>
      {formatDate(item.due, "d MMM yyyy")}
      {isOverdue(item, today) && (
        <>
          <br />
          <Tag classes="govuk-tag--red">{Words.overdueWords(item.due, today)}</Tag>
        </>
      )}
    </>
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
