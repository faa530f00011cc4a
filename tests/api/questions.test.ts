/** What a panel asked, through the API: what is public of it and nothing else, page by page. */
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProblemSchema, QuestionsSchema } from "#core/api/answers.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import type { Actor } from "#core/record/records.ts";
import { QuestionDataSchema } from "#core/scrutiny/data.ts";
import { answer, type EventOf, publish, withdraw } from "#core/scrutiny/item.ts";
import { act, enter } from "#core/scrutiny/items.store.ts";
import { app } from "#functions/search.ts";
import { openRegister, type Register } from "#tests/search/register.ts";
import { TESTSHIRE } from "#tests/support/office.ts";

const SITE = "https://decisions.example";
const OFFICE = TESTSHIRE.office;
const CANARY = "CANARY";
const ADA: Actor = { person: "ada", name: "Ada Author", email: "", office: OFFICE, roles: ["author"] };
const NOW = "2026-06-01T10:00:00.000Z";
const ASKED: Omit<EventOf<"Asked">, "type"> = {
  kind: "question",
  askedBy: "The panel",
  askedOn: "2026-03-02",
  subject: "Wardens",
  words: "How many wardens are there?",
  due: "2026-03-20",
  confidential: false,
};

let register: Register;
let made = 0;
const command = (n: number) => `01J${String(n).padStart(23, "0")}`;

/** Enters an item, and does something to it, one thing after another. */
async function ask(change: Partial<typeof ASKED>, ...acts: Parameters<typeof act>[1][]): Promise<string> {
  const { id } = await enter({ ...ASKED, ...change }, { cmdId: command(++made), actor: ADA, now: NOW });
  for (const [i, decide] of acts.entries())
    await act({ id, rev: i + 1, cmdId: command(++made), actor: ADA, now: NOW }, decide);
  return id;
}

/** Newest first, as they are listed. */
const days = ["2026-05-04", "2026-03-02", "2026-03-02", "2025-12-31", "2025-01-06"];
let ids: string[];

beforeAll(async () => {
  register = await openRegister();
  await publishDefinition(TESTSHIRE);
  const entered: string[] = [];
  for (const askedOn of days.toReversed()) entered.push(await ask({ askedOn }, publish));
  ids = entered.toReversed().map((id, i) => `${days[i]}-${id.slice(-8).toLowerCase()}`);
  await ask({ subject: CANARY });
  await ask({ subject: CANARY, words: CANARY, confidential: true }, (item) =>
    answer(item, { on: "2026-03-05", text: CANARY }),
  );
}, 120_000);
afterAll(() => register.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(`/api/v1/questions${path}`, { headers });

async function list(query: string) {
  const response = await get(query);
  const text = await response.text();
  expect(response.status, text).toBe(200);
  expect(text).not.toContain(CANARY);
  return v.parse(QuestionsSchema, JSON.parse(text));
}

async function all(query: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for (let next: string | undefined = query; next; ) {
    const { questions, next: more }: v.InferOutput<typeof QuestionsSchema> = await list(next);
    found.push(...questions.map(({ id }) => id));
    next = more?.slice(`${SITE}/api/v1/questions`.length);
  }
  return found;
}

describe("the list", () => {
  test.each([1, 2, 3, 50])("has each public item once, newest first, %i a page", async (limit) => {
    expect(await all(`?office=${OFFICE}&limit=${limit}`)).toEqual(ids);
  });

  test("is of a year, and of days", async () => {
    expect(await all(`?office=${OFFICE}&year=2025&limit=1`)).toEqual(ids.slice(3));
    expect(await all(`?office=${OFFICE}&from=2025-12-31&to=2026-03-02&limit=1`)).toEqual(ids.slice(1, 4));
    expect(await all(`?office=${OFFICE}&year=2019`)).toEqual([]);
    expect(await all(`?office=${OFFICE}&from=2026-03-02&to=2026-03-01`)).toEqual([]);
  });

  test("may be kept, is asked for again by its ETag, is open to any page, and names the next page", async () => {
    const response = await get(`?office=${OFFICE}&limit=2`);
    const { headers } = response;
    expect(headers.get("cache-control")).toBe("public, max-age=60");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("link")).toBe(`<${(await response.json()).next}>; rel="next"`);
    const again = await get(`?office=${OFFICE}&limit=2`, { "if-none-match": headers.get("etag")! });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });
});

describe("one item", () => {
  test("is as the list has it, and found by its office and name", async () => {
    const [first] = (await list(`?office=${OFFICE}&limit=1`)).questions;
    const response = await get(`/${OFFICE}/${ids[0]}`);
    expect(v.parse(QuestionDataSchema, await response.json())).toEqual(first);
    expect(first).toMatchObject({
      address: `${SITE}/decisions/${OFFICE}/questions/${ids[0]}/`,
      question: ASKED.words,
      office_name: TESTSHIRE.body.name,
    });
    const etag = response.headers.get("etag")!;
    expect((await get(`/${OFFICE}/${ids[0]}`, { "if-none-match": etag })).status).toBe(304);
  });

  test("that is not public is nowhere, nor what has been answered since it was published", async () => {
    const id = await ask({ askedOn: "2024-02-05", subject: "Lamps" });
    const name = `2024-02-05-${id.slice(-8).toLowerCase()}`;
    expect((await get(`/${OFFICE}/${name}`)).status).toBe(404);
    await act({ id, rev: 1, cmdId: command(++made), actor: ADA, now: NOW }, publish);
    await act({ id, rev: 2, cmdId: command(++made), actor: ADA, now: NOW }, (item) =>
      answer(item, { on: "2024-02-06", text: CANARY }),
    );
    const before = await (await get(`/${OFFICE}/${name}`)).text();
    expect(JSON.parse(before)).toMatchObject({ status: "open", subject: "Lamps" });
    expect(before + JSON.stringify(await list(`?office=${OFFICE}&year=2024`))).not.toContain(CANARY);
    await act({ id, rev: 3, cmdId: command(++made), actor: ADA, now: NOW }, (item) =>
      withdraw(item, "Asked of another office"),
    );
    const stub = v.parse(QuestionDataSchema, await (await get(`/${OFFICE}/${name}`)).json());
    expect(stub).toMatchObject({ status: "withdrawn", withdrawal: "Asked of another office" });
    expect(JSON.stringify(stub)).not.toMatch(/Lamps|wardens/);
  });

  test.each(["elsewhere/2026-05-04-00000000", `${OFFICE}/2026-05-04`, `${OFFICE}/%00`, "O%23x/1"])(
    "/%s is not found",
    async (path) => {
      const response = await get(`/${path}`);
      expect([response.status, response.headers.get("content-type")]).toEqual([
        404,
        "application/problem+json",
      ]);
    },
  );
});

describe("a wrong question", () => {
  test.each([
    ["", "office"],
    ["office=%23", "office"],
    [`office=${OFFICE}&office=b`, "office"],
    [`office=${OFFICE}&year=26`, "year"],
    [`office=${OFFICE}&limit=0`, "limit"],
    [`office=${OFFICE}&cursor=AAAA`, "cursor"],
    [`office=${OFFICE}&category=grant`, "category"],
  ])("?%s is refused by name", async (query, id) => {
    const response = await get(`?${query}`);
    expect([response.status, response.headers.get("cache-control")]).toEqual([400, "no-store"]);
    const problem = v.parse(ProblemSchema, await response.json());
    expect(problem.errors!.map((e) => e.id)).toEqual([id]);
  });

  test("names an office that has neither a register nor anything public", async () => {
    expect((await get("?office=nowhere")).status).toBe(404);
  });
});
