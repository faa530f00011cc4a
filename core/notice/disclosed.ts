/**
 * What an entry reads, by meaning, from answers that `disclose` has already let through. Everything
 * comes out as plain text and pence; a choice comes out in the words of its option.
 */
import type { Answers } from "#core/form/answers.ts";
import type { Form } from "#core/form/definition.ts";
import type { Meaning } from "#core/form/meaning.ts";
import { amountOf, findField, read } from "#core/form/reading.ts";
import { plainText } from "#core/form/richtext.ts";
import type { RegisterEntry } from "./entry.ts";

export const SUMMARY_LENGTH = 300;
/** Each category is a page of the register that this record touches, so there must be a bound. */
export const MAX_CATEGORIES = 4;

/** Everyone who receives money, with the sum of their awards. What the office keeps for itself is no award. */
export function recipients(form: Form, answers: Answers): RegisterEntry["recipients"] {
  const sums = new Map<string, number | undefined>();
  for (const award of read(form, answers, "funding")?.awards ?? []) {
    const name = award.recipient.trim();
    if (name && !award.retained) sums.set(name, (sums.get(name) ?? 0) + award.amount);
  }
  for (const { name } of read(form, answers, "recipient") ?? [])
    if (name.trim() && !sums.has(name.trim())) sums.set(name.trim(), undefined);
  return [...sums].map(([name, amount]) => ({ name, amount }));
}

/** Each award by itself, and whoever receives money without a sum. */
export function awards(form: Form, answers: Answers): RegisterEntry["awards"] {
  const given = (read(form, answers, "funding")?.awards ?? []).filter(
    (a) => a.recipient.trim() && !a.retained,
  );
  const named = new Set(given.map((a) => a.recipient.trim()));
  const others = (read(form, answers, "recipient") ?? []).filter(
    (r) => r.name.trim() && !named.has(r.name.trim()),
  );
  // A record with one recipient and one amount says whose it is, though it has no table.
  const amount = given.length === 0 && others.length === 1 ? amountOf(form, answers) : undefined;
  return [
    ...given.map(({ recipient, amount, payee, purpose, year, power, value }) => ({
      ...{ recipient: recipient.trim(), amount, payee, purpose, year, power, value },
    })),
    ...others.map(({ name }) => ({ recipient: name.trim(), amount })),
  ];
}

/** Where the money comes from. */
export function sources(form: Form, answers: Answers): RegisterEntry["sources"] {
  const rows = read(form, answers, "funding")?.sources ?? [];
  return rows.map(({ from: name, amount, status, members, year }) => ({
    ...{ name, amount, status, year },
    members: members?.length ? members : undefined,
  }));
}

/** The legal powers relied on: the record's own, and those named on its awards. */
export function powers(form: Form, answers: Answers): string[] {
  const awards = read(form, answers, "funding")?.awards ?? [];
  const named = awards.flatMap((a) => a.power?.trim() || []);
  return [...new Set([...chosen(form, answers, "legalPower").map((c) => c.label), ...named])];
}

/** The plain-English summary where there is one, else the paper's own, as plain text cut at a word. */
export function summary(form: Form, answers: Answers): string | undefined {
  const markdown = read(form, answers, "publicSummary") || read(form, answers, "summary");
  const text = markdown && plainText(markdown).replace(/\s+/g, " ").trim();
  return text ? excerpt(text, SUMMARY_LENGTH) : undefined;
}

export function categories(form: Form, answers: Answers): RegisterEntry["categories"] {
  return chosen(form, answers, "category").slice(0, MAX_CATEGORIES);
}

export function keyDecision(form: Form, answers: Answers): boolean | undefined {
  const answer = read(form, answers, "keyDecision")?.answer;
  return answer && answer === "yes";
}

/** A marking that may stand on a public paper: never one that asks for care in handling. */
export function marking(form: Form, answers: Answers): string | undefined {
  const words = read(form, answers, "marking");
  return words && !/sensitive|secret|restricted|confidential|^\s*protect\s*$/i.test(words)
    ? words
    : undefined;
}

export function links(form: Form, answers: Answers): RegisterEntry["links"] {
  return (read(form, answers, "links") ?? []).map(({ relation, ...link }) => ({
    ...link,
    relation: relation ?? "relates-to",
  }));
}

/** The text cut at the end of a sentence where one comes late enough, else at a word, with an ellipsis. */
export function excerpt(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const sentence = /^.*[.!?](?=\s)/s.exec(cut)?.[0] ?? "";
  if (sentence.length > length / 2) return sentence;
  const word = /^.*(?=\s)/s.exec(cut)?.[0] ?? "";
  return `${(word.length > length / 2 ? word : cut).replace(/[\s,;:.–-]+$/, "")}…`;
}

/** What was chosen or written under a meaning, each with an id that is stable where the form has options. */
function chosen(form: Form, answers: Answers, meaning: Meaning): { id: string; label: string }[] {
  const found = findField(form, meaning);
  const answer = found && answers[found.id];
  if (!found || answer === undefined) return [];
  const { field } = found;
  if (field.type === "choice" || field.type === "choices") {
    const ids = [answer].flat() as string[];
    return field.options.filter((o) => ids.includes(o.id)).map(({ id, label }) => ({ id, label }));
  }
  if (typeof answer !== "string") return [];
  const text = field.type === "prose" ? plainText(answer) : answer;
  const label = excerpt(text.replace(/\s+/g, " ").trim(), SUMMARY_LENGTH);
  return label ? [{ id: label, label }] : [];
}
