/**
 * execute: one command on one record, decided on what is there now and committed under conditions. A
 * lost race is decided again; a command that was already carried out answers as it did the first time.
 */
import * as v from "valibot";
import { commandKey } from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import { AppError } from "#core/errors.ts";
import { londonDate } from "#core/form/dates.ts";
import { getForm, type Office } from "#core/form/office.ts";
import { firstNumber, formatReference, periodOf } from "#core/form/series.ts";
import { type Change, commit } from "./commit.store.ts";
import type { RecordNumber } from "./events.ts";
import { type Loaded, lastNumber, loadRecord } from "./record.store.ts";
import type { State } from "./state.ts";

const TRIES = 60;

/**
 * Builds the change on each try from what is loaded then; must be free of effects. `seen` is what the
 * caller has just loaded: the first try need not read it again, since the commit holds its revision.
 */
export async function execute(
  id: string,
  cmdId: string,
  build: (loaded: Loaded) => Promise<Change>,
  seen?: Loaded,
): Promise<State> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const loaded = attempt === 0 && seen ? seen : await loadRecord(id);
    let change: Change;
    try {
      change = await build(loaded);
    } catch (refusal) {
      if (refusal instanceof AppError && (await wasDone(id, cmdId))) return loaded.state;
      throw refusal;
    }
    if (change.events.length === 0) return loaded.state;
    const outcome = await commit(loaded, { id, office: loaded.state.office }, change);
    if (outcome.ok) return outcome.state;
    if (outcome.failed === "command") return (await loadRecord(id)).state;
    if (outcome.failed === "draft")
      throw new AppError("conflict", "draft-changed", "This record has changed since you opened this page");
    await pause(attempt);
  }
  throw new AppError(
    "unavailable",
    "busy",
    "Too many people are acting at once. Wait a moment, then try again",
  );
}

/** The next number of a record's series on a day, and the counter value it was read from. */
export async function nextNumber(
  state: State,
  office: Office,
  now: string,
): Promise<{ number: RecordNumber; counter: { last: number | undefined } } | undefined> {
  const { series: id } = getForm(office, state.form);
  const series = id ? office.series?.[id] : undefined;
  if (!id || !series || state.number) return undefined;
  const today = londonDate(now);
  const period = periodOf(series, today);
  const last = await lastNumber(office.office, id, period);
  const n = last === undefined ? firstNumber(series, period) : last + 1;
  return {
    number: { series: id, period, n, reference: formatReference(series, n, today) },
    counter: { last },
  };
}

async function wasDone(id: string, cmdId: string): Promise<boolean> {
  return (await findItem(v.object({ pk: v.string() }), commandKey(id, cmdId))) !== undefined;
}

/** Full jitter, so that many who want the same number spread out. */
function pause(attempt: number): Promise<void> {
  const ceiling = Math.min(2000, 40 * 2 ** Math.min(attempt, 6));
  return new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling));
}
