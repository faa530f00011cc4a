/** What the API answers, as schemas: the one source of its description, and held against its answers in tests. */
import * as v from "valibot";
import * as Address from "#core/notice/addresses.ts";
import { AwardDataSchema, awardOf, awardsCsv, awardsIn } from "#core/notice/awards.ts";
import { RecordDataSchema } from "#core/notice/data-schema.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { address } from "#core/notice/line-schema.ts";
import { decisionOf } from "#core/notice/open-data.ts";
import { QuestionDataSchema, questionOf } from "#core/scrutiny/data.ts";
import { AWARDS, QUESTIONS, RECORDS } from "./addresses.ts";
import { cursorOf } from "./query.ts";
import type { QuestionsPage } from "./questions.store.ts";
import type { Page } from "./records.store.ts";

const next = v.optional(
  v.pipe(address, v.description("The address of the next page, where there may be one.")),
);

export const RecordsSchema = v.strictObject({
  records: v.array(RecordDataSchema),
  next,
});

export const AwardsSchema = v.strictObject({
  awards: v.array(AwardDataSchema),
  next,
});

export const QuestionsSchema = v.strictObject({ questions: v.array(QuestionDataSchema), next });

export const OfficesSchema = v.strictObject({
  offices: v.array(
    v.strictObject({
      office: v.pipe(v.string(), v.description("Its name in addresses.")),
      office_name: v.string(),
      years: v.pipe(v.array(v.string()), v.description("The calendar years its register has, newest first.")),
      register: v.pipe(address, v.description("Its register, as a page.")),
      records: v.pipe(address, v.description("Its records, by this API.")),
      questions: v.pipe(address, v.description("What its panel asked, by this API.")),
      feed: v.pipe(address, v.description("Its newest records, as an Atom feed.")),
      closed_on: v.optional(
        v.pipe(v.string(), v.isoDate(), v.description("Its last day, where the office is no more.")),
      ),
      successor: v.optional(
        v.pipe(v.string(), v.description("The office that took its work over, by its name in addresses.")),
      ),
    }),
  ),
});

/** Problem details (RFC 9457). */
export const ProblemSchema = v.strictObject({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.string(),
  errors: v.optional(v.array(v.strictObject({ id: v.string(), message: v.string() }))),
});

/** `asked` are the parameters as they came; the next page is the same question from further on. */
export function recordsAnswer({ entries, next }: Page, origin: string, asked: URLSearchParams) {
  const records = entries.map((entry) => recordAnswer(entry, origin));
  return { records, ...nextOf(RECORDS, next, origin, asked) };
}

/** A page of records as their awards, to some recipients (by key) or to all. */
export function awardsAnswer(
  { entries, next }: Page,
  origin: string,
  asked: URLSearchParams,
  keys?: Set<string>,
) {
  const awards = linesOf(entries, origin, keys).map(awardOf);
  return { awards, ...nextOf(AWARDS, next, origin, asked) };
}

export function questionsAnswer({ items, next }: QuestionsPage, origin: string, asked: URLSearchParams) {
  const questions = items.map((item) => questionOf(item, origin));
  return { questions, ...nextOf(QUESTIONS, next, origin, asked) };
}

export function awardsFile(entries: RegisterEntry[], origin: string, keys?: Set<string>): string {
  return awardsCsv(linesOf(entries, origin, keys));
}

function linesOf(entries: RegisterEntry[], origin: string, keys?: Set<string>) {
  return entries.flatMap((entry) => awardsIn(entry, keys).map((award) => ({ entry, award, origin })));
}

function nextOf(path: string, next: string | undefined, origin: string, asked: URLSearchParams) {
  if (!next) return {};
  const params = new URLSearchParams(asked);
  params.set("cursor", cursorOf(next));
  return { next: `${origin}${path}?${params}` };
}

export function recordAnswer(entry: RegisterEntry, origin: string) {
  return decisionOf(entry, origin);
}

export function officesAnswer(offices: OfficeRegister[], origin: string) {
  const byName = offices.toSorted((a, b) => a.name.localeCompare(b.name));
  return {
    offices: byName.map(({ slug, name, years, closed }) => ({
      office: slug,
      office_name: name,
      years: years.toSorted().reverse(),
      register: origin + Address.registerPath(slug),
      records: `${origin}${RECORDS}?office=${slug}`,
      questions: `${origin}${QUESTIONS}?office=${slug}`,
      feed: origin + Address.feedPath(slug, "atom"),
      ...(closed && { closed_on: closed.on, ...(closed.by && { successor: closed.by.slug }) }),
    })),
  };
}
