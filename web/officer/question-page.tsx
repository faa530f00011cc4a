/** One question from those who scrutinise the office: what stands, what can be done, and its history. */
import { formatDate, formatInstant, londonDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { noticePath, questionPath } from "#core/notice/addresses.ts";
import { type Happened, type Item, isOverdue, type Link, may } from "#core/scrutiny/item.ts";
import { slugOf } from "#core/scrutiny/public-item.ts";
import * as Words from "#core/scrutiny/words.ts";
import { Button } from "../components/button.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { NotificationBanner } from "../components/notification-banner.tsx";
import { SummaryList, type SummaryRow } from "../components/summary-list.tsx";
import { Tag } from "../components/tag.tsx";
import { CommandForm, Heading, type Officer, OfficerPage } from "./layout.tsx";
import { itemPath, PublicTag } from "./questions-page.tsx";

interface QuestionProps {
  office: Office;
  officer: Officer;
  item: Item;
  history: Happened[];
  cmdId: string;
  /** Civil date. */
  today: string;
  /** Why what this person has just asked for was not done, and the words that they wrote for it. */
  refused?: { why: string; wrote?: string };
}

export function QuestionPage({ office, officer, item, history, cmdId, today, refused }: QuestionProps) {
  const title = item.subject;
  return (
    <OfficerPage title={title} office={office} officer={officer} back={itemPath()}>
      {refused && (
        <NotificationBanner titleText="Nothing was changed">
          <p class="govuk-notification-banner__heading">{refused.why}.</p>
          {refused.wrote && (
            <>
              <p class="govuk-body">What you wrote was not saved. Copy it if you need it:</p>
              <p class="govuk-body">
                <Lines text={refused.wrote} />
              </p>
            </>
          )}
        </NotificationBanner>
      )}
      <Heading caption={Words.KIND_WORDS[item.kind]}>{title}</Heading>
      {item.confidential && (
        <InsetText>
          This was put in confidence. Nothing of it is public, and it cannot be published.
        </InsetText>
      )}
      {item.withdrawn && (
        <InsetText>
          Withdrawn on {formatDate(londonDate(item.withdrawn.at))}: {Words.stopped(item.withdrawn.reason)}
        </InsetText>
      )}
      <SummaryList rows={rowsOf(item, today)} />
      <h2 class="govuk-heading-m">What was asked</h2>
      <p class="govuk-body">
        <Lines text={item.words} />
      </p>
      {item.answer && (
        <>
          <h2 class="govuk-heading-m">Answer</h2>
          <p class="govuk-body">
            <Lines text={item.answer.text} />
          </p>
        </>
      )}
      <Actions item={item} cmdId={cmdId} />
      <h2 class="govuk-heading-m">History</h2>
      <ol class="govuk-list govuk-list--number">
        {history.map(({ at, by, event }) => (
          <li>
            {eventWords(event)} by {by.name} on {formatInstant(at)}
            {"reason" in event && `: ${Words.stopped(event.reason)}`}
          </li>
        ))}
      </ol>
    </OfficerPage>
  );
}

function rowsOf(item: Item, today: string): SummaryRow[] {
  const { askedBy, askedOn, meeting, about, due, answer, office } = item;
  const row = (key: string, text: SummaryRow["value"]["text"]) => ({ key: { text: key }, value: { text } });
  return [
    row("Asked by", askedBy),
    row("Asked on", formatDate(askedOn)),
    ...(meeting ? [row("Meeting", meeting)] : []),
    ...(about ? [row("About", <RecordLink office={office} link={about} />)] : []),
    row(
      "Due on",
      <>
        {formatDate(due)}{" "}
        {isOverdue(item, today) && <Tag classes="govuk-tag--red">{Words.overdueWords(due, today)}</Tag>}
      </>,
    ),
    ...(answer ? [row("Answered on", `${formatDate(answer.on)}, ${Words.delayWords(due, answer.on)}`)] : []),
    ...(answer?.link
      ? [row("Record that answers it", <RecordLink office={office} link={answer.link} />)]
      : []),
    row(
      "Public",
      <>
        <PublicTag item={item} />
        {item.published && (
          <>
            <br />
            <a class="govuk-link" href={questionPath(office, slugOf(item))}>
              See its public page
            </a>
          </>
        )}
      </>,
    ),
  ];
}

const LINKS = [
  ["answer", "Answer it"],
  ["correct", "Correct the answer"],
  ["due", "Change the day it is due"],
  ["withdraw", "Withdraw it"],
] as const;

function Actions({ item, cmdId }: { item: Item; cmdId: string }) {
  const links = LINKS.filter(([verb]) => may(item, verb));
  return (
    <>
      {may(item, "publish") && (
        <CommandForm action={itemPath(item.id, "publish")} cmdId={cmdId} hidden={{ rev: item.rev }}>
          <p class="govuk-body">
            {item.published
              ? "What you have changed is not public yet. Publishing it puts it on its public page."
              : "Nothing of this is public yet. Publishing puts what was asked, the dates and any answer on a public page, where they stay."}
          </p>
          <Button preventDoubleClick>{item.published ? "Publish the changes" : "Publish"}</Button>
        </CommandForm>
      )}
      {links.length > 0 && (
        <ul class="govuk-list">
          {links.map(([verb, text]) => (
            <li>
              <a class="govuk-link" href={itemPath(item.id, verb)}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function eventWords(event: Happened["event"]): string {
  switch (event.type) {
    case "Asked":
      return `Entered, due on ${formatDate(event.due)},`;
    case "DueChanged":
      return `Day due changed to ${formatDate(event.due)}`;
    case "Answered":
      return `Answer of ${formatDate(event.on)} entered`;
    case "Corrected":
      return "Answer corrected";
    case "Published":
      return "Published";
    case "Withdrawn":
      return "Withdrawn";
  }
}

function RecordLink({ office, link }: { office: string; link: Link }) {
  return (
    <a class="govuk-link" href={noticePath(office, link.slug)}>
      {link.call}
    </a>
  );
}

function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split("\n").map((line, i) => (
        <>
          {i > 0 && <br />}
          {line}
        </>
      ))}
    </>
  );
}
