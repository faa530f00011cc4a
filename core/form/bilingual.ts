/**
 * Two languages: an office's own words with their Welsh, from the table in its definition. Code reads one
 * office at a time: `officeInWelsh` is the same office, with every word that the public reads in Welsh.
 * What an author writes in Welsh has a field of its own that names the one it says the same as.
 */
import type { Answers } from "./answers.ts";
import type { Form } from "./definition.ts";
import type { Office } from "./office.ts";
import type { Lang } from "./say.ts";

/** Keys from the top of the file. */
type Path = readonly (string | number)[];

export function isBilingual({ body }: Pick<Office, "body">): boolean {
  return Boolean(body.languages?.includes("en") && body.languages.includes("cy"));
}

/** The languages that each page of the office's own is written in. */
export function languagesOf(office: Pick<Office, "body">): Lang[] {
  return isBilingual(office) ? ["en", "cy"] : ["en"];
}

/** The office's name in Welsh, where it has two languages. */
export function nameInWelsh({ body, welsh }: Pick<Office, "body" | "welsh">): string | undefined {
  return isBilingual({ body }) ? (welsh?.[body.name] ?? body.name) : undefined;
}

/** Where the public reads the office's own words. Everything else is for officers, who work in English. */
const READ = new Set(["body", "posts", "markings", "withholding", "forms"]);
const UNREAD = new Set(["hint", "sections", "numbering", "checks", "brand", "comment", "when", "required"]);
const WORDS = new Set([
  ...["name", "short", "scrutiny", "title", "label", "print", "note", "text", "statement", "says", "lead"],
  ...["detailLabel", "reasonLabel", "unit", "rowHeading", "empty"],
]);
/** What `empty` may say that is no text of its own. */
const KEYWORDS = new Set(["omit", "label"]);

/** The office in Welsh; words without a Welsh text stay, so that nothing is ever empty. */
export function officeInWelsh(office: Office): Office {
  const changed = change(office, [], (text) => office.welsh?.[text] ?? text) as Office;
  const forms = changed.forms.map((form, i) => ({ ...form, sections: office.forms[i]!.sections }));
  return { ...changed, forms, body: { ...changed.body, languages: ["cy"] } };
}

/** The words that need a Welsh text, each where it first stands. */
export function wordsOf(office: Office): { at: Path; text: string }[] {
  const found = new Map<string, Path>();
  change(office, [], (text, at) => {
    if (needsWelsh(office, text, at) && !found.has(text)) found.set(text, at);
    return text;
  });
  return [...found].map(([text, at]) => ({ text, at }));
}

/** The answers as the Welsh text has them: each in Welsh takes the place of the one it says the same as. */
export function answersInWelsh(form: Form, answers: Answers, office: Office): Answers {
  const own = Object.entries(answers).filter(([id]) => form.fields[id]?.welshOf === undefined);
  const marked = own.map(([id, answer]) => {
    const marking = form.fields[id]?.type === "marking" && typeof answer === "string";
    return [id, marking ? (office.welsh?.[answer] ?? answer) : answer];
  });
  const welsh = Object.entries(form.fields).flatMap(([id, { welshOf }]) =>
    welshOf && isWritten(answers[id]) ? [[welshOf, answers[id]]] : [],
  );
  return Object.fromEntries([...marked, ...welsh]);
}

/** A field with the ones that say the same in another language: what is withheld of one is of all. */
export function withTwins({ fields }: Form, ids: string[]): string[] {
  const first = (id: string) => fields[id]?.welshOf ?? id;
  const wanted = new Set(ids.map(first));
  return Object.keys(fields).filter((id) => wanted.has(first(id)));
}

function isWritten(answer: unknown): boolean {
  return typeof answer === "string" ? answer.trim() !== "" : Array.isArray(answer) && answer.length > 0;
}

type Changing = (text: string, at: Path) => string;

function change(value: unknown, at: Path, to: Changing): unknown {
  if (typeof value === "string") return isWords(value, at) ? to(value, at) : value;
  if (Array.isArray(value)) return value.map((item, i) => change(item, [...at, i], to));
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.entries(value).map(([key, inside]) => {
    const read = at.length === 0 ? READ.has(key) : at.at(-1) === "fields" || !UNREAD.has(key);
    return [key, read ? change(inside, [...at, key], to) : inside];
  });
  return Object.fromEntries(keys);
}

function isWords(text: string, at: Path): boolean {
  if (at[0] === "markings" || at.at(-2) === "address") return true;
  const key = at.at(-1);
  return typeof key === "string" && WORDS.has(key) && !(key === "empty" && KEYWORDS.has(text));
}

/** A label that is not printed, a number and a name of a field need none. */
function needsWelsh(office: Office, text: string, at: Path): boolean {
  if (!/\p{L}{2}/u.test(text.replace(/\{[^}]*\}/g, ""))) return false;
  const [, form, fields, id = ""] = at;
  // An address is as it is known; a stage's title is for officers, where the layout does not print it.
  if (at.at(-2) === "address" || (fields === "stages" && at[4] === "title")) return false;
  const field = fields === "fields" ? office.forms[Number(form)]?.fields[id] : undefined;
  if (field?.public === "no" || field?.welshOf) return false;
  return !(field?.print && at.length === 5 && at[4] === "label");
}
