/**
 * Recipients across spellings: one key for a name however it is written (case, accents, punctuation,
 * “The”, “Ltd” or “Limited”), and the names that an office says belong to one body. Names as written
 * stay as they are everywhere; the key only says which of them are the same.
 */
import type { RecipientNames } from "#core/form/office.ts";

/** Words at the end of a name that say what kind of company it is, not which. */
const FORMS = [
  "community interest company",
  "charitable incorporated organisation",
  "company limited by guarantee",
  "limited liability partnership",
  "limited",
  "ltd",
  "plc",
  "llp",
  "cic",
  "cio",
  "incorporated",
  "inc",
];
const ENDING = new RegExp(`^(.+) (${FORMS.join("|")})$`);

/** "The Harbour (Support Services) Ltd." is "harbour-support-services". */
export function recipientKey(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}'’‘`]/gu, "")
    .replace(/[&+]/g, " and ")
    // "C.I.C." and "L.T.D." are words, not letters.
    .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, "$1")
    .replace(/[^\p{L}\p{Nd}]+/gu, " ")
    .trim()
    .replace(/^the (?=.)/, "");
  let short = words;
  for (let end = ENDING.exec(short); end; end = ENDING.exec(short)) short = end[1]!;
  return [...short].slice(0, 120).join("").trim().replaceAll(" ", "-");
}

/** Which keys are one body, by what the offices say. */
export interface Bodies {
  /** Every key of the body that a key belongs to. */
  keysOf(key: string): string[];
  /** The name that the body goes by, where an office says so. */
  nameOf(key: string): string | undefined;
}

export function bodiesOf(named: RecipientNames[]): Bodies {
  const groups = new Map<string, { name: string; keys: Set<string> }>();
  for (const { name, also } of named) {
    const keys = new Set([name, ...also].map(recipientKey));
    const known = [...new Set([...keys].flatMap((key) => groups.get(key) ?? []))];
    // Two offices may know the same body by other names: then all of them are one.
    const group = {
      name: known[0]?.name ?? name,
      keys: new Set([...known.flatMap((g) => [...g.keys]), ...keys]),
    };
    for (const key of group.keys) groups.set(key, group);
  }
  return {
    keysOf: (key) => [...(groups.get(key)?.keys ?? [key])],
    nameOf: (key) => groups.get(key)?.name,
  };
}
