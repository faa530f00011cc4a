/**
 * The service's own words on what the public reads, in English and in Welsh. Code names them by the
 * English; the Welsh is data beside it, so words without a Welsh text do not compile.
 */
import { WELSH } from "./welsh-words.ts";

export type Lang = "en" | "cy";
export type Words = keyof typeof WELSH;

/** `{name}` in the words is replaced by the value of that name. */
export function say(lang: Lang, words: Words, values: Record<string, string | number> = {}): string {
  const text: string = lang === "cy" ? WELSH[words] : words;
  return text.replace(/\{(\w+)\}/g, (token, name: string) => String(values[name] ?? token));
}

/** Whether words that come from elsewhere are the service's own, which have a Welsh text. */
export function isOwn(words: string): words is Words {
  return Object.hasOwn(WELSH, words);
}

/** A count, in the form of the word that the number takes: Welsh keeps the singular after a number. */
export function countOf(lang: Lang, n: number, one: Words, many: Words): string {
  return say(lang, n === 1 ? one : many, { n: n.toLocaleString("en-GB") });
}
