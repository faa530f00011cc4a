/**
 * A published record as the index takes it: its register entry, and the words of the answers that
 * `disclose` lets through. Of one withheld whole, or withdrawn, only what its stub in the register says.
 */
import { wordsOf } from "#core/checks/record-words.ts";
import { plainText } from "#core/form/richtext.ts";
import { discloseRecord, type RegisterEntry } from "#core/notice/entry.ts";
import { INDEXED } from "#core/notice/filters.ts";
import { sortOf } from "#core/notice/sort-key.ts";
import { entryInWelsh } from "#core/notice/welsh.ts";
import type { RecordView } from "#core/record/view.ts";
import type { Searchable } from "./segment.ts";
import { inOneText } from "./two-languages.ts";

export interface Found {
  searchable: Searchable;
  /** The public words, in which a search shows where it found something; of a stub none. */
  text: string;
}

/** The words of a long paper that snippets are taken from. */
const MAX_TEXT = 200_000;

export function searchableOf(view: RecordView, entry: RegisterEntry): Found {
  const { answers } = discloseRecord(view);
  const { fields } = view.form;
  const titles = [entry.title, entry.cy?.title];
  const words =
    entry.status === "published"
      ? wordsOf({ ...view, answers }, answers).filter((w) => w.public && !titles.includes(w.text))
      : [];
  const texts = words.map(({ where, text, ...own }) => {
    const twin = fields[where.field ?? ""]?.welshOf;
    const means = twin === undefined ? own.means : fields[twin]?.means;
    const summary = means === "summary" || means === "publicSummary";
    return {
      kind: summary ? ("summary" as const) : ("text" as const),
      text: plainText(text),
      welsh: twin !== undefined,
    };
  });
  return {
    searchable: {
      key: sortOf(entry),
      office: entry.office.slug,
      publication: entry.publication,
      reference: entry.reference,
      n: entry.number?.n,
      values: INDEXED.flatMap((filter) => filter.values(entry).map((v) => ({ filter: filter.id, ...v }))),
      amount: entry.amount,
      title: entry.title,
      parts: [...headOf(entry), ...texts.map(({ kind, text }) => ({ kind, text }))],
    },
    text: inOneText({
      en: kept(texts.filter(({ welsh }) => !welsh)),
      cy: kept(texts.filter(({ welsh }) => welsh)),
    }),
  };
}

function kept(texts: { text: string }[]): string {
  return texts
    .map(({ text }) => text.replace(/\s+/g, " ").trim())
    .join("\n")
    .slice(0, MAX_TEXT);
}

/** What the register says of it, in each of its languages. */
export function headOf(entry: RegisterEntry): Searchable["parts"] {
  const own = headIn(entry);
  const known = new Set(own.map(({ text }) => text));
  return [...own, ...headIn(entryInWelsh(entry)).filter(({ text }) => !known.has(text))];
}

function headIn(entry: RegisterEntry): Searchable["parts"] {
  const title = [entry.reference, entry.title, ...entry.recipients.map((r) => r.name)];
  const text = [
    entry.form.title,
    ...entry.makers.flatMap((m) => [m.name, m.capacity, m.for]),
    ...entry.categories.map((c) => c.label),
    ...entry.sources.map((s) => s.name),
    ...entry.powers,
    ...entry.links.flatMap((l) => [l.reference, l.title]),
    entry.withheld?.ground,
  ];
  const parts = (kind: "title" | "text", texts: (string | undefined)[]) =>
    texts.flatMap((t) => (t ? [{ kind, text: t }] : []));
  return [...parts("title", title), ...parts("text", text)];
}
