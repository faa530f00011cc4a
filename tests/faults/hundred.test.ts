/**
 * A hundred decisions at once in one office and one series, with three attempts in ten killed before or
 * after their commit, and people who post the same page again until they are told that it is done.
 */

import * as v from "valibot";
import { afterAll, beforeAll, expect, it } from "vitest";
import { query } from "#core/aws/read.ts";
import type { Office } from "#core/form/office.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { eventsOf } from "#core/record/status.ts";
import { act } from "#core/signoff/signing.ts";
import { type Luck, startChaos, under } from "#tests/model/chaos.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { proofFor, requestOf, submitted } from "#tests/support/signing.ts";
import { cmd, openStore, type Store } from "#tests/support/store.ts";

const NOW = "2025-03-03T09:00:00.000Z";
const HOW_MANY = 100;

/** Testshire with one signature to each decision. */
const [form] = TESTSHIRE.forms;
const decider = form!.stages.filter((s) => s.kind === "decide");
const OFFICE: Office = { ...TESTSHIRE, office: "hundred", forms: [{ ...form!, stages: decider }] };

let store: Store;
let luck: Luck;
beforeAll(async () => {
  store = await openStore();
  process.env.AWS_ENDPOINT_URL_DYNAMODB = store.direct;
  await publishDefinition(OFFICE);
  luck = startChaos();
});
afterAll(() => store.stop());

it("gives a hundred decisions a hundred numbers, without a gap", { timeout: 180_000 }, async () => {
  const answers = { title: "One of a hundred", category: "grant", maker: "pcc" };
  const ids: string[] = [];
  for (let i = 0; i < HOW_MANY; i += 10)
    ids.push(
      ...(await Promise.all(Array.from({ length: 10 }, () => submitted(OFFICE, "ada", answers, NOW)))),
    );

  let killed = 0;
  const started = performance.now();
  const decide = async (id: string, i: number) => {
    const { link, hash } = await requestOf(id, "decider");
    const signature = {
      cmdId: cmd(),
      hash,
      outcome: "approve",
      interest: "none",
      proof: proofFor(link, NOW),
    };
    for (let attempt = 0; ; attempt++) {
      const dies = (i * 7 + attempt * 3) % 10 < 3;
      const fault = (i + attempt) % 2 ? ("crash-before" as const) : ("crash-after" as const);
      try {
        return await under(dies ? { fault, nth: 1 } : {}, () => act(link, signature, NOW));
      } catch (error) {
        if ((error as Error).name !== "Crash") throw error;
        killed++;
      }
    }
  };
  await Promise.all(ids.map(decide));
  const seconds = Math.round((performance.now() - started) / 100) / 10;

  const states = await Promise.all(ids.map(async (id) => (await loadRecord(id)).state));
  const numbers = states.map((s) => s.number?.n ?? 0).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: HOW_MANY }, (_, i) => i + 1));
  const Claim = v.looseObject({ sk: v.string(), record: v.optional(v.string()) });
  const rows = await query(Claim, { pk: "N#hundred#decision#2025" });
  const claims = rows.filter((row) => row.sk !== "CTR");
  expect(rows.find((row) => row.sk === "CTR")).toMatchObject({ last: HOW_MANY });
  for (const { id, number } of states)
    expect(claims.find((claim) => claim.record === id)?.sk).toBe(`#${String(number?.n).padStart(6, "0")}`);
  for (const id of ids.slice(0, 10)) expect(await eventsOf(id)).toHaveLength(5);
  console.log(`${HOW_MANY} decided in ${seconds} s: ${killed} attempts killed, ${luck.lostRaces} races lost`);
  expect(killed).toBeGreaterThan(HOW_MANY / 4);
});
