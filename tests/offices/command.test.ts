import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { lineOf } from "#infra/local/json-lines.ts";
import { run } from "#infra/local/office.ts";

const NOW = "2026-02-03T10:00:00Z";
const root = mkdtempSync(join(tmpdir(), "office-command-"));
const folder = join(root, "kent");
const office = join(folder, "office.json");
const example = join(folder, "examples", "first-decision.json");
afterAll(() => rmSync(root, { recursive: true }));

const edit = (file: string, from: string, to: string) => {
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
};

describe("npm run office", () => {
  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true });
    expect(run(["new", folder], NOW).failed).toBe(false);
  });

  it("begins an office in which nothing is wrong", () => {
    expect(run(["check", folder], NOW)).toEqual({
      failed: false,
      text: expect.stringContaining("Nothing is wrong: 1 form, 1 example"),
    });
  });

  it("does not begin over one that is there, nor under a name that cannot be one", () => {
    expect(run(["new", folder], NOW)).toMatchObject({
      failed: true,
      text: expect.stringContaining("already has"),
    });
    expect(run(["new", join(root, "Kent & Sussex")], NOW)).toMatchObject({
      failed: true,
      text: expect.stringContaining("Use small letters"),
    });
  });

  it("says file, line, path and what to write, and fails", () => {
    edit(office, '"field": "title"', '"field": "titel"');
    const line =
      readFileSync(office, "utf8")
        .split("\n")
        .findIndex((l) => l.includes("titel")) + 1;
    const { text, failed } = run(["check", folder], NOW);
    expect(failed).toBe(true);
    expect(text).toContain(`office.json:${line} error at forms.decision.layout[2].field`);
    expect(text).toContain("There is no field “titel”. Did you mean “title”?");
    expect(text).toContain("1 error, 0 warnings");
  });

  it("does not fail for a warning", () => {
    edit(office, '"roles": [', '"posts": [], "roles": [');
    edit(office, '"author"\n', '"governance"\n');
    const { text, failed } = run(["check", folder], NOW);
    expect(text).toContain("warning at people");
    expect(failed).toBe(false);
  });

  it.each([
    ["an answer to no question", '"title":', '"titel":', "answers.titel"],
    ["an answer left out", '"title": "A first decision",', "", "Enter the title"],
    ["someone who is not asked", '"by": "commissioner"', '"by": "author"', "It goes to commissioner"],
    [
      "a stage that is not there",
      '"stage": "commissioner"',
      '"stage": "commisioner"',
      "Did you mean “commissioner”?",
    ],
    ["an author who is not there", '"author": "author"', '"author": "autor"', "Did you mean “author”?"],
    ["a form that is not there", '"form": "decision"', '"form": "decison"', "Did you mean “decision”?"],
    [
      "an outcome that cannot be said",
      '"outcome": "approve"',
      '"outcome": "note"',
      "There is no outcome “note”",
    ],
    ["a refusal without a reason", '"outcome": "approve"', '"outcome": "refuse"', "Add “reason”"],
    [
      "a time without its zone",
      '"form":',
      '"at": "2024-02-12", "form":',
      "Enter a date and time with its zone",
    ],
  ])("checks the examples too: %s", (_, from, to, message) => {
    edit(example, from, to);
    const { text, failed } = run(["check", folder], NOW);
    expect(text).toContain("first-decision.json:");
    expect(text).toContain(message);
    expect(failed).toBe(true);
  });

  it.each([
    [{ do: "sign", stage: "decison", by: "commissioner", outcome: "approve" }, "There is no stage “decison”"],
    [
      { do: "recuse", stage: "decision", by: "comissioner", reason: "A relative" },
      "Did you mean “commissioner”?",
    ],
    [{ do: "sign", stage: "commissioner", by: "commissioner", outcome: "refuse" }, "Add “reason”"],
    [{ do: "pause", reason: "" }, "Enter some words"],
    [{ do: "dance" }, "script[0]"],
  ])("checks a script: %j", (step, message) => {
    const record = JSON.parse(readFileSync(example, "utf8"));
    const { signOffs: _, ...rest } = record;
    writeFileSync(example, JSON.stringify({ ...rest, script: [step] }, null, 2));
    const { text, failed } = run(["check", folder], NOW);
    expect(text).toContain(message);
    expect(failed).toBe(true);
  });

  it("says where a file is not JSON", () => {
    writeFileSync(office, "{ office: kent }");
    expect(run(["check", folder], NOW)).toMatchObject({
      failed: true,
      text: expect.stringContaining("cannot be read"),
    });
  });

  it("checks every office in a folder", () => {
    run(["new", join(root, "sussex")], NOW);
    const { text } = run(["check", root], NOW);
    expect(text).toContain("kent/office.json: Nothing is wrong");
    expect(text).toContain("sussex/office.json: Nothing is wrong");
  });

  it.each([[[]], [["check"]], [["check", "/nowhere"]], [["cheque", "x"]]])("helps with %j", (args) => {
    const { text, failed } = run(args, NOW);
    expect(failed).toBe(true);
    expect(text).toMatch(/npm run office|no office\.json/);
  });
});

describe("the line of a path", () => {
  const text = '{\n "a": [1,\n  {"b": "x, ]} \\" y"},\n  [ [],\n 5] ],\n "c\\"d": {}\n}';
  it.each([
    [["a"], 2],
    [["a", 0], 2],
    [["a", 1], 3],
    [["a", 1, "b"], 3],
    [["a", 2, 1], 5],
    [['c"d'], 6],
    [['c"d', "missing"], 6],
    [["missing"], 1],
    [[], 1],
  ])("%j is on line %d", (path, line) => expect(lineOf(text, path)).toBe(line));
});
