/**
 * Random records of few words, so that they meet often; and what a search of them must find, worked out
 * slowly from the words themselves, without an index, a token or a stem.
 */
import fc from "fast-check";
import type { Query } from "#core/search/query.ts";
import type { Searchable } from "#core/search/segment.ts";

/** Ways to write each word. The common ones are not looked for. */
const WORDS: Record<string, string[]> = {
  grant: ["grant", "Grants", "GRANT", "grant’s"],
  harbour: ["Harbour", "harbours"],
  police: ["police", "Police"],
  safety: ["safety", "safeties"],
  cafe: ["café", "cafe", "Cafés"],
  warden: ["warden", "wardens"],
  "7335": ["7335", "0007335", "7,335"],
  "2021": ["2021"],
  the: ["the", "The"],
  of: ["of"],
};
const COMMON = new Set(["the", "of"]);
const NAMES = Object.keys(WORDS);
const WRITTEN = new Map(NAMES.flatMap((name) => WORDS[name]!.map((w) => [w, name] as const)));

/** In their order: what is between the letters, accents and capitals make no difference. */
const TITLES = ["", "A 2nd “title”", "a title", "argent", "Ärger"];

/** A record as words, and as the index takes it. */
export interface Written {
  id: string;
  searchable: Searchable;
  parts: { kind: "title" | "summary" | "text"; words: string[] }[];
}

const written = fc.constantFrom(...WRITTEN.keys());
const part = fc.record({
  kind: fc.constantFrom("title", "summary", "text") as fc.Arbitrary<"title" | "summary" | "text">,
  written: fc.array(written, { maxLength: 8 }),
  between: fc.constantFrom(" ", ", ", " – ", "\n"),
});
const label = fc.constantFrom(
  ["category", "grants"],
  ["category", "estates"],
  ["decided-by", "pcc"],
  ["only", "withheld"],
  ["only", "key-decisions"],
);

/** One publication of record `id`, by a number that tells records and publications apart. */
export const record = (id: number, publication: number): fc.Arbitrary<Written> =>
  fc
    .record({
      parts: fc.array(part, { maxLength: 4 }),
      day: fc.integer({ min: 1, max: 28 }),
      year: fc.constantFrom("2021", "2022", "2023"),
      n: fc.constantFrom(22, 7335),
      month: fc.constantFrom("03", "11"),
      amount: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      title: fc.constantFrom(...TITLES),
      labels: fc.uniqueArray(label, { selector: String, maxLength: 3 }),
    })
    .map(({ parts, day, year, month, n, labels, amount, title }) => {
      const ulid = `01HF${String(id).padStart(22, "0")}`;
      const date = `${year}-${month}-${String(day).padStart(2, "0")}`;
      return {
        id: ulid,
        parts: parts.map((p) => ({ kind: p.kind, words: p.written.map((w) => WRITTEN.get(w)!) })),
        searchable: {
          key: `${date}#drf#${String(n).padStart(6, "0")}#${ulid}`,
          office: "alpha",
          publication,
          reference: `DRF ${year}-${String(n).padStart(7, "0")}`,
          n,
          values: labels.map(([filter, slug]) => ({
            filter: filter!,
            slug: slug!,
            label: `${filter} ${slug}`,
          })),
          amount,
          title,
          parts: parts.map((p) => ({ kind: p.kind, text: p.written.join(p.between) })),
        },
      };
    });

/** What somebody types: words, words in quotes, numbers, filters. */
export const asked: fc.Arbitrary<Record<string, string[]>> = fc
  .record({
    words: fc.array(
      fc.oneof(
        { weight: 3, arbitrary: written },
        {
          weight: 2,
          arbitrary: fc.array(written, { minLength: 1, maxLength: 3 }).map((w) => `"${w.join(" ")}"`),
        },
        { weight: 1, arbitrary: fc.constantFrom("2021-7335", "DRF 2022-0022", "drf 2021/7335") },
      ),
      { maxLength: 2 },
    ),
    filter: fc.option(label, { nil: undefined }),
    year: fc.constantFrom("", "", "", "2021", "2023"),
    month: fc.constantFrom("", "", "", "3", "11"),
    sort: fc.constantFrom("newest", "oldest", "best", "amount", "title"),
  })
  .filter(
    ({ words }) => words.length === 0 || /[a-z0-9]/i.test(words.join(" ").replace(/\b(the|of)\b/gi, "")),
  )
  .map(({ words, filter, year, month, sort }) => ({
    q: [words.join(" ")],
    ...(filter && { [filter[0]!]: [filter[1]!] }),
    year: [year],
    month: [month],
    sort: [sort],
  }));

/** The keys of the records that answer a query, in order. */
export function bruteForce(records: Written[], query: Query): string[] {
  const chunks = [...query.q.matchAll(/"([^"]*)"|(\S+)/g)].map((m) => chunkOf(m[1] ?? m[2] ?? ""));
  const clauses = [
    ...new Set(chunks.filter((c) => c.some((w) => w !== "*")).map((c) => trimmed(c).join(" "))),
  ].map((c) => c.split(" "));
  const number =
    query.q
      .toLowerCase()
      .replace(/\b0+(?=\d)/g, "")
      .match(/[a-z]+|\d+/g)
      ?.join("-") ?? "";
  const isNumbered = ({ searchable: { reference = "", n } }: Written) => {
    const own = reference
      .toLowerCase()
      .replace(/\b0+(?=\d)/g, "")
      .replace(" ", "-");
    return (
      own.endsWith(number) &&
      /(^|-)$/.test(own.slice(0, own.length - number.length)) &&
      number.endsWith(`${n}`)
    );
  };
  const wanted = ({ searchable: { key, values } }: Written) =>
    (!query.year || key.startsWith(query.year)) &&
    (!query.month || Number(key.split("-")[1]) === Number(query.month)) &&
    Object.entries(query.filters).every(([filter, slugs]) =>
      slugs.every((slug) => values.some((v) => v.filter === filter && v.slug === slug)),
    );
  const has = (r: Written, clause: string[]) => r.parts.some((p) => placesIn(p.words, clause) > 0);
  const answers = records
    .filter(wanted)
    .filter((r) => clauses.every((clause) => has(r, clause)) || (number && isNumbered(r)));
  const weights = clauses.map((clause) => {
    const counts = clause.filter((w) => w !== "*").map((w) => records.filter((r) => has(r, [w])).length);
    return Math.round(100 * Math.log(1 + records.length / Math.max(1, Math.min(...counts))));
  });
  const score = (r: Written) =>
    query.sort === "best"
      ? clauses.reduce((sum, clause, i) => sum + (has(r, clause) ? impact(r, clause) : 0) * weights[i]!, 0)
      : 0;
  const first = (r: Written) => Number(Boolean(number) && isNumbered(r));
  return answers
    .sort(
      (a, b) =>
        first(b) - first(a) ||
        score(b) - score(a) ||
        (query.sort === "amount" ? (b.searchable.amount ?? -1) - (a.searchable.amount ?? -1) : 0) ||
        (query.sort === "title"
          ? TITLES.indexOf(a.searchable.title) - TITLES.indexOf(b.searchable.title)
          : 0) ||
        (a.searchable.key < b.searchable.key === (query.sort === "oldest") ? -1 : 1),
    )
    .map((r) => r.searchable.key);
}

/** A typed chunk as words; "*" for a common one. */
function chunkOf(chunk: string): string[] {
  const words = chunk.split(/[\s\-/]+/).filter(Boolean);
  return words.map((w) => {
    const name = WRITTEN.get(w) ?? w.toLowerCase().replace(/^0+(?=\d)/, "");
    return COMMON.has(name) ? "*" : name;
  });
}

function trimmed(words: string[]): string[] {
  return words.slice(
    words.findIndex((w) => w !== "*"),
    words.findLastIndex((w) => w !== "*") + 1,
  );
}

/** How often a clause stands in words. */
function placesIn(words: string[], clause: string[]): number {
  return words.filter((_, at) => clause.every((w, i) => w === "*" || words[at + i] === w)).length;
}

/** Of the weakest of the clause's words. */
function impact({ parts }: Written, clause: string[]): number {
  const of = (word: string) => {
    const times = parts.reduce((sum, p) => sum + placesIn(p.words, [word]), 0);
    const kinds = new Set(parts.filter((p) => p.words.includes(word)).map((p) => p.kind));
    const repeated = Math.min(2, Math.floor(Math.log2(times)));
    return 1 + repeated + (kinds.has("title") ? 3 : 0) + (kinds.has("summary") ? 1 : 0);
  };
  return Math.min(...clause.filter((w) => w !== "*").map(of));
}
