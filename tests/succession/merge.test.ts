/**
 * Two offices close, one into a new one and one into nothing; a third takes another name. Every address
 * that ever was still answers, each page of what is closed says so, and the new register leads to the old.
 */
import { beforeAll, describe, expect, test } from "vitest";
import * as Address from "#core/notice/addresses.ts";
import { findRewriting } from "#core/record/closing.store.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { rewriteSome } from "#core/record/rewriting.ts";
import type { Browser, WebPage } from "#infra/local/browser.ts";
import { type Played, play } from "#infra/local/play.ts";
import { sign } from "#infra/local/play-pages.ts";
import { officer as signedIn } from "#tests/journeys/correcting.ts";
import { publicObjects } from "#tests/journeys/public-side.ts";
import { useSystem } from "#tests/support/system.ts";
import { RENDERER } from "#web/public/renderer.ts";
import { officeNamed, paper } from "./small-offices.ts";

const system = useSystem({ offices: "" });
const NORTH = { slug: "north", name: "Commissioner for the North" };
const SOUTH = { slug: "south", name: "Commissioner for the South" };
const UNION = { slug: "union", name: "Mayor of the Union" };
const CLOSED =
  "This is the register of Commissioner for the North until 30 June 2024. Its successor is Mayor of the Union.";
const KEPT =
  "This is the register of Commissioner for the South until 30 June 2024. No office has taken its place. The register is kept.";
const north = officeNamed(NORTH);

const get = async (path: string) => {
  const response = await fetch(system().origin + path, { redirect: "manual" });
  return { status: response.status, text: await response.text(), to: response.headers.get("location") };
};
const pagesOf = (slug: string) => [
  ...new Set(
    publicObjects(system())
      .map(({ key }) => `/${key.replace(/index\.html$/, "")}`)
      .filter((path) => path.startsWith(`/decisions/${slug}/`)),
  ),
];
const NOTICE = Address.noticePath("north", "nor-2024-001");

let waiting: Played;
let molly: Browser;
let stale: WebPage;
let before: string[] = [];

/** Both who were asked sign. */
async function finish(record: Played, slug: string): Promise<void> {
  const used = new Set<string>();
  await sign(system(), record.waiting[0]!, used, { outcome: "approve" });
  await system().settle();
  const asked = (await system().inbox()).findLast((m) => m.to === `imogen.sallow@${slug}.example`)!;
  await sign(system(), asked.links.find((l) => l.includes("/s/"))!, used, { outcome: "approve" });
  await system().settle();
}

beforeAll(async () => {
  for (const office of [NORTH, SOUTH, UNION]) await publishDefinition(officeNamed(office));
  await play(system(), north, paper("Roof of the first station", "2023-05-13T09:00:00Z"));
  for (const day of [14, 15])
    await play(system(), north, paper(`Station ${day}`, `2024-05-${day}T09:00:00Z`));
  await play(system(), officeNamed(SOUTH), paper("A southern roof", "2024-05-16T09:00:00Z"));
  waiting = await play(system(), north, paper("Still under way", "2024-06-28T09:00:00Z", {}, false));
  before = [...pagesOf("north"), ...pagesOf("south")];
  await publishDefinition(officeNamed({ ...NORTH, closed: { on: "2024-06-30", by: "union" } }));
  await publishDefinition(officeNamed({ ...SOUTH, closed: { on: "2024-06-30" } }));
});

test("on its last day an office is as it was", async () => {
  system().setClock("2024-06-30T22:30:00Z");
  await system().settle();
  expect((await get(NOTICE)).text).not.toContain("This is the register of");
  molly = await signedIn(system(), north, "molly-reeve");
  stale = await molly.get("/records/new");
  expect(stale.status).toBe(200);
});

describe("from the day after", () => {
  test("its pages are written anew, some at a time, and a kill halfway is made good", async () => {
    const now = "2024-06-30T23:30:00.000Z";
    system().setClock(now);
    const first = await rewriteSome(now, RENDERER, 1);
    expect(first).toMatchObject({ office: "north", year: "2024", records: 1, of: 2 });
    const killed = {
      ...RENDERER,
      notice: () => {
        throw new Error("killed");
      },
    };
    await expect(rewriteSome(now, killed)).rejects.toThrow("killed");
    expect(await findRewriting("north")).toMatchObject({ year: "2024", records: 1, of: 2 });
    expect((await molly.get("/")).html).toContain("1 done, now those of 2024 (2)");
    await system().settle();
    expect(await findRewriting("north")).toMatchObject({ records: 3 });
    expect((await findRewriting("north"))?.year).toBeUndefined();
    expect((await molly.get("/")).html).toContain("All its public pages say so: 3 were written again");
    // Nothing is left to do.
    expect(await rewriteSome(now, RENDERER)).toBeUndefined();
  });

  test("every address that was, is; and each page and feed says whose it was, and where to go on", async () => {
    for (const path of before) {
      const { status, text } = await get(path);
      expect(status, path).toBe(200);
      const says = path.startsWith("/decisions/north/") ? CLOSED : KEPT;
      if (path.endsWith("/") || path.includes("feed.")) expect(text, path).toContain(says);
      if (path.endsWith("/") && says === CLOSED) expect(text, path).toContain('href="/decisions/union/"');
    }
    expect(before.filter((path) => path.endsWith("/")).length).toBeGreaterThan(10);
    expect((await get(Address.INDEX)).text).toContain("Earlier offices");
    const { offices } = JSON.parse((await get("/api/v1/offices")).text);
    expect(offices).toContainEqual(
      expect.objectContaining({ office: "north", closed_on: "2024-06-30", successor: "union" }),
    );
  });

  test("nothing new is begun there, and the reason says where it is", async () => {
    const list = await molly.get("/");
    expect(list.html).toContain("closed on 30 June 2024");
    expect(list.html).not.toContain("Start a record");
    const form = stale.forms.find((f) => f.action.endsWith("/records"))!;
    const begun = await molly.submit(stale, form, { form: "decision-notice" });
    for (const page of [await molly.get("/records/new"), begun]) {
      expect(page.status).toBe(409);
      expect(page.html).toContain("Start new records with Mayor of the Union.");
    }
  });

  test("what was under way is finished by the links that people have, and its page says the same", async () => {
    await finish(waiting, "north");
    expect((await loadRecord(waiting.id)).state.state).toBe("published");
    expect((await get(Address.noticePath("north", "nor-2024-003"))).text).toContain(CLOSED);
  });
});

describe("the office that goes on", () => {
  test("lists the earlier register before and after its own first decision", async () => {
    const earlier =
      /Earlier decisions[\s\S]*href="\/decisions\/north\/">Commissioner for the North<\/a>, 2023 to 2024/;
    expect((await get(Address.registerPath("union"))).text).toMatch(earlier);
    const links = [
      { to: "own", reference: "NOR-2024-001", relation: "revokes" },
      { to: "own", reference: "nor 2024 2", relation: "continues" },
    ];
    await play(
      system(),
      officeNamed(UNION),
      paper("The union’s own roof", "2024-07-02T09:00:00Z", { links } as never),
    );
    expect((await get(Address.registerPath("union"))).text).toMatch(earlier);
  });

  test("continues and revokes by the old numbers, and both notices lead to each other", async () => {
    const own = await get(Address.noticePath("union", "uni-2024-001"));
    expect(own.text).toContain(`href="${NOTICE}">NOR-2024-001: Station 14 (Commissioner for the North)`);
    const revoked = await get(NOTICE);
    expect(revoked.text).toContain("Revoked by UNI-2024-001 of Mayor of the Union on 2 July 2024.");
    expect(revoked.text).toContain('href="/decisions/union/uni-2024-001/"');
    const continued = await get(Address.noticePath("north", "nor-2024-002"));
    expect(continued.text).toMatch(
      /Continued by: <a[^>]*>UNI-2024-001: The union’s own roof \(Mayor of the Union\)/,
    );
    for (const { text } of [revoked, continued]) expect(text).toContain(CLOSED);
  });

  test("is searched alone, or with the earlier ones", async () => {
    const alone = await get(`${Address.SEARCH}?q=roof&office=union`);
    expect(alone.text).toContain("1 decision");
    expect(alone.text).toContain("Include earlier decisions");
    const both = await get(`${Address.SEARCH}?q=roof&office=union&earlier=yes`);
    expect(both.text).toContain("5 decisions");
    expect(both.text).toContain("Roof</mark> of the first station");
    expect((await get(`${Address.SEARCH}?q=roof&office=union&earlier=no`)).status).toBe(400);
    expect((await get(`${Address.SEARCH}?q=roof&office=north`)).text).not.toContain("Earlier offices");
  });

  test("sends on what is asked for under its name and stands under the old one", async () => {
    for (const [asked, at] of [
      ["/decisions/union/nor-2024-001/", NOTICE],
      ["/decisions/union/nor-2024-001/nor-2024-001.pdf", Address.pdfPath("north", "nor-2024-001")],
      ["/decisions/union/year/2023/", Address.yearPath("north", "2023")],
    ] as const) {
      expect(await get(asked)).toMatchObject({ status: 301, to: at });
      expect((await get(at)).status).toBe(200);
    }
    for (const path of [
      "union/nor-2024-999/",
      "north/uni-2024-001/",
      "union/%2e%2e/x/",
      "union/year/1999/",
      "nobody/x/",
    ])
      expect((await get(`/decisions/${path}`)).status, path).toBe(404);
  });
});

test("an office that takes another name has it on new papers, and keeps the old one on old papers", async () => {
  const plain = { slug: "plain", name: "Commissioner for the Plain" };
  const renamed = { slug: "plain", name: "Mayor of the Plain", version: 2 };
  await publishDefinition(officeNamed(plain));
  await play(system(), officeNamed(plain), paper("Before", "2024-07-03T09:00:00Z"));
  const between = await play(
    system(),
    officeNamed(plain),
    paper("Between", "2024-07-04T09:00:00Z", {}, false),
  );
  await publishDefinition(officeNamed(renamed));
  await play(system(), officeNamed(renamed), paper("After", "2024-07-05T09:00:00Z"));
  // Finished after the change, on the paper it was begun on.
  await finish(between, "plain");
  const published = (n: number) => get(Address.noticePath("plain", `pla-2024-00${n}`));
  expect((await published(1)).text).toContain("Commissioner for the Plain");
  expect((await published(1)).text).not.toContain("Mayor of the Plain");
  expect((await published(2)).text).toContain("Mayor of the Plain");
  expect((await published(3)).text).not.toContain("Mayor of the Plain");
  for (const path of [
    Address.registerPath("plain"),
    Address.yearPath("plain", "2024"),
    Address.feedPath("plain", "atom"),
  ])
    expect((await get(path)).text, path).toContain("Mayor of the Plain");
  expect((await get(Address.feedPath("plain", "json"))).text).toContain('"Decisions of Mayor of the Plain"');
  expect((await get(Address.INDEX)).text).not.toContain(">Commissioner for the Plain</a>");
});
