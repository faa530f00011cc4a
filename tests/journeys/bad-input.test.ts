/**
 * Bad input to the pages of a form, through the real HTTP of a running system, and broken definitions:
 * each gets a clear message that links to what is wrong; never a 500; nothing that was saved is lost.
 */

import { randomInt } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { loadOffices } from "#core/offices/index.ts";
import { getView } from "#core/record/view.store.ts";
import { run } from "#infra/local/office.ts";
import { play } from "#infra/local/play.ts";
import { exampleOf, officeOf } from "#tests/support/store.ts";
import { useSystem } from "#tests/support/system.ts";
import { type Answer, type Fields, formOf, Visitor } from "./raw-http.ts";

const system = useSystem();
const AUTHOR = "niamh.corrigan@cleveland.example";
const logged = vi.spyOn(console, "error");
let author: Visitor;
let id: string;
let record: string;

beforeAll(async () => {
  author = await new Visitor(system()).signIn(AUTHOR);
  id = await started();
  record = `/records/${id}`;
  await save("request", { title: "A title that stays", summary: "A summary that stays." });
});

afterAll(async () => {
  // A bug would have been logged as an error by the function that met it.
  expect(logged.mock.calls).toEqual([]);
  logged.mockRestore();
});

/** What stands in the draft does not change, whatever was sent. */
async function stays(): Promise<void> {
  const { view } = await getView(id);
  expect(view.answers).toEqual({ title: "A title that stays", summary: "A summary that stays." });
}

async function started(): Promise<string> {
  const page = await author.send("/records/new");
  const list = await author.submit(page, formOf(page, "form"), { form: "decision-record" });
  return /\/records\/([0-9A-Z]{26})/.exec(list.url)?.[1] ?? "";
}

async function save(section: string, fields: Fields, of = record): Promise<Answer> {
  const page = await author.send(`${of}/sections/${section}`);
  return author.submit(page, formOf(page, "was"), { ...fields, do: "continue" });
}

describe("what a page of the form is sent", () => {
  test("a field that the form has not", async () => {
    const page = await author.send(`${record}/sections/request`);
    const more = { "nonsense.0.x": "1", shown: `${formOf(page).values.shown},nonsense`, "__proto__.x": "1" };
    const answer = await author.submit(page, formOf(page, "was"), { ...more, do: "continue" });
    expect(answer.status).toBe(200);
    await stays();
  });

  test.each(["money", "nonsense", "__proto__", "%00", "constructor"])("the page %s", async (section) => {
    const answer = await author.send(`${record}/sections/${section}`);
    if (section === "money") expect(answer.status).toBe(200);
    else expect([answer.status, answer.h1]).toEqual([404, "Page not found"]);
  });

  test.each([
    [
      "a total that is not a number",
      { "funding.awards.0.amount": "lots", "funding.awards.0.recipient": "Harbour" },
    ],
    [
      "a sum too long for any number",
      { "funding.awards.0.amount": "9".repeat(400), "funding.awards.0.recipient": "H" },
    ],
    ["a sum with half a penny", { "funding.awards.0.amount": "1.005", "funding.awards.0.recipient": "H" }],
  ])("%s", async (_, fields) => {
    const answer = await save("money", fields);
    expect(answer.status).toBe(422);
    expect(answer.errors).toContainEqual(expect.stringMatching(/amount/i));
    // Shown back as it was typed, beside its message.
    expect(formOf(answer, "was").values["funding.awards.0.amount"]).toBe(fields["funding.awards.0.amount"]);
    await stays();
  });

  test.each([
    ["a NUL byte", "before\u0000after"],
    ["an escape character", "\u001b[2J"],
  ])("%s", async (_, text) => {
    const answer = await save("request", { title: text, summary: "x" });
    expect(answer.status).toBe(422);
    expect(answer.errors).toContainEqual(expect.stringMatching(/cannot be printed/));
    expect((await getView(id)).view.answers.title).toBe("A title that stays");
    await save("request", { title: "A title that stays", summary: "A summary that stays." });
  });

  test("2 MB of text", async () => {
    const answer = await save("request", { summary: "x".repeat(2 * 1024 * 1024) });
    expect([answer.status, answer.h1]).toEqual([413, "This is too large"]);
    expect(answer.html).toContain("Shorten it to less than 1 MB");
    await stays();
  });

  test("7 MB of text, more than any gateway passes on", async () => {
    const answer = await author.post(`${record}/sections/request`, { summary: "x".repeat(7 * 1024 * 1024) });
    expect(answer.status).toBe(413);
    await stays();
  });

  test("more text than a field takes is shown back, to be shortened", async () => {
    const long = "word ".repeat(60_000);
    const answer = await save("request", { summary: long });
    expect(answer.status).toBe(422);
    expect(answer.errors).toContainEqual(expect.stringMatching(/summary must be .* characters or less/i));
    expect(formOf(answer, "was").values.summary?.length).toBeGreaterThan(299_000);
    await stays();
  });

  test.each([
    ["a row far away", { "funding.awards.999999999.amount": "1" }],
    ["a row without end", { [`funding.awards.${"9".repeat(300)}.amount`]: "1" }],
    ["a row before the first", { "funding.awards.-1.amount": "1" }],
    ["a row that is no number", { "funding.awards.__proto__.amount": "1" }],
  ])("%s", async (_, fields) => {
    const answer = await save("money", { ...fields, category: "other" }, `/records/${await started()}`);
    expect(answer.status).toBe(200);
    expect(answer.html.length).toBeLessThan(200_000);
  });

  test.each([
    ["remove:funding.awards.99999999999999999999", 200],
    ["remove:funding.awards.-1", 400],
    ["add:nonsense", 400],
    ["add:__proto__", 400],
    ["fly:funding.awards", 400],
    [":", 400],
    ["x".repeat(5000), 400],
  ])("the button %s", async (button, status) => {
    const page = await author.send(`${record}/sections/money`);
    const answer = await author.submit(page, formOf(page, "was"), { do: button });
    expect(answer.status).toBe(status);
    expect(answer.h1).toBe(status === 400 ? "There is a problem" : "Kind of decision and money");
    await stays();
  });

  test("choices that the form does not offer, dates that are none", async () => {
    const answer = await save("money", {
      category: "<script>",
      "period.from.day": "31",
      "period.from.month": "2",
      "period.from.year": "2024",
      "links.0.to": "moon",
      "links.0.title": "<b>bold</b>",
    });
    expect(answer.status).toBe(422);
    expect(answer.errors.length).toBeGreaterThanOrEqual(3);
    expect(answer.html).not.toContain("<b>bold</b>");
    expect(answer.html).not.toContain('value="<script>"');
    await stays();
  });
});

test("a record too long for the store", async () => {
  const page = await author.send(`${record}/sections/supporting`);
  const body = new FormData();
  for (const [name, value] of Object.entries(formOf(page, "was").values)) body.set(name, value);
  // Letters without order, so that no compression makes them short.
  for (const field of ["financial", "legal", "equality", "humanRights", "sustainability", "risk"])
    body.set(
      field,
      Array.from({ length: 49_000 }, () => randomInt(0x4e00, 0x9fa5))
        .map(letter)
        .join(""),
    );
  const answer = await author.send(`${record}/sections/supporting`, {
    method: "POST",
    body,
    headers: { origin: system().origin },
  });
  expect([answer.status, answer.h1]).toEqual([413, "This is too large"]);
  expect(answer.html).toContain("This record is too long to save");
  await stays();
});

const letter = (code: number) => String.fromCharCode(code);

test("a reason or a question longer than is kept: the page again, with every word of it", async () => {
  const notice = exampleOf("cleveland", "perpetrator-programme-notice");
  const asked = await play(system(), officeOf("cleveland"), { ...notice, at: undefined, signOffs: [] });
  const link = new URL(asked.waiting[0] ?? "").pathname;
  const signatory = new Visitor(system());
  const send = async (path: string, box: string, typed: Fields) => {
    const page = await signatory.send(path);
    const answer = await signatory.submit(page, formOf(page, box), typed);
    expect([answer.status, formOf(answer, box).values[box]]).toEqual([400, typed[box]]);
    return answer.errors;
  };
  const reason = "because ".repeat(2501);
  expect(await send(link, "reason", { outcome: "return", reason })).toEqual([
    "Your reason must be 20,000 characters or less",
  ]);
  expect(await send(`${link}/ask`, "question", { question: "why ".repeat(1251) })).toEqual([
    "Your question must be 5,000 characters or less",
  ]);
  expect((await getView(asked.id)).view.signOffs).toEqual([]);
});

describe("a broken definition", () => {
  const folder = mkdtempSync(join(tmpdir(), "broken-"));
  const file = join(folder, "cleveland/office.json");
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ["a field misspelt", '"field": "summary"', '"field": "sumary"', /Did you mean “summary”/],
    ["a type that is none", '"type": "prose"', '"type": "essay"', /forms\S*decision-record\S*summary/],
    ["a key that is none", '"kind": "pcc"', '"kind": "pcc", "colour": "red"', /body.*colour/s],
    ["a post that nobody has", '"by": { "post": "cfo" }', '"by": { "post": "cf" }', /“cf”/],
    ["no JSON at all", '"office"', "office", /cannot be read/],
  ])("%s is refused by the check and by the system, in words", (_, from, to, says) => {
    cpSync(join(import.meta.dirname, "../../core/offices/cleveland"), join(folder, "cleveland"), {
      recursive: true,
    });
    const text = readFileSync(file, "utf8");
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
    const checked = run(["check", folder], "2026-02-03T10:00:00Z");
    expect(checked).toMatchObject({ failed: true, text: expect.stringMatching(says) });
    expect(checked.text).toContain("office.json");
    expect(() => loadOffices(folder)).toThrow(says);
    expect(() => loadOffices(folder)).toThrow(/office\.json/);
  });
});
