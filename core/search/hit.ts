/**
 * What is shown of a record that was found, in the language that was asked for: its title and a piece of its
 * words, with those that were looked for marked. A record in English alone stays so, and a word that only the
 * other language has is shown where it stands. Pure.
 */
import type { Lang } from "#core/form/say.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { entryIn } from "#core/notice/welsh.ts";
import { describe } from "#core/notice/words.ts";
import { marked, type Part, snippetOf } from "./snippet.ts";
import { textsIn } from "./two-languages.ts";

export interface Hit {
  entry: RegisterEntry;
  /** The language that its title is in, and its notice to be read in. */
  lang: Lang;
  title: Part[];
  snippet: Part[];
  /** The language that the snippet is in. */
  snippetLang: Lang;
}

/** `kept`: the words that are kept of it; none of what may not be read any more. */
export function hitOf(entry: RegisterEntry, kept: string, terms: Set<string>, asked: Lang): Hit {
  const lang = entry.cy ? asked : "en";
  const shown = entryIn(lang, entry);
  const summary = shown.summary ?? describe(shown, lang);
  const texts = textsIn(entry.status === "published" ? kept : "");
  const other = lang === "cy" ? "en" : "cy";
  const places: [Lang, string][] = [
    [lang, summary],
    [lang, texts[lang]],
    [other, texts[other]],
  ];
  const title = marked(shown.title, terms);
  for (const [snippetLang, text] of places) {
    const snippet = snippetOf(text, terms);
    if (snippet) return { entry, lang, title, snippet, snippetLang };
  }
  return { entry, lang, title, snippet: [{ text: summary }], snippetLang: lang };
}
