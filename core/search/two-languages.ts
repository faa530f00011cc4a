/**
 * The public words of a record in two languages, as one text is kept of each record: the English (and what is
 * written once for both) before a form feed, which no text has in it, and the Welsh after it. Pure.
 */
import type { Lang } from "#core/form/say.ts";

const BETWEEN = "\f";

export function inOneText({ en, cy }: Record<Lang, string>): string {
  return cy ? `${en}${BETWEEN}${cy}` : en;
}

export function textsIn(kept: string): Record<Lang, string> {
  const [en = "", cy = ""] = kept.split(BETWEEN);
  return { en, cy };
}
