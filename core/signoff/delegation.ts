/**
 * The scheme of delegation, as an office's data: who may lawfully decide what. The lowest maker whose
 * limit covers the decision is proposed, a higher one may be chosen, and a reserved function never
 * goes down (PRSRA 2011 s18 lists what a commissioner may not delegate).
 */
import type { Answers } from "#core/form/answers.ts";
import type { Form } from "#core/form/definition.ts";
import { formatMoney } from "#core/form/money.ts";
import { type Delegation, type Office, postTitle } from "#core/form/office.ts";
import { amountOf, findField, read } from "#core/form/reading.ts";

export interface Authority {
  post: string;
  /** Where the scheme says so: "Scheme of governance, part 4". */
  paragraph?: string;
  conditions: string[];
}

/** Whoever may decide this, lowest first. Everyone the form offers, where the office has no scheme. */
export function lawfulMakers(office: Office, form: Form, answers: Answers): Authority[] {
  const offered = makersOffered(form);
  const rows = office.delegation ?? [];
  if (rows.length === 0) return offered.map((post) => ({ post, conditions: [] }));
  const categories = categoriesOf(form, answers);
  const reserved = rows.filter((r) => r.reserved && r.categories.some((c) => categories.includes(c)));
  const amount = amountOf(form, answers) ?? 0;
  const covering = (
    reserved.length ? reserved : rows.filter((r) => !r.reserved && covers(r, categories, amount))
  ).filter((r) => offered.includes(r.maker));
  const byLimit = [...covering].sort(
    (a, b) =>
      (a.upTo ?? Number.POSITIVE_INFINITY) - (b.upTo ?? Number.POSITIVE_INFINITY) ||
      Number(isBroad(a)) - Number(isBroad(b)),
  );
  const found = new Map<string, Authority>();
  for (const { maker, paragraph, conditions = [] } of byLimit)
    if (!found.has(maker)) found.set(maker, { post: maker, paragraph, conditions });
  return [...found.values()];
}

/** Why the maker chosen may not decide this; undefined where they may, or where the form offers no choice. */
export function unlawfulMaker(office: Office, form: Form, answers: Answers): string | undefined {
  const chosen = read(form, answers, "maker");
  if (chosen === undefined || !makersOffered(form).includes(chosen)) return undefined;
  const lawful = lawfulMakers(office, form, answers);
  if (lawful.some((a) => a.post === chosen)) return undefined;
  const may = lawful.map((a) => postTitle(office, a.post)).join(" or ");
  const what = amountOf(form, answers);
  return `The scheme of delegation does not let the ${postTitle(office, chosen)} decide this${
    what ? ` (${formatMoney(what)})` : ""
  }. Choose ${may ? `the ${may}` : "another decision maker, or another category"}`;
}

function makersOffered(form: Form): string[] {
  const field = findField(form, "maker")?.field;
  return field?.type === "maker" ? field.posts : [];
}

/** A narrower row is the lower authority, where limits are equal. */
function isBroad({ categories }: Delegation): boolean {
  return categories.includes("*");
}

function covers({ categories, upTo }: Delegation, asked: string[], amount: number): boolean {
  const named = categories.includes("*") || (asked.length > 0 && asked.every((c) => categories.includes(c)));
  return named && (upTo === undefined || amount <= upTo);
}

function categoriesOf(form: Form, answers: Answers): string[] {
  const category = read(form, answers, "category");
  return category === undefined ? [] : [category].flat();
}
