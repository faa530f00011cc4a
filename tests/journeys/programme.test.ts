/**
 * A programme over time, by the real pages: year one, year two with its notice, and the post that goes on
 * from it. Its page has one address from the first link on and states each sum once; a correction and a
 * revocation move its totals.
 */
import { beforeAll, describe, expect, test } from "vitest";
import type { Answers, Funding } from "#core/form/answers.ts";
import type { Example } from "#core/form/example.ts";
import * as Address from "#core/notice/addresses.ts";
import { slugOf } from "#core/notice/entry.ts";
import { getView } from "#core/record/view.store.ts";
import { play } from "#infra/local/play.ts";
import { signLinks } from "#infra/local/play-pages.ts";
import { find, parseHtml, words } from "#tests/support/html.ts";
import { exampleOf, officeOf } from "#tests/support/store.ts";
import { useSystem } from "#tests/support/system.ts";
import { officer, post, signAgain, write } from "./correcting.ts";

const system = useSystem();
const office = officeOf("cleveland");
const CHAIN = [
  "perpetrator-pilot-year-one",
  "perpetrator-programme-year-two",
  "perpetrator-programme-notice",
  "perpetrator-coordinator",
];
const YEAR_ONE = "2021-2022-7335";
const PAGE = Address.programmePath("cleveland", YEAR_ONE);
const ids = new Map<string, string>();

const html = async (path: string) => {
  const response = await fetch(system().origin + path);
  expect(response.status, path).toBe(200);
  return response.text();
};
/** The rows of a table of the page, by its caption. */
const rowsOf = async (caption: string, path = PAGE) => {
  const page = parseHtml(await html(path));
  const table = find(page, (e) => e.tag === "table").find((t) => words(t).startsWith(`${caption}\n`));
  if (!table) throw new Error(`no ${caption}`);
  return find(table, (e) => e.tag === "tr")
    .slice(1)
    .map((row) =>
      find(row, (e) => e.tag === "th" || e.tag === "td").map((c) => words(c).replace(/\n/g, " ")),
    );
};
const totals = async (path = PAGE) => (await rowsOf("Money by financial year", path)).at(-1)?.slice(1);
const textOf = async (path: string) => words(parseHtml(await html(path))).replace(/\n/g, " ");

async function publish(example: Example, name: string): Promise<string> {
  const { id } = await play(system(), office, example);
  const { view } = await getView(id);
  expect(view.state).toBe(example.expect.state);
  ids.set(name, id);
  return slugOf(view);
}

/** A decision about no money, on a day. */
async function decide(name: string, on: string, answers: Partial<Answers>): Promise<void> {
  const like = structuredClone(exampleOf("cleveland", "perpetrator-pilot-year-one"));
  const { funding: _, ...rest } = like.answers;
  const words = {
    title: name,
    summary: "It is no longer needed.",
    decision: "That it ends.",
    financial: "None.",
  };
  const signOffs = like.signOffs?.map((s, i) => ({ ...s, at: `${on}T1${i}:00:00Z` }));
  const at = `${on}T09:00:00Z`;
  const expect = { state: "published" as const };
  await publish({ ...like, at, signOffs, expect, answers: { ...rest, ...words, ...answers } }, name);
}

async function correct(name: string, form: string, answers: Answers): Promise<void> {
  const id = ids.get(name)!;
  const niamh = await officer(system(), office, "niamh-corrigan");
  await post(niamh, id, "correct", { reason: "A figure was wrong", earlier: "keep" });
  const before = (await signLinks(system())).length;
  await write(niamh, office, form, id, answers);
  const like = exampleOf("cleveland", "perpetrator-programme-year-two");
  await signAgain(system(), office, like, before);
  expect((await getView(id)).view.state).toBe("published");
}

describe("the chain of three years", () => {
  beforeAll(async () => {
    for (const name of CHAIN) await publish(exampleOf("cleveland", name), name);
  });

  test("states each sum once, by year, by funder and by recipient", async () => {
    expect(await rowsOf("Money by financial year")).toEqual([
      ["2021/22", "£200,124.66", "£0"],
      ["2022/23", "£229,135", "£229,135"],
      ["2023/24 to 2024/25, not split by its record", "£27,690", "£27,690"],
      ["Total", "£456,949.66", "£256,825"],
    ]);
    expect(await rowsOf("Money by who gives it")).toEqual([
      ["Home Office Stated in 2021/2022 - 7335, 2022/2023 - 0007", "£357,547.99"],
      ["OPCC and four local authorities in Cleveland Stated in 2022/2023 - 0007", "£71,711.67"],
      ["OPCC budget for perpetrator interventions Stated in 2023/2024 - 0022", "£27,690"],
      ["Total", "£456,949.66"],
    ]);
    expect(await rowsOf("Money by who receives it")).toEqual([
      ["Harbour Support Services Stated in 2022/2023 - 0007, 2023/2024 - 0022", "£148,887"],
      ["My Sister’s Place Stated in 2022/2023 - 0007", "£99,938"],
      ["Barefoot Social Research Stated in 2022/2023 - 0007", "£8,000"],
      ["Total", "£256,825"],
    ]);
    const text = await textOf(PAGE);
    expect(text).toContain("£200,124.66 awarded as one sum, for 2021/22");
    expect(text).toContain("4 records that carry one another on, from 14 July 2021 to 1 November 2023");
    expect(text).toContain("It is beside 2022/2023 - 0007: the money of both are counted once");
  });

  test("is reached from each notice and from the register, and loads nothing of a function", async () => {
    const before = system().invocations();
    for (const name of CHAIN) {
      const slug = slugOf((await getView(ids.get(name)!)).view);
      expect(await html(Address.noticePath("cleveland", slug)), name).toContain(`href="${PAGE}"`);
    }
    const register = await html(Address.registerPath("cleveland"));
    expect(register).toContain(`href="${PAGE}"`);
    expect(await textOf(Address.registerPath("cleveland"))).toContain(
      "Perpetrator programme: pilot, year one (4 records)",
    );
    await html(PAGE);
    expect(system().invocations()).toEqual(before);
  });

  const reminded = async () =>
    (await system().inbox()).filter((m) => m.subject.startsWith("Funding ends on")).map((m) => m.to);
  const at = async (instant: string) => {
    system().setClock(instant);
    await system().settle();
    return reminded();
  };
  const BOTH = ["niamh.corrigan@cleveland.example", "leila.marchetti@cleveland.example"];

  test("has its author and governance reminded six months before the money ends, once", async () => {
    expect(await at("2024-01-31T07:59:00Z")).toEqual([]);
    expect((await at("2024-01-31T08:01:00Z")).toSorted()).toEqual(BOTH.toSorted());
    expect(await at("2024-02-03T08:01:00Z")).toHaveLength(2);
    const letter = (await system().inbox()).find((m) => m.subject.startsWith("Funding ends on"))!;
    expect(letter.text).toContain("ends on 31 July 2024, and no later record goes on from it");
    expect(letter.text).toContain("Reference: 2023/2024 - 0022\nTo: Harbour");
    const niamh = await officer(system(), office, "niamh-corrigan");
    const page = await niamh.get("/funding-ending");
    expect(page.html).toContain("No later record");
    expect(page.html).toContain("31 July 2024");
  });

  test("follows a correction of one of its records", async () => {
    system().setClock("2024-03-04T10:00:00Z");
    const { answers } = exampleOf("cleveland", "perpetrator-coordinator");
    const changed = structuredClone(answers.funding) as Funding;
    changed.sources![0]!.amount = changed.awards![0]!.amount = 30_000_00;
    await correct("perpetrator-coordinator", "decision-record", { funding: changed });
    expect(await totals()).toEqual(["£459,259.66", "£259,135"]);
    // Its end has stayed, so that what was sent is not sent again, and the next is.
    expect(await at("2024-04-30T08:01:00Z")).toHaveLength(4);
  });

  test("takes back what a revocation takes back", async () => {
    await decide("The post ends", "2024-05-10", {
      links: [{ to: "own", reference: "2023/2024 - 0022", title: "The post", relation: "revokes" }],
    });
    expect(await totals()).toEqual(["£429,259.66", "£229,135"]);
    expect(await textOf(PAGE)).toContain("Revoked by 2024/2025 - 0001, so its money is not counted.");
    const niamh = await officer(system(), office, "niamh-corrigan");
    expect((await niamh.get("/funding-ending")).html).toMatch(/Revoked by <a [^>]*>2024\/2025 - 0001/);
  });
});
