/** Feeds of a part of the registers: one of a category, one of a recipient however its name is spelt. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { permanentId } from "#core/notice/permanent-id.ts";
import { indexAll } from "#core/search/index.store.ts";
import { app } from "#functions/search.ts";
import { enter, entryOf, found, openRegister, type Register } from "#tests/search/register.ts";

const SITE = "https://decisions.example";
const HARBOUR = [
  "Harbour Support Services",
  "The HARBOUR support services, Ltd.",
  "Harbour (Support) Services",
];
let register: Register;

/** Thirty of each office, of two categories in turn, to three spellings of a recipient and to another. */
const made = (office: string, n: number) => {
  const filedOn = new Date(Date.UTC(2022, 0, 3 + n * 7)).toISOString().slice(0, 10);
  const at = `${filedOn}T10:00:00.000Z`;
  return entryOf(office, n, {
    id: `01H${office.charAt(0).toUpperCase()}${String(n).padStart(22, "0")}`,
    ...{ filedOn, decidedOn: filedOn, publishedAt: at, updatedAt: at },
    categories: [n % 2 ? { id: "grant", label: "Grant" } : { id: "contract", label: "Contract" }],
    recipients: [{ name: n > 3 ? `Somebody ${n}` : HARBOUR[n - 1]! }],
  });
};
const entries = ["alpha", "beta"].flatMap((office) =>
  Array.from({ length: 60 }, (_, i) => made(office, i + 1)),
);

beforeAll(async () => {
  register = await openRegister();
  for (const entry of entries) await enter(entry);
  for (const office of ["alpha", "beta"])
    await indexAll(
      office,
      entries.filter((e) => e.office.slug === office).map((e) => found(e, "")),
    );
}, 60_000);
afterAll(() => register.stop());

async function feed(type: string, params: string) {
  const answer = await app.request(`/api/v1/feed.${type}?${params}`);
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

test("of a category it has the newest, under a title and an id of its own, and the edge keeps it a minute", async () => {
  const { status, headers, text } = await feed("json", "category=grant&office=alpha");
  expect([status, headers.get("content-type")]).toEqual([200, "application/feed+json; charset=utf-8"]);
  expect(headers.get("cache-control")).toBe("public, max-age=60");
  const json = JSON.parse(text);
  expect(json.title).toMatch(/^Decisions of .* – Grant$/);
  expect(json.feed_url).toBe(`${SITE}/api/v1/feed.json?category=grant&office=alpha`);
  expect(json.home_page_url).toContain(`${SITE}/decisions/search?`);
  const grants = entries.filter((e) => e.office.slug === "alpha" && e.categories[0]?.id === "grant");
  const newest = grants.toReversed().slice(0, 25);
  expect(json.items.map((i: { id: string }) => i.id)).toEqual(newest.map((e) => permanentId("record", e.id)));
  const ids = await Promise.all(
    ["category=grant&office=alpha", "office=alpha&category=grant", "category=contract&office=alpha"].map(
      async (params) => /<id>(.*?)<\/id>/.exec((await feed("atom", params)).text)?.[1],
    ),
  );
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[0]);
});

test("of a recipient it is one, from every office, and says how to follow by email", async () => {
  const spelt = HARBOUR.slice(0, 2).map((recipient) => feed("atom", `${new URLSearchParams({ recipient })}`));
  const [plain, loud] = await Promise.all(spelt);
  expect(plain?.text).toBe(loud?.text);
  for (const office of ["alpha", "beta"])
    expect(plain?.text.match(new RegExp(`/decisions/${office}/[^"]+/"`, "g"))).toHaveLength(3);
  expect(plain?.text).toContain(`${SITE}/follow?recipient=harbour+support+services`);
});

test("it has no pages, and refuses what it does not know", async () => {
  for (const params of ["limit=5", "cursor=x", "since=2022", "office=nowhere"]) {
    const { status, headers } = await feed("atom", params);
    expect([400, 404], params).toContain(status);
    expect(headers.get("content-type")).toBe("application/problem+json");
  }
});
