/** The API over the real register and index: what it lists, in which order, at what cost, and what it refuses. */
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OfficesSchema, ProblemSchema, RecordsSchema } from "#core/api/answers.ts";
import { database, storage } from "#core/aws/clients.ts";
import { RecordDataSchema } from "#core/notice/data-schema.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { FILTERS } from "#core/notice/filters.ts";
import { permanentId } from "#core/notice/permanent-id.ts";
import { notePlace } from "#core/notice/places.store.ts";
import { sortOf } from "#core/notice/sort-key.ts";
import { RETURNS } from "#core/returns/lines.ts";
import { compact } from "#core/search/compaction.store.ts";
import { indexAll } from "#core/search/index.store.ts";
import { app } from "#functions/search.ts";
import { enter, entryOf, found, openRegister, type Register } from "#tests/search/register.ts";

const SITE = "https://decisions.example";
let register: Register;
const entries: RegisterEntry[] = [];

/** Two offices over three years, of every kind that a filter tells apart. */
function made(office: string, n: number): RegisterEntry {
  const on = new Date(Date.UTC(2022, 0, 3) + n * 17 * 86_400_000).toISOString();
  const [filedOn] = on.split("T") as [string];
  const makers = [{ name: "A Maker", capacity: n % 3 ? "Commissioner" : "Chief Executive" }];
  return entryOf(office, n, {
    id: `01H${office.charAt(0).toUpperCase()}${String(n).padStart(22, "0")}`,
    filedOn,
    decidedOn: filedOn,
    publishedAt: `${filedOn}T10:00:00.000Z`,
    updatedAt: `${filedOn}T10:00:00.000Z`,
    makers,
    // Some of the same amount, some of none; titles that differ in the first letter.
    amount: n % 5 ? Math.ceil(n / 2) * 1_111_00 : undefined,
    title: `${"bcadé"[n % 5]} record`,
    categories: [{ id: n % 2 ? "grant" : "contract", label: n % 2 ? "Grant" : "Contract" }],
    keyDecision: n % 4 === 0,
    withheld: n % 7 === 0 ? { ground: "A ground", whole: false, parts: ["Text"] } : undefined,
  });
}

beforeAll(async () => {
  register = await openRegister();
  for (const office of ["alpha", "beta"]) {
    const own = Array.from({ length: 40 }, (_, i) => made(office, i + 1));
    for (const entry of own) await enter(entry);
    await indexAll(
      office,
      own.slice(0, 30).map((e) => found(e, "")),
    );
    if (office === "alpha") await compact(office, { forget: "" });
    await indexAll(
      office,
      own.slice(30).map((e) => found(e, "")),
    );
    entries.push(...own);
  }
}, 120_000);
afterAll(() => register.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(`/api/v1${path}`, { headers });
async function page(query: string) {
  const response = await get(`/records${query}`);
  expect(response.status, await response.clone().text()).toBe(200);
  return v.parse(RecordsSchema, await response.json());
}

/** Every page from the first to the last, by the addresses the API gives. */
async function all(query: string): Promise<{ ids: unknown[]; pages: number }> {
  const ids: unknown[] = [];
  for (let [next, pages]: [string | undefined, number] = [query, 1]; ; pages++) {
    const { records, next: more }: { records: Record<string, unknown>[]; next?: string } = await page(
      next ?? "",
    );
    ids.push(...records.map((r) => r.id));
    if (!more) return { ids, pages };
    expect(more.startsWith(`${SITE}/api/v1/records?`)).toBe(true);
    next = more.slice(`${SITE}/api/v1/records`.length);
  }
}

const idsOf = (wanted: RegisterEntry[]) => wanted.map((e) => permanentId("record", e.id));
const has = (filter: string, slug: string) => (e: RegisterEntry) =>
  FILTERS.find((f) => f.id === filter)!
    .values(e)
    .some((value) => value.slug === slug);
const LISTS: [query: string, wanted: (e: RegisterEntry) => boolean][] = [
  ["", () => true],
  ["office=alpha", (e) => e.office.slug === "alpha"],
  ["year=2023", (e) => e.filedOn.startsWith("2023")],
  ["office=beta&year=2023", (e) => e.office.slug === "beta" && e.filedOn.startsWith("2023")],
  ["from=2022-03-05&to=2023-02-11", (e) => e.filedOn >= "2022-03-05" && e.filedOn <= "2023-02-11"],
  ["office=alpha&from=2022-03-05", (e) => e.office.slug === "alpha" && e.filedOn >= "2022-03-05"],
  ["category=grant", has("category", "grant")],
  ["only=withheld", has("only", "withheld")],
  ["office=alpha&only=key-decisions", (e) => e.office.slug === "alpha" && has("only", "key-decisions")(e)],
  [
    "category=contract&decided-by=chief-executive&to=2023-06-30",
    (e) =>
      has("category", "contract")(e) && has("decided-by", "chief-executive")(e) && e.filedOn <= "2023-06-30",
  ],
  ["amount=up-to-10000&year=2022", (e) => has("amount", "up-to-10000")(e) && e.filedOn.startsWith("2022")],
  ["month=03", (e) => e.filedOn.slice(5, 7) === "03"],
  ["office=alpha&month=05", (e) => e.office.slug === "alpha" && e.filedOn.slice(5, 7) === "05"],
  ["month=03&from=2022-03-20&to=2023-03-10", (e) => /^(2022-03-[23]|2023-03-0|2023-03-10)/.test(e.filedOn)],
  ["month=07&category=grant", (e) => e.filedOn.slice(5, 7) === "07" && has("category", "grant")(e)],
  ["category=nothing", () => false],
  ["office=alpha&from=2023-05-01&to=2023-04-30", () => false],
];

describe("the list", () => {
  test.each(LISTS)(
    "?%s is every record that answers, once, newest first, whatever the page",
    async (query, wanted) => {
      const expected = entries
        .filter(wanted)
        .sort((a, b) => b.filedOn.localeCompare(a.filedOn) || (sortOf(a) < sortOf(b) ? 1 : -1));
      const days = new Map(entries.map((e) => [permanentId("record", e.id), e.filedOn]));
      for (const limit of [7, 100]) {
        const { ids } = await all(`?${query}&limit=${limit}`);
        expect(ids.toSorted()).toEqual(idsOf(expected).toSorted());
        const filed = ids.map((id) => days.get(String(id))!);
        expect(filed).toEqual(filed.toSorted().reverse());
      }
    },
  );

  const newest = (a: RegisterEntry, b: RegisterEntry) => (sortOf(a) < sortOf(b) ? 1 : -1);
  const ORDERS: Record<string, (a: RegisterEntry, b: RegisterEntry) => number> = {
    oldest: (a, b) => -newest(a, b),
    amount: (a, b) => (b.amount ?? -1) - (a.amount ?? -1) || newest(a, b),
    title: (a, b) => a.title.localeCompare(b.title, "en") || newest(a, b),
  };
  test.each(Object.keys(ORDERS))("stands in the order %s, across offices and pages", async (sort) => {
    for (const [query, wanted] of LISTS.filter(([, of]) => entries.some(of))) {
      const expected = idsOf(entries.filter(wanted).sort(ORDERS[sort]));
      expect((await all(`?${query}&sort=${sort}&limit=7`)).ids, query).toEqual(expected);
    }
  });

  test("by change is oldest change first, and a correction comes to its end", async () => {
    const since = "2023-06-01";
    const changed = entries
      .filter((e) => e.updatedAt >= since)
      .sort((a, b) =>
        a.updatedAt + a.office.slug + sortOf(a) < b.updatedAt + b.office.slug + sortOf(b) ? -1 : 1,
      );
    expect((await all(`?since=${since}&limit=9`)).ids).toEqual(idsOf(changed));
    const old = entries.find((e) => e.filedOn.startsWith("2022-02"))!;
    await notePlace({ ...old, updatedAt: "2023-12-24T00:00:00.000Z" });
    // What is written again of an earlier publication changes nothing.
    await notePlace(old);
    const again = (await all(`?since=${since}&limit=9`)).ids;
    expect(again.toSorted()).toEqual(idsOf([...changed, old]).toSorted());
    expect((await all("?since=2023-12-24T00:00:00Z")).ids).toEqual(idsOf([old]));
    expect((await all(`?since=${since}&office=beta&category=grant`)).ids).toEqual(
      idsOf(changed.filter((e) => e.office.slug === "beta" && has("category", "grant")(e))),
    );
  });

  test("costs as much however many records there are", async () => {
    let asked = 0;
    const count = (next: (args: never) => unknown) => (args: never) => {
      asked++;
      return next(args) as never;
    };
    const how = { step: "initialize", name: "count", override: true } as const;
    database().middlewareStack.add(count as never, how);
    storage().middlewareStack.add(count as never, how);
    const cost = async (query: string) => {
      asked = 0;
      await page(query);
      return asked;
    };
    const queries = ["?limit=5", "?office=alpha&limit=5", "?office=alpha&category=grant&limit=5"];
    const few = [];
    for (const query of queries) few.push(await cost(query));
    const more = Array.from({ length: 150 }, (_, i) =>
      entryOf("alpha", 1000 + i, {
        id: `01HM${String(i).padStart(22, "0")}`,
        filedOn: "2021-05-05",
        categories: [{ id: "grant", label: "Grant" }],
      }),
    );
    for (const entry of more) await enter(entry);
    await indexAll(
      "alpha",
      more.map((e) => found(e, "")),
    );
    for (const [i, query] of queries.entries()) {
      await page(query);
      expect(await cost(query), query).toBeLessThanOrEqual(few[i]!);
    }
  });
});

describe("an answer", () => {
  test("may be kept, is asked for again by its ETag, and is open to any page of the web", async () => {
    const first = await get("/records?office=beta");
    const etag = first.headers.get("etag")!;
    expect(first.headers.get("cache-control")).toBe("public, max-age=60");
    expect(first.headers.get("access-control-allow-origin")).toBe("*");
    expect(first.headers.get("content-type")).toContain("application/json");
    const again = await get("/records?office=beta", { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(again.headers.get("access-control-allow-origin")).toBe("*");
    expect((await get("/records?office=alpha", { "if-none-match": etag })).status).toBe(200);
    const preflight = await app.request("/api/v1/records", {
      method: "OPTIONS",
      headers: { origin: "https://elsewhere.example", "access-control-request-method": "GET" },
    });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
  });

  test("names the next page in its Link header too", async () => {
    const response = await get("/records?limit=3");
    const { next } = await response.json();
    expect(response.headers.get("link")).toBe(`<${next}>; rel="next"`);
  });

  test("of one record is found by its permanent id", async () => {
    const [id] = idsOf([entries[5]!]);
    const record = v.parse(RecordDataSchema, await (await get(`/records/${id}`)).json());
    expect(record).toMatchObject({ id, reference: entries[5]!.reference, office: "alpha" });
    for (const other of [permanentId("record", "nobody"), "1", "%00", entries[5]!.id]) {
      const response = await get(`/records/${other}`);
      expect([response.status, response.headers.get("content-type")]).toEqual([
        404,
        "application/problem+json",
      ]);
    }
  });

  test("lists the offices that have a register", async () => {
    const { offices } = v.parse(OfficesSchema, await (await get("/offices")).json());
    expect(offices.map((o) => o.office)).toEqual(["alpha", "beta"]);
    expect(offices[1]).toMatchObject({ years: ["2023", "2022"], register: `${SITE}/decisions/beta/` });
  });

  test("describes the API", async () => {
    const { paths } = await (await get("/openapi.json")).json();
    expect(Object.keys(paths)).toEqual([
      "/records",
      "/records/{id}",
      "/awards",
      "/awards.csv",
      ...RETURNS.map(({ id }) => `/returns/${id}.csv`),
      ...["atom", "json"].map((type) => `/feed.${type}`),
      ...["", "/{office}/{id}"].map((one) => `/questions${one}`),
      "/offices",
    ]);
  });
});

describe("a wrong question", () => {
  test.each([
    ["year=23", "year"],
    ["from=2023-02-30", "from"],
    ["since=yesterday", "since"],
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["amount=much", "amount"],
    ["only=secrets", "only"],
    ["category=%3Cb%3E", "category"],
    ["month=13", "month"],
    ["sort=best", "sort"],
    ["since=2023-01-01&sort=title", "sort"],
    ["cursor=!!", "cursor"],
    [
      `category=grant&sort=title&cursor=${Buffer.from("2023-01-01#x|%7B%7D").toString("base64url")}`,
      "cursor",
    ],
    ["cursor=AAAA", "cursor"],
    ["yaer=2023", "yaer"],
    ["year=2022&year=2023", "year"],
  ])("?%s is refused by name, open to any page, and not kept", async (query, id) => {
    const response = await get(`/records?${query}`);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const problem = v.parse(ProblemSchema, await response.json());
    expect(problem.errors!.map((e) => e.id)).toEqual([id]);
  });

  test("names an office that has no register", async () => {
    expect((await get("/records?office=nowhere")).status).toBe(404);
    expect((await get("/nothing")).headers.get("content-type")).toBe("application/problem+json");
  });

  test("cannot be one that changes anything", async () => {
    for (const method of ["POST", "PUT", "DELETE"]) {
      const headers = { "content-type": "application/json" };
      const response = await app.request("/api/v1/records", { method, headers });
      expect(response.status).toBeGreaterThanOrEqual(400);
    }
  });
});
