/**
 * The invariants (1) to (11), held against what is stored: read from the tables as they are, never from
 * what the model believes. Each fault names its number.
 */
import { gunzipSync } from "node:zlib";
import type { Office } from "#core/form/office.ts";
import { firstNumber } from "#core/form/series.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import { faults as chainFaults, type LedgerEvent, type StoredEvent } from "#core/ledger/chain.ts";
import { unpackState } from "#core/record/compress.ts";
import type { RecordEvent } from "#core/record/events.ts";
import { fold, isVacant, type State, type Task } from "#core/record/state.ts";
import { type History, historyOf } from "#tests/model/history.ts";
import type { Item } from "#tests/model/store.ts";
import type { World } from "#tests/model/world.ts";

/** Everything that is wrong with what is stored; empty where all holds. `atRest`: no email waits any more. */
export async function faultsIn(world: World, office: Office, atRest: boolean): Promise<string[]> {
  const [items, ledger] = await Promise.all([world.scan("records"), world.scan("ledger")]);
  const metas = items.filter(({ sk }) => sk === "META");
  const found: string[] = [];
  for (const meta of metas) {
    const id = meta.pk.slice(2);
    const own = items.filter((item) => isAbout(item, id));
    const events = ledger.filter(({ pk }) => pk === meta.pk).sort((a, b) => a.sk.localeCompare(b.sk));
    const state = unpackState(meta.st as Uint8Array) as State;
    const history = recordFaults(id, meta, state, own, events as never, office, found);
    mailFaults(world, own, history, atRest, found);
    alarmFaults(state, own, events.map(bodyOf), found);
    commandFaults(world, meta, own, events.map(bodyOf), found);
  }
  for (const event of ledger)
    if (!metas.some(({ pk }) => pk === event.pk)) found.push(`(3) ${event.pk} has events and no state`);
  numberFaults(items, metas, office, found);
  return found;
}

function recordFaults(
  id: string,
  meta: Item,
  state: State,
  own: Item[],
  events: (StoredEvent & Item)[],
  office: Office,
  found: string[],
): History {
  found.push(...chainFaults(id, events).map((fault) => `(2) ${fault}`));
  if (meta.seq !== events.length || meta.head !== events.at(-1)?.h)
    found.push("(2) the head is not the last event");
  for (const [i, { sk }] of events.entries())
    if (Number(sk) !== i + 1) found.push(`(2) event ${i + 1} is stored as ${sk}`);
  const bodies = events.map(bodyOf);
  for (const [i, { cmd }] of bodies.entries())
    if (cmd !== bodies[i + 1]?.cmd && !events[i]?.dpk) found.push(`(2) no anchor would find event ${i + 1}`);
  const folded = fold(
    bodies.map(({ type, data, at }) => ({ event: { type, data } as RecordEvent, at })),
    { id, office: office.office },
  );
  if (!same(folded, state)) found.push("(3) the events do not fold to the state");
  const contents = new Map(
    own.filter(({ sk }) => sk.startsWith("C#")).map((c) => [Number(c.sk.slice(2)), c]),
  );
  for (const { packed, hash } of contents.values())
    if (sha256(gunzipSync(packed as Uint8Array).toString()) !== hash)
      found.push("(5) content is not what was hashed");
  const history = historyOf(bodies, office, (version) => contents.get(version)?.hash as string | undefined);
  found.push(...history.faults);
  seatFaults(state, own, history, found);
  const draft = own.find(({ sk }) => sk === "DRAFT");
  if (Boolean(draft?.locked) !== (state.state !== "draft"))
    found.push(`(8) the draft of a record in ${state.state}`);
  return history;
}

/** Tasks and tokens against the ledger: each open request has one live link, and nothing else has any. */
function seatFaults(state: State, own: Item[], history: History, found: string[]): void {
  const tokens = own.filter(({ pk }) => pk.startsWith("T#"));
  const open = state.tasks.filter((t) => t.status === "open");
  if (open.length > 0 && state.state !== "review")
    found.push(`(8) ${open.length} open requests in ${state.state}`);
  if (open.length === 0 && state.state === "review") found.push("(8) in review, and nobody is asked");
  for (const task of state.tasks) {
    const row = own.find(({ sk }) => sk === `S#${task.task}`);
    const seat = history.seats.get(task.task);
    if (!row || row.status !== task.status || row.person !== task.person || seat?.person !== task.person)
      found.push(`(8) ${task.task} is not stored as it is`);
    const mine = tokens.filter((t) => t.task === task.task);
    const live = mine.filter((t) => !t.used && !t.revoked);
    if (task.status === "open" && !isVacant(task)) liveFaults(task, row, live, found);
    else if (live.length > 0) found.push(`(7) ${task.task} is ${task.status} or empty, and has a live link`);
    const used = mine.filter((t) => t.used).length;
    if (used !== history.signed.filter((t) => t === task.task).length)
      found.push(`(7) ${task.task}: ${used} used links`);
    if (task.status !== "open" && row?.g2pk) found.push(`(8) ${task.task} is closed and listed`);
  }
}

function liveFaults(task: Task, row: Item | undefined, live: Item[], found: string[]): void {
  const [token] = live;
  if (live.length !== 1 || !token) found.push(`(7) ${task.task} has ${live.length} live links`);
  else if (token.pk !== `T#${row?.token}` || token.person !== task.person || token.hash !== task.hash)
    found.push(`(7) the live link of ${task.task} is bound to something else`);
  if (!row?.g2pk && (task.reminders ?? 0) < 3) found.push(`(8) ${task.task} waits and is not listed`);
}

/** Each owed email has its entry, and at rest each entry its end. */
function mailFaults(world: World, own: Item[], { owed }: History, atRest: boolean, found: string[]): void {
  const entries = own.filter(({ pk }) => pk.startsWith("OBX#"));
  const written = entries.filter(({ kind }) => kind !== "code").map((e) => `${e.kind} ${e.person} ${e.task}`);
  for (const line of owed) {
    const at = written.indexOf(line);
    if (at < 0) found.push(`(9) nobody owes “${line}”`);
    else written.splice(at, 1);
  }
  found.push(...written.map((line) => `(9) owed for nothing: “${line}”`));
  for (const { pk, status, g2pk } of entries) {
    const copies = world.mails().filter((m) => m.tags.obx === pk.replaceAll("#", "_")).length;
    const settled = !["PENDING", "SENDING"].includes(String(status));
    if (copies > 2) found.push(`(10) ${copies} copies of ${pk}`);
    if (status === "SENT" && copies === 0) found.push(`(10) ${pk} is SENT and never was`);
    if (settled ? g2pk : !g2pk) found.push(`(10) ${pk} is ${status} and ${g2pk ? "still" : "not"} due`);
    if (atRest && !settled) found.push(`(10) ${pk} ends as ${status}`);
  }
}

/** Whoever still waits for an email that went nowhere is in the ledger. */
function alarmFaults(state: State, own: Item[], events: LedgerEvent[], found: string[]): void {
  for (const { pk, status, kind, task } of own) {
    const asks = ["sign", "reminder", "answer"].includes(String(kind));
    const waits = state.tasks.some((t) => t.task === task && t.status === "open");
    if (status === "FLAGGED" && asks && waits && !events.some(({ cmd }) => cmd === `undelivered-${pk}`))
      found.push(`(9) ${pk} went nowhere, and nobody is told`);
  }
}

/** One command id, one revision; done if and only if it is in the ledger. */
function commandFaults(world: World, meta: Item, own: Item[], events: LedgerEvent[], found: string[]): void {
  const runs = events.map((e) => e.cmd).filter((cmd, i, all) => cmd !== all[i - 1]);
  const distinct = new Set(runs);
  if (distinct.size !== runs.length) found.push("(11) a command id took effect twice");
  if (meta.rev !== runs.length) found.push(`(11) revision ${meta.rev} after ${runs.length} commands`);
  const kept = own.filter(({ pk }) => pk.startsWith("X#")).length;
  if (kept !== distinct.size) found.push(`(11) ${kept} command ids are kept of ${distinct.size}`);
  for (const { act, done, uncertain } of world.asked.values()) {
    if (act.record !== meta.pk.slice(2) || !act.leaves) continue;
    const took = distinct.has(act.cmdId);
    if (took && act.forbidden) found.push(`(6) carried out: ${act.what}`);
    if (done > 0 && !took) found.push(`(11) said to be done and is not: ${act.what}`);
    if (took && done === 0 && !uncertain) found.push(`(11) refused and yet done: ${act.what}`);
  }
}

/** Numbers 1 to the last, each claimed once, by the record that carries it. */
function numberFaults(items: Item[], metas: Item[], office: Office, found: string[]): void {
  const numbers = metas.flatMap((meta) => {
    const { id, number } = unpackState(meta.st as Uint8Array) as State;
    return number ? [{ id, ...number }] : [];
  });
  const counters = items.filter(({ pk, sk }) => pk.startsWith("N#") && sk === "CTR");
  const claims = items.filter(({ pk, sk }) => pk.startsWith("N#") && sk !== "CTR");
  if (claims.length !== numbers.length)
    found.push(`(1) ${claims.length} claims for ${numbers.length} numbers`);
  for (const { id, series, period, n, reference } of numbers) {
    const key = `N#${office.office}#${series}#${period}`;
    const claim = claims.find(({ pk, sk }) => pk === key && Number(sk.slice(1)) === n);
    if (claim?.record !== id || claim.reference !== reference)
      found.push(`(1) ${reference} is not claimed by ${id}`);
  }
  for (const { pk, last } of counters) {
    const [, , series = "", period = ""] = pk.split("#");
    const first = firstNumber(office.series![series]!, period);
    const own = claims.filter((c) => c.pk === pk).map(({ sk }) => Number(sk.slice(1)));
    const dense = own.sort((a, b) => a - b).every((n, i) => n === first + i);
    if (!dense || own.at(-1) !== last) found.push(`(1) ${pk} gave ${own} and stands at ${last}`);
  }
}

function isAbout(item: Item, id: string): boolean {
  return item.pk === `D#${id}` || item.record === id || item.pk.startsWith(`X#${id}#`);
}

function bodyOf(event: Item): LedgerEvent {
  return JSON.parse(String(event.body)) as LedgerEvent;
}

function same(a: unknown, b: unknown): boolean {
  const ordered = (value: unknown): unknown =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, v]) => v !== undefined)
            .sort(([x], [y]) => x.localeCompare(y))
            .map(([k, v]) => [k, ordered(v)]),
        )
      : Array.isArray(value)
        ? value.map(ordered)
        : value;
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}
