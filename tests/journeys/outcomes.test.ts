/**
 * Every way that a paper can go, as the examples script it, in one system by pages and emails alone: each
 * ends where it says, under the next number, and its export holds.
 */
import { describe, expect, test } from "vitest";
import { verify } from "#core/ledger/verify.mjs";
import { loadOffices } from "#core/offices/index.ts";
import { exportRecord } from "#core/record/export.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { eventsOf } from "#core/record/status.ts";
import { getView } from "#core/record/view.store.ts";
import { play } from "#infra/local/play.ts";
import { useSystem } from "#tests/support/system.ts";

const system = useSystem();
const OUTCOMES = loadOffices()
  .flatMap(({ office, outcomes }) => outcomes.map((o) => ({ office, ...o })))
  .sort((a, b) => (a.example.at ?? "").localeCompare(b.example.at ?? ""));
const numbered = new Map<string, number>();

/** What each script does, as the ledger says it. */
const LEAVES: Record<string, string[]> = {
  "returned-then-approved": ["Queried", "Answered", "Returned", "Decided", "Published"],
  refused: ["Decided", "Published"],
  recused: ["TaskReassigned", "Decided", "Published"],
  "board-by-quorum": ["Decided", "Published"],
  jointly: ["Paused", "Resumed", "Decided", "Published"],
  "under-delegation": ["TaskReassigned", "Decided", "Published"],
  "signed-on-paper": ["PaperReceived", "Decided", "Published"],
  "withdrawn-after-numbering": ["TaskVoided", "TaskVoided", "Withdrawn"],
  urgent: ["Decided", "Published"],
  deferred: ["Returned"],
};
const MARKS = new Set([
  ...Object.values(LEAVES).flat(),
  ...["Queried", "PaperRejected", "MailFailed", "Reminded", "Withheld"],
]);

test("there is a script for every way", () => {
  expect(OUTCOMES.map(({ name }) => name).toSorted()).toEqual(Object.keys(LEAVES).toSorted());
});

describe.each(OUTCOMES)("$name", ({ office, name, example }) => {
  test("ends as it says", { timeout: 120_000 }, async () => {
    system().resetClock();
    const { id } = await play(system(), office, example);
    const { view } = await getView(id);
    const { expect: end, script = [] } = example;
    const n = (numbered.get(office.office) ?? 0) + 1;
    numbered.set(office.office, n);
    expect([view.state, view.outcome]).toEqual([end.state, end.outcome]);
    expect(view.reference).toBe(`ARD-2024-${String(n).padStart(3, "0")}`);

    const types = (await eventsOf(id)).map((e) => (JSON.parse(e.body) as { type: string }).type);
    expect(types.filter((type) => MARKS.has(type))).toEqual(LEAVES[name]);
    const last = script.slice(script.findLastIndex((s) => s.do === "change") + 1);
    const said = last.flatMap((s) => ("outcome" in s ? [`${s.stage} ${s.by} ${s.outcome}`] : []));
    const stands = view.signOffs.map((s) => `${s.stage} ${s.person} ${s.outcome}`);
    expect(stands.toSorted()).toEqual(said.toSorted());
    const { faults } = await verify(
      await exportRecord(id, { edition: "office", now: "2026-01-01T00:00:00Z" }),
    );
    expect(faults).toEqual([]);
    const { state } = await loadRecord(id);
    expect(state.tasks.filter((t) => t.status === "open")).toEqual([]);
  });
});
