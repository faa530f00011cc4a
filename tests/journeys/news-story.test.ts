/**
 * A news story: many people read the register at once. What they read is static, so no function and no
 * database hears of it; and a sign-off that is made meanwhile is taken as on any other day.
 */
import { beforeAll, expect, test } from "vitest";
import * as Address from "#core/notice/addresses.ts";
import { slugOf } from "#core/notice/entry.ts";
import { getView } from "#core/record/view.store.ts";
import { Browser } from "#infra/local/browser.ts";
import { play } from "#infra/local/play.ts";
import { exampleOf, officeOf } from "#tests/support/store.ts";
import { useSystem } from "#tests/support/system.ts";

const READERS = 40;
const system = useSystem();
const office = officeOf("cleveland");
let pages: string[];
let link: string;

beforeAll(async () => {
  const { id } = await play(system(), office, exampleOf("cleveland", "perpetrator-coordinator"));
  const { view } = await getView(id);
  const [slug, year] = [slugOf(view), view.decidedAt?.slice(0, 4) ?? ""];
  pages = [
    Address.INDEX,
    Address.registerPath(office.office),
    Address.yearPath(office.office, year),
    Address.feedPath(office.office, "atom"),
    Address.feedPath(office.office, "json"),
    Address.dataPath(office.office, year, "csv"),
    Address.noticePath(office.office, slug),
    Address.pdfPath(office.office, slug),
  ];
  const waiting = exampleOf("cleveland", "perpetrator-programme-notice");
  const asked = await play(system(), office, { ...waiting, at: undefined, signOffs: [] });
  link = asked.waiting[0] ?? "";
});

test("readers in their hundreds wake nothing, and a signatory is served", async () => {
  const before = { calls: system().invocations(), units: system().units() };
  let reading = true;
  let read = 0;
  const failed: string[] = [];
  const reader = async (n: number) => {
    for (let i = n; reading || i < n + pages.length; i++) {
      const path = pages[i % pages.length] ?? "";
      const response = await fetch(system().origin + path);
      await response.arrayBuffer();
      if (response.status === 200) read++;
      else failed.push(`${response.status} ${path}`);
    }
  };
  const crowd = Array.from({ length: READERS }, (_, n) => reader(n));
  await expect.poll(() => read).toBeGreaterThan(READERS);
  expect(system().units()).toEqual(before.units);

  const signatory = new Browser(system().origin);
  const page = await signatory.get(link);
  const form = page.forms.find((f) => f.method === "POST")!;
  const signed = await signatory.submit(page, form, { outcome: "approve" }, "Confirm and sign");
  reading = false;
  await Promise.all(crowd);
  expect(signed.h1).toBe("You approved this");
  expect(failed).toEqual([]);
  expect(read).toBeGreaterThanOrEqual(READERS * pages.length);
  const called = Object.entries(system().invocations()).filter(([name, n]) => n !== before.calls[name]);
  // The page to sign, and the post.
  expect(called.map(([name, n]) => [name, n - (before.calls[name] ?? 0)])).toEqual([["sign", 2]]);
});
