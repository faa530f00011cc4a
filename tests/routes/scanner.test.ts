/**
 * Mail scanners open every link of every email, from many machines, as often as they like; officers'
 * browsers fetch ahead. Ten thousand times GET and HEAD on every page that there is, by whoever could
 * come to it, each link a link that holds: not one item changes, and whoever the links are for signs
 * afterwards. The pages are read from the routes themselves, so that none can be forgotten.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadRecord } from "#core/record/record.store.ts";
import { signIn } from "#core/session/sign-in.store.ts";
import { app as search } from "#functions/search.ts";
import { app as sign } from "#functions/sign.ts";
import { app as web } from "#functions/web.ts";
import { FILE, type House, now, OFFICE, openHouse, type Situation, signInLink } from "#tests/routes/house.ts";
import { requests, sign as signs } from "#tests/support/signing.ts";

const HOW_MANY = 10_000;
const AT_ONCE = 10;
const SITUATIONS: Situation[] = [
  "draft",
  "review",
  "two",
  "plan",
  "confidential",
  "question",
  "paused",
  "decided",
];

type App = { request(path: string, init: RequestInit): Response | Promise<Response> };
interface Look {
  app: App;
  path: string;
  cookie: string;
}

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

/** What is read, with everything that can stand in its path; throws where it is not known what can. */
function addresses(app: typeof web | typeof sign, parts: Record<string, string[]>): string[] {
  const patterns = new Set(app.routes.filter((r) => r.method === "GET").map((r) => r.path));
  const filled = (path: string): string[] => {
    const name = /:(\w+)/.exec(path)?.[1];
    if (!name) return [path];
    if (!parts[name]) throw new Error(`What is ${name} in ${path}?`);
    return parts[name].flatMap((value) => filled(path.replace(new RegExp(`:${name}({.*})?`), value)));
  };
  return [...patterns].flatMap(filled);
}

it("ten thousand looks change nothing", { timeout: 600_000 }, async () => {
  const ids = await Promise.all(SITUATIONS.map(house.record));
  const coded = await house.record("other");
  await signs(coded, "legal", now());
  ids.push(coded);
  const toSign = (await Promise.all(ids.map(requests))).flat().map(({ link }) => link);
  expect(toSign.length).toBeGreaterThanOrEqual(8);
  const toSignIn = [await signInLink("author"), await signInLink("governance"), await signInLink("stranger")];
  const parts = {
    id: ids,
    field: ["files"],
    section: ["all"],
    office: [OFFICE.office],
    slug: ["a-title-38w99tv4"],
    n: ["1"],
    page: ["t-2025-001/", "year/2025/"],
    item: ["01J00000000000000000000000"],
    sha256: [FILE.sha256],
  };
  const signing = addresses(sign, { ...parts, link: toSign }).map((path) => ({
    app: sign,
    path,
    cookie: "",
  }));
  const signingIn = toSignIn.map((link) => ({ app: web, path: `/sign-in/${link}`, cookie: "" }));
  const verifying = [`?sha256=${FILE.sha256}`, `?office=${OFFICE.office}&number=1`, "?office=&number=1"].map(
    (query) => ({ app: web, path: `/verify${query}`, cookie: "" }),
  );
  const searching = ["", "?q=grant"].map((query) => ({
    app: search,
    path: `/decisions/search${query}`,
    cookie: "",
  }));
  const pages = addresses(web, { ...parts, link: toSignIn });
  const officers = pages.flatMap((path) =>
    ["", ...house.cookies.values()].map((cookie) => ({ app: web, path, cookie })),
  );
  // Seven looks in eight are at what emails hold.
  const mailed = [...signing, ...signingIn];
  const others = [...officers, ...verifying, ...searching];
  const lookAt = (i: number): Look =>
    i % 8 === 0 ? others[(i / 8) % others.length]! : mailed[(i - Math.ceil(i / 8)) % mailed.length]!;
  expect(others.length).toBeLessThan(HOW_MANY / 8);

  const before = house.everything();
  const emails = house.emails();
  const seen: Record<string, number> = {};
  const refused = new Set<string>();
  let next = 0;
  const scanner = async () => {
    for (let i = next++; i < HOW_MANY; i = next++) {
      const { app, path, cookie } = lookAt(i);
      const method = Math.floor(i / mailed.length) % 2 ? "HEAD" : "GET";
      const { status, headers } = await app.request(path, { method, headers: { cookie } });
      seen[`${method} ${status}`] = (seen[`${method} ${status}`] ?? 0) + 1;
      if (app === sign || path.startsWith("/sign-in/")) {
        if (status !== 200) refused.add(`${status} ${path}`);
        expect(headers.get("set-cookie")).toBeNull();
      }
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, scanner));
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${HOW_MANY} looks at ${mailed.length + others.length} addresses in ${seconds} s:`, seen);

  expect([...refused]).toEqual([]);
  expect(house.everything()).toEqual(before);
  expect(house.emails()).toBe(emails);
  for (const situation of ["review", "two", "confidential"] as const) {
    const id = ids[SITUATIONS.indexOf(situation)]!;
    await signs(id, "legal", now());
    const { state } = await loadRecord(id);
    expect(state.tasks.find((t) => t.stage === "legal")?.status).toBe("done");
  }
  for (const link of toSignIn) expect((await signIn(link, now())).seconds).toBeGreaterThan(0);
});
