/**
 * Every shipped example goes the whole way in one system, by pages and emails alone: it ends where it
 * says, its paper prints everything that the form prints, and what the public gets is static.
 */
import { describe, expect, test } from "vitest";
import { checkPdf } from "#core/document/check.ts";
import { getForm } from "#core/form/office.ts";
import { isNeverPublic } from "#core/form/reading.ts";
import * as Address from "#core/notice/addresses.ts";
import { slugOf } from "#core/notice/entry.ts";
import { loadOffices } from "#core/offices/index.ts";
import { getView } from "#core/record/view.store.ts";
import { read } from "#infra/local/browser.ts";
import { type Played, play } from "#infra/local/play.ts";
import { useSystem } from "#tests/support/system.ts";
import { paperText, squashed } from "./paper-text.ts";
import { printedLines } from "./printed.ts";
import { publicObjects, restrictedPdf } from "./public-side.ts";

const system = useSystem();
const EXAMPLES = loadOffices()
  .flatMap(({ office, examples }) => examples.map((e) => ({ office, ...e })))
  // As they happened; those without a time happen today.
  .sort((a, b) => (a.example.at ?? "now").localeCompare(b.example.at ?? "now"));
const played = new Map<string, Played>();
const fetched = async (path: string) => {
  const response = await fetch(system().origin + path);
  expect(response.status, path).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};
const page = async (path: string) =>
  read(system().origin + path, 200, Buffer.from(await fetched(path)).toString());

describe.each(EXAMPLES)("$office.body.short: $name", ({ office, name, example }) => {
  const { expect: end } = example;
  const id = () => played.get(name)?.id ?? "";

  test("ends where it says, numbered as it says", async () => {
    system().resetClock();
    played.set(name, await play(system(), office, example));
    const { view } = await getView(id());
    expect([view.state, view.reference]).toEqual([end.state, end.reference]);
    expect(view.answers).toEqual(example.answers);
    expect(view.signOffs.map(({ stage, outcome }) => ({ stage, outcome }))).toEqual(
      example.signOffs?.map(({ stage, outcome }) => ({ stage, outcome })),
    );
    expect(played.get(name)?.waiting).toHaveLength(end.state === "review" ? 1 : 0);
  });

  test.runIf(end.state === "published")("prints all that its form prints, in order", async () => {
    const { view } = await getView(id());
    const pdf = await fetched(Address.pdfPath(office.office, slugOf(view)));
    const lines = (edition: "public" | "restricted") => printedLines(office, example, end.reference, edition);
    expect(lines("public").length).toBeGreaterThan(20);
    expect(missing(lines("public"), await paperText(pdf))).toEqual([]);
    expect(missing(lines("restricted"), await paperText(await restrictedPdf(id())))).toEqual([]);
    expect(await checkPdf(pdf)).toEqual([]);
    expect(await checkPdf(await restrictedPdf(id()))).toEqual([]);
  });

  test.runIf(end.state === "published")("is in its register first, on pages that call nothing", async () => {
    const { view } = await getView(id());
    const before = system().invocations();
    const register = await page(Address.registerPath(office.office));
    const year = await page(Address.yearPath(office.office, view.decidedAt?.slice(0, 4) ?? ""));
    const notice = await page(Address.noticePath(office.office, slugOf(view)));
    await page(Address.INDEX);
    const title = String(example.answers[titleField()]);
    for (const list of [register, year]) {
      const [first] = list.links.filter(({ href }) => noticeOf(href, office.office));
      expect(first?.text).toContain(title);
      expect(new URL(first?.href ?? "", list.url).href).toBe(notice.url);
    }
    expect(notice.html).toContain(`${slugOf(view)}.pdf`);
    expect(squashed(words(notice.html))).toContain(squashed(title));
    const download = notice.links.find(({ href }) => href.endsWith(".pdf"));
    expect(
      Buffer.from(await fetched(new URL(download?.href ?? "", notice.url).pathname)).subarray(0, 5),
    ).toEqual(Buffer.from("%PDF-"));
    expect(system().invocations()).toEqual(before);
  });

  test.runIf(end.state === "review")("leaves a link that opens the page to sign", async () => {
    const [link = ""] = played.get(name)?.waiting ?? [];
    const asked = await page(new URL(link).pathname);
    expect(asked.forms.flatMap((f) => f.buttons.map((b) => b.text))).toContain("Confirm and sign");
    expect(publicObjects(system()).filter(({ text }) => text.includes(asked.h1))).toEqual([]);
  });

  const titleField = () =>
    Object.entries(getForm(office, example.form).fields).find(([, f]) => f.means === "title")?.[0] ?? "";
});

test("emails of people, and what is never public, are nowhere in public", () => {
  const secrets = EXAMPLES.flatMap(({ office, example }) => {
    const { fields } = getForm(office, example.form);
    const people = office.people?.map((p) => p.email) ?? [];
    const answered = Object.entries(example.answers).flatMap(([field, answer]) =>
      fields[field] && isNeverPublic(fields[field])
        ? stringsIn(answer)
        : stringsIn(answer).filter((s) => /^\S+@\S+$/.test(s)),
    );
    return [...people, ...answered];
  });
  expect(secrets).toContain("charlotte.highcock@leicestershire.example");
  expect(secrets.filter((s) => s.startsWith("The three prices were £182,500"))).toHaveLength(1);
  const objects = publicObjects(system());
  expect(objects.length).toBeGreaterThan(20);
  for (const { key, text } of objects)
    for (const secret of secrets) expect(text.includes(secret), `${secret} in ${key}`).toBe(false);
});

/** The lines that do not follow the one before them. */
function missing(lines: string[], text: string): string[] {
  let from = 0;
  return lines.filter((line) => {
    const at = text.indexOf(squashed(line), from);
    if (at >= 0) from = at + squashed(line).length;
    return at < 0;
  });
}

function noticeOf(href: string, office: string): boolean {
  return new RegExp(`^/decisions/${office}/(?!year/|feed|cy/)[^/]+/$`).test(
    new URL(href, system().origin).pathname,
  );
}

function words(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(stringsIn) : [];
}
