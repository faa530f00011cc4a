/** What a search of the register costs, by its kind, in one office and across all. */
import {
  answerOf,
  at,
  type Bench,
  type Compared,
  type Cost,
  OWN,
  type Row,
  round,
  TIMES,
  timesOf,
} from "./bench-register-measure.ts";
import type { Table } from "./bench-report.ts";
import { randomFrom, word } from "./synthetic-records.ts";

const QUERIES = 30;

/** Queries of each kind, from words by their rank: the 12th is in most records, the ten thousandth in few. */
const KINDS: Record<string, (r: () => number) => Record<string, string>> = {
  "one rare word": (r) => ({ q: word(rank(r, 2000, 20_000)) }),
  "two rare words": (r) => ({ q: `${word(rank(r, 500, 5000))} ${word(rank(r, 500, 5000))}` }),
  "rare and common": (r) => ({ q: `${word(rank(r, 2000, 20_000))} ${word(rank(r, 12, 40))}` }),
  "three common words": (r) => ({ q: commonWords(r) }),
  "the same, best match": (r) => ({ q: commonWords(r), sort: "best" }),
  "the same, by amount": (r) => ({ q: commonWords(r), sort: "amount" }),
  "two common in a row": (r) => ({ q: `"${word(rank(r, 12, 60))} ${word(rank(r, 12, 60))}"` }),
  "one misspelt": (r) => ({ q: `${word(rank(r, 2000, 20_000))}x` }),
  "a number": (r) => ({ q: String(1_000_000 - rank(r, 0, 1000)) }),
  "common, one year": (r) => ({
    q: word(rank(r, 12, 60)),
    year: String(new Date().getUTCFullYear() - rank(r, 0, 2)),
  }),
  "a category and band": (r) => ({ category: `category-${rank(r, 0, 12)}`, amount: "up-to-1000000" }),
  "a month of any year": (r) => ({ month: String(rank(r, 1, 13)) }),
  "all, by title": () => ({ sort: "title" }),
};

export async function searches(bench: Bench, compared: Compared, many: boolean): Promise<Table> {
  const rows: Row[] = [];
  const first = await bench.cost(async () => (await answerOf(bench, "/decisions/search?q=nothing")).length);
  for (const scope of many ? ["one", "all"] : ["one"]) {
    const own: Cost[] = [];
    const repeated: Cost[] = [];
    for (const [kind, make] of Object.entries(KINDS)) {
      const random = randomFrom(kind.length * 31);
      const addresses = Array.from({ length: QUERIES }, () => {
        const params = { ...make(random), ...(scope === "one" && { office: OWN }) };
        return `/decisions/search?${new URLSearchParams(params)}`;
      });
      const pass = async () => {
        const runs: Cost[] = [];
        for (const address of addresses)
          runs.push(await bench.cost(async () => (await answerOf(bench, address)).length));
        return runs;
      };
      const fresh = await pass();
      const again = await pass();
      own.push(...fresh);
      repeated.push(...again);
      const cells = [at(fresh, "gets", 0.5), at(fresh, "units", 0.5), ...timesOf(fresh)];
      cells.push(at(again, "gets", 0.5), ...timesOf(again));
      rows.push({ name: `${scope === "one" ? "one office" : "all offices"}, ${kind}`, cells });
    }
    rows.push({
      name: `${scope === "one" ? "one office" : "all offices"}, every kind`,
      cells: ["", "", ...timesOf(own), "", ...timesOf(repeated)],
    });
    compared.set(`search, ${scope === "one" ? "one office" : "all offices"}: p95 ms`, at(own, "ms", 0.95));
    compared.set(
      `search again, ${scope === "one" ? "one office" : "all offices"}: p95 ms`,
      at(repeated, "ms", 0.95),
    );
    compared.set(
      `search, ${scope === "one" ? "one office" : "all offices"}: p95 CPU ms`,
      at(own, "cpu", 0.95),
    );
  }
  const memory = process.memoryUsage();
  return {
    title: "Searches, as a page",
    columns: ["GETs", "units", ...TIMES, "again: GETs", ...TIMES],
    rows,
    notes: [
      `${QUERIES} queries of each kind, by the same function; “again” asks them a second time, with every file in memory.`,
      `The first search of all offices in a process that has not opened them: ${round(first.ms)} ms (${round(first.cpu)} of this process), ${first.gets} GETs.`,
      `Memory of this process, with the stand-ins in it: ${round(memory.rss / 1e6)} MB, ${round(memory.heapUsed / 1e6)} MB of it objects.`,
    ],
  };
}

const rank = (random: () => number, from: number, to: number) => Math.floor(from + random() * (to - from));
const commonWords = (r: () => number) => [0, 0, 0].map(() => word(rank(r, 12, 60))).join(" ");
