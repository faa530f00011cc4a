/** Public items as data: the JSON of a year, and the CSV of a pack, with the same names for every office. */
import { noticePath, questionPath } from "#core/notice/addresses.ts";
import type { Json } from "#core/notice/columns.ts";
import { csvCell } from "#core/notice/open-data.ts";
import { isWaiting, type PublicItem } from "./public-item.ts";

/** A column may be added; a name once published stays and keeps its meaning. Dates are those of London. */
const COLUMNS: Record<string, (item: PublicItem, origin: string) => Json | undefined> = {
  address: (i, origin) => origin + questionPath(i.office.slug, i.slug),
  kind: (i) => i.kind,
  status: (i) => (i.withdrawn ? "withdrawn" : isWaiting(i) ? "open" : "answered"),
  asked_on: (i) => i.askedOn,
  asked_by: (i) => i.askedBy,
  meeting: (i) => i.meeting,
  subject: (i) => i.subject,
  question: (i) => i.words,
  about_record: (i) => i.about?.call,
  about_record_address: (i, origin) => i.about && origin + noticePath(i.office.slug, i.about.slug),
  due_on: (i) => i.due,
  first_due_on: (i) => i.dueChanges[0]?.from ?? i.due,
  answered_on: (i) => i.answer?.on,
  answer_published_on: (i) => i.answer?.publishedOn,
  answer: (i) => i.answer?.text,
  answering_record: (i) => i.answer?.record?.call,
  answering_record_address: (i, origin) =>
    i.answer?.record && origin + noticePath(i.office.slug, i.answer.record.slug),
  corrected_on: (i) => i.earlier.at(-1)?.replacedOn,
  correction: (i) => i.earlier.at(-1)?.reason,
  withdrawn_on: (i) => i.withdrawn?.on,
  withdrawal: (i) => i.withdrawn?.reason,
  published_at: (i) => i.publishedAt,
  updated_at: (i) => i.updatedAt,
};

export function itemsJson(
  office: PublicItem["office"],
  year: string,
  items: PublicItem[],
  origin: string,
): string {
  const questions = items.map((item) =>
    Object.fromEntries(
      Object.entries(COLUMNS)
        .map(([name, value]) => [name, value(item, origin)])
        .filter(([, value]) => value !== undefined),
    ),
  );
  return `${JSON.stringify({ office, year, questions }, null, 1)}\n`;
}

/** As the register's own CSV: RFC 4180, a byte order mark first, and no cell that runs as a formula. */
export function itemsCsv(items: PublicItem[], origin: string): string {
  const names = Object.keys(COLUMNS).join(",");
  const lines = items.map((item) =>
    Object.values(COLUMNS)
      .map((value) => csvCell(value(item, origin)))
      .join(","),
  );
  return `\ufeff${[names, ...lines].join("\r\n")}\r\n`;
}
