/**
 * A register entry in both languages: what the Welsh text says otherwise stands beside the English, so that
 * a list of entries can be shown in either without reading the records again.
 */
import { inWelsh } from "#core/document/in-welsh.ts";
import { isBilingual } from "#core/form/bilingual.ts";
import type { Office } from "#core/form/office.ts";
import { type Lang, say } from "#core/form/say.ts";
import type { RecordView } from "#core/record/view.ts";
import { inLanguage, noticePath } from "./addresses.ts";
import { entryOf, type PublicationFacts, parseEntry, type RegisterEntry } from "./entry.ts";
import { type FilterValue, labelIn } from "./filters.ts";

/** The entry of a record, with its Welsh where the office has two languages. */
export function entryInBoth(view: RecordView, facts: PublicationFacts): RegisterEntry {
  const entry = entryOf(view, facts);
  if (!isBilingual(view.office)) return entry;
  const { title, summary, form, office, makers, categories, powers, withheld, marking } = entryOf(
    inWelsh(view),
    facts,
  );
  const cy = {
    title,
    summary,
    form,
    office,
    makers,
    categories,
    powers,
    withheld,
    marking,
    pdf: facts.welshPdf,
  };
  return parseEntry({ ...entry, cy });
}

/** The same entry as the Welsh register has it. One that has no Welsh stays as it is. */
export function entryInWelsh(entry: RegisterEntry): RegisterEntry {
  if (!entry.cy) return entry;
  return { ...entry, pdf: undefined, ...entry.cy, english: { makers: entry.makers } };
}

/** The entry as the register of a language has it. */
export function entryIn(lang: Lang, entry: RegisterEntry): RegisterEntry {
  return lang === "cy" ? entryInWelsh(entry) : entry;
}

/** The address of an entry's notice: in Welsh where it has one. */
export function noticeOf({ office, slug, cy }: RegisterEntry, lang: Lang): string {
  return inLanguage(cy ? lang : "en", noticePath(office.slug, slug));
}

/** The label of a filter's value in Welsh, by the service's words or the office's; nothing where neither says it. */
export function labelInWelsh(
  value: FilterValue,
  office: Pick<Office, "body" | "welsh"> | undefined,
): string | undefined {
  const { label } = value;
  const own = labelIn("cy", value);
  if (own !== label) return own;
  const table = office && isBilingual(office) ? office.welsh : undefined;
  if (!table) return undefined;
  const known = table[label];
  if (known) return known;
  // Posts that decided together stand in one label, and a post's own title may have that word in it too.
  for (const { index } of label.matchAll(/ and /g)) {
    const first = table[label.slice(0, index)];
    const second = first && labelInWelsh({ slug: "", label: label.slice(index + " and ".length) }, office);
    if (second) return say("cy", "{first} and {second}", { first, second });
  }
  return undefined;
}
