/**
 * Precision and recall, measured: 300 correct records of varied forms, and the same with one fault
 * planted in each of them at a time, of every rule's kind. The table is printed.
 */
import { describe, expect, it } from "vitest";
import { proofread } from "#core/checks/proofread.ts";
import { RULES } from "#core/checks/rules.ts";
import { chance } from "./chance.ts";
import { DATE_FAULTS } from "./faults-dates.ts";
import { MONEY_FAULTS } from "./faults-money.ts";
import { WORD_FAULTS } from "./faults-words.ts";
import { soundRecord } from "./sound-record.ts";
import { hand } from "./spoil.ts";

const RECORDS = 300;
const PER_RULE = 15;
const FAULTS = { ...MONEY_FAULTS, ...DATE_FAULTS, ...WORD_FAULTS };
/** A register in which every number is found but those of the planted faults. */
const lookups = { registered: (key: string) => (key.includes("7777") ? undefined : "A record") };

describe("over generated records", () => {
  it(`${RECORDS} correct ones: no block, fewer than 0.1 warnings each`, () => {
    const counts = { block: 0, warning: 0, note: 0 };
    const alarms: string[] = [];
    for (let i = 0; i < RECORDS; i++)
      for (const f of proofread(soundRecord(i).view, lookups)) {
        counts[f.severity]++;
        alarms.push(`record ${i}: ${f.rule}: ${f.message}: ${f.why.join(" | ")}`);
      }
    console.log(`${RECORDS} correct records: ${JSON.stringify(counts)}`, alarms.slice(0, 10));
    expect(counts.block).toBe(0);
    expect(counts.warning / RECORDS).toBeLessThan(0.1);
  });

  it("every rule has a fault to plant", () => {
    expect(Object.keys(FAULTS).sort()).toEqual(RULES.map((r) => r.id).sort());
  });

  it("one planted fault each: at least 95% found, by the right rule", () => {
    const rows = RULES.map((rule, r) => {
      const row = { rule: rule.id, planted: 0, found: 0, missed: [] as number[] };
      for (let i = 0; i < RECORDS && row.planted < PER_RULE; i++) {
        const seed = (i * 37 + r * 11) % RECORDS;
        const sound = soundRecord(seed);
        if (!FAULTS[rule.id]?.(hand(sound), chance(seed * 31 + r), sound.facts)) continue;
        row.planted++;
        if (proofread(sound.view, lookups).some((f) => f.rule === rule.id)) row.found++;
        else row.missed.push(seed);
      }
      return row;
    });
    const planted = rows.reduce((n, r) => n + r.planted, 0);
    const found = rows.reduce((n, r) => n + r.found, 0);
    const table = rows.map(
      (r) =>
        `${r.rule.padEnd(20)} ${String(r.found).padStart(3)} of ${r.planted}${r.missed.length ? `  missed ${r.missed.join(" ")}` : ""}`,
    );
    console.log(
      `${table.join("\n")}\n${found} of ${planted} found (${((found / planted) * 100).toFixed(1)}%)`,
    );
    for (const row of rows) expect(row.planted, `${row.rule} planted`).toBeGreaterThanOrEqual(5);
    for (const row of rows) expect(row.found / row.planted, row.rule).toBeGreaterThanOrEqual(0.8);
    expect(found / planted).toBeGreaterThanOrEqual(0.95);
  });
});
