/** The table of rules: its page is fresh, offices set severities, and the command prints what is found. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { proofread } from "#core/checks/proofread.ts";
import { RULES, rulesPage } from "#core/checks/rules.ts";
import { run } from "#infra/local/proofread.ts";
import { exampleView } from "./example-views.ts";

const ROOT = join(import.meta.dirname, "../..");

describe("the table", () => {
  it("has one row a rule, with every column filled", () => {
    expect(new Set(RULES.map((r) => r.id)).size).toBe(RULES.length);
    for (const r of RULES)
      for (const words of [r.looksFor, r.source]) expect(words.length, r.id).toBeGreaterThan(5);
  });

  it("is what the page says: run `npm run proofread -- --rules > core/checks/README.md`", () => {
    expect(readFileSync(join(ROOT, "core/checks/README.md"), "utf8")).toBe(rulesPage());
  });

  it("blocks only where the law or the order of signature leaves no choice", () => {
    expect(RULES.filter((r) => r.severity === "block").map((r) => r.id)).toEqual([
      "sources-uses",
      "reserved",
      "withheld-ground",
      "signed-order",
      "published-bare",
      "marked-high",
    ]);
  });
});

describe("an office's own severities", () => {
  const with_ = (checks: Record<string, "off" | "note" | "warning" | "block">) => {
    const view = exampleView("surrey", "perpetrator-programme");
    view.form.checks = checks;
    return proofread(view);
  };

  it("switches a rule off", () => {
    expect(with_({}).some((f) => f.rule === "day-off")).toBe(true);
    expect(with_({ "day-off": "off" }).some((f) => f.rule === "day-off")).toBe(false);
  });

  it("makes a warning block, or a note, and puts the gravest first", () => {
    const [first] = with_({ "day-off": "block" });
    expect(first).toMatchObject({ rule: "day-off", severity: "block" });
    expect(with_({ "day-off": "note" }).find((f) => f.rule === "day-off")?.severity).toBe("note");
  });
});

describe("the same record", () => {
  it("gives the same findings twice, and is not changed", () => {
    const view = exampleView("norfolk", "change-project");
    const before = structuredClone(view);
    expect(proofread(view)).toEqual(proofread(view));
    expect(view).toEqual(before);
  });

  it("finds in a draft only what a draft can show: no decision, no signatures", () => {
    const view = exampleView("cleveland", "perpetrator-coordinator");
    const draft = {
      ...view,
      state: "draft" as const,
      signOffs: [],
      decidedAt: undefined,
      reference: undefined,
    };
    const rules = proofread(draft, { today: "2023-10-20" }).map((f) => f.rule);
    expect(rules).toContain("stated-length");
    for (const rule of ["start-decided", "day-off", "published-bare", "officer-comment"])
      expect(rules).not.toContain(rule);
    expect(proofread(draft, { today: "2023-11-20" }).map((f) => f.rule)).toContain("start-decided");
  });

  it("says nothing of the empty form", () => {
    const view = exampleView("cleveland", "perpetrator-coordinator");
    const empty = { ...view, answers: {}, state: "draft" as const, signOffs: [], decidedAt: undefined };
    expect(proofread(empty)).toEqual([]);
  });
});

describe("npm run proofread", () => {
  it("reads a record with its office's form", () => {
    const file = join(ROOT, "core/offices/surrey/examples/perpetrator-programme.json");
    const { text, failed } = run([file]);
    expect(failed).toBe(false);
    expect(text).toContain("9 October 2016 was a Sunday  [day-off]");
    expect(text).toMatch(/0 block, \d+ to correct or explain, \d+ to note\.$/);
  });

  it("reads plain text and gives the line", () => {
    const file = join(mkdtempSync(join(tmpdir(), "proofread-")), "paper.txt");
    writeFileSync(file, "Purpose\n\nTo fund the the service.\n");
    expect(run([file]).text).toContain("doubled-word, line 3");
    expect(JSON.parse(run([file, "--json"]).text)).toHaveLength(1);
  });

  it("says what is missing", () => {
    expect(run([])).toMatchObject({ failed: true });
    expect(run(["no-such-file.txt"]).text).toBe("There is no file no-such-file.txt");
  });
});
