/** The part of the panel's pack that holds its own questions: what waits for an answer, and what was answered since. */
import { type Inline, labelled, type PaperBlock, para } from "#core/document/paper.ts";
import { formatDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { noticePath, questionPath } from "#core/notice/addresses.ts";
import { isWaiting, type PublicItem } from "./public-item.ts";
import { headOf, KIND_WORDS, pageTitle, standingToday, stopped } from "./words.ts";

/** "3 questions: 1 waits for an answer." */
export function countWords(items: PublicItem[]): string {
  const waiting = items.filter(isWaiting).length;
  const all = items.length === 1 ? "1 item" : `${items.length} items`;
  if (waiting === 0) return `${all}, none of which waits for an answer.`;
  return `${all}, of which ${waiting} ${waiting === 1 ? "waits" : "wait"} for an answer.`;
}

/** Nothing where there are none. `today` is a civil date. */
export function itemBlocks(
  office: Office,
  items: PublicItem[],
  { today, origin }: { today: string; origin: string },
): PaperBlock[] {
  if (items.length === 0) return [];
  return [
    { t: "heading", level: 2, c: [pageTitle(office)] },
    para(countWords(items)),
    ...items.flatMap((item) => partOf(item, today, origin)),
  ];
}

function partOf(item: PublicItem, today: string, origin: string): PaperBlock[] {
  const { office, words, answer, about, withdrawn } = item;
  const link = (path: string): Inline => ({ t: "link", url: origin + path, c: [origin + path] });
  return [
    { t: "heading", level: 3, c: [headOf(item)] },
    ...labelled("What it is:", `${KIND_WORDS[item.kind]}, asked on ${formatDate(item.askedOn)}`),
    ...labelled("Asked by:", [item.askedBy, item.meeting].filter(Boolean).join(", ")),
    ...labelled("Words:", words),
    ...(about
      ? [
          {
            t: "labelled" as const,
            label: "About:",
            c: [`${about.call}, `, link(noticePath(office.slug, about.slug))],
          },
        ]
      : []),
    ...labelled("Due:", item.due && formatDate(item.due)),
    ...labelled("Now:", standingToday(item, today)),
    ...labelled("Reason:", withdrawn && stopped(withdrawn.reason)),
    ...labelled("Answer:", answer?.text),
    { t: "labelled", label: "Full text:", c: [link(questionPath(office.slug, item.slug))] },
  ];
}
