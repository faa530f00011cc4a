/**
 * Committing: one command is one transaction. State, tasks, tokens, number, outbox and ledger commit
 * together or not at all, each under its own condition, on the revision that was read.
 */
import {
  claimKey,
  commandKey,
  counterKey,
  countersKey,
  dueShard,
  eventKey,
  openNumberSort,
  openNumbersKey,
  recordKey,
  taskKey,
  tokenKey,
  wordsKey,
} from "#core/aws/keys.ts";
import { type Conditions, type Outcome, Transaction } from "#core/aws/tx.ts";
import { getForm, type Office, postTitle } from "#core/form/office.ts";
import { genesis, link } from "#core/ledger/chain.ts";
import { newEntry } from "#core/notification/outbox.ts";
import { nextReminder } from "#core/signoff/reminders.ts";
import { newTokenId } from "#core/signoff/token.ts";
import { packState } from "./compress.ts";
import { addDraft, type DraftChange } from "./draft-items.ts";
import type { RecordEvent, RecordNumber } from "./events.ts";
import { addToken, expiry } from "./live-links.ts";
import type { Directory } from "./outsiders.ts";
import { owed } from "./owed.ts";
import type { Loaded } from "./record.store.ts";
import type { Saying } from "./said.ts";
import { toLedger } from "./signatory.ts";
import { fold, isVacant, openTasks, type State, wantsOf } from "./state.ts";

export interface Change extends DraftChange {
  actor: string;
  cmdId: string;
  /** The definition the record is bound to, with the people of today. */
  office: Office;
  /** The record's title, for lists. */
  title: string;
  /** The link that a signature used, and what the signatory wrote. */
  signature?: { token: string; salt: string; reason?: string; comment?: string };
  /** What was said with it: the words stand beside its first event. */
  saying?: Saying;
  /** The counter that a number was read from: 0 where it has never been used. */
  counter?: { last: number | undefined };
  /** More items of the caller's, such as a register entry. */
  also?: (tx: Transaction) => void;
}

/** Commits a change of a record; answers which condition failed where one did. */
export async function commit(
  before: Loaded | undefined,
  origin: { id: string; office: string },
  change: Change,
): Promise<Outcome & { state: State }> {
  const { events, now, cmdId, actor } = change;
  const { id, office } = origin;
  const state = fold(
    events.map((event) => ({ event, at: now })),
    origin,
    before?.state,
  );
  const seq = before?.seq ?? 0;
  const chain = link(
    events.map((e) => toLedger(e, change.signature?.salt, before?.tasks)),
    { seq, head: before?.head ?? genesis(id) },
    { record: id, office, at: now, cmd: cmdId, actor },
  );
  const head = chain.at(-1)?.h ?? before?.head ?? genesis(id);
  const tx = new Transaction().create("command", commandKey(id, cmdId), { at: now });
  const meta = metaItem(state, change, (before?.rev ?? 0) + 1, seq + events.length, head);
  if (before) tx.replace("rev", recordKey(id), meta, { rev: before.rev });
  else tx.create("new", recordKey(id), meta);
  for (const stored of chain) {
    // An anchor takes the last event of a day: of one command's events only the last can be it.
    const day = { dpk: `E#${office}#${now.slice(0, 10)}`, dsk: `${id}#${stored.seq}` };
    const item = stored.h === head ? { ...stored, ...day } : stored;
    tx.create("event", eventKey(id, stored.seq), item, "ledger");
  }
  const tokens = new Map(
    events.flatMap((e): [string, string][] =>
      e.type === "TaskOpened" || e.type === "TaskReassigned" ? [[e.data.task, newTokenId()]] : [],
    ),
  );
  const letters = owed(before?.state, events).map((wanted, i) => {
    const task = wanted.task ? state.tasks.find((t) => t.task === wanted.task) : undefined;
    const { name, email } = directoryEntry(change.office, wanted.person, task?.post);
    const token = wanted.kind === "sign" && wanted.task ? tokens.get(wanted.task) : undefined;
    return {
      wanted,
      ...newEntry({ ...wanted, office, record: id, to: email, name, token }, id, seq + 1, i, now),
    };
  });
  for (const letter of letters) tx.create("mail", letter.key, letter.item);
  const mailOf = (task: string) => letters.find((l) => l.wanted.task === task)?.key.pk;
  for (const event of events) addTask(tx, id, event, change, { state, tokens, mailOf, before });
  addDraft(tx, before?.state, state, change);
  addNumber(tx, id, office, events, change.counter);
  if (change.saying) tx.create("words", wordsKey(id, seq + 1), { ...change.saying, at: now });
  change.also?.(tx);
  const outcome = await tx.commit();
  return { ...outcome, state };
}

/** Name, address and capacity of a person, as they stand today; of someone outside, as the record names them. */
export function directoryEntry(office: Directory, person: string, post?: string) {
  const capacity = post ? postTitle(office, post) : "";
  const found = office.people?.find((p) => p.id === person);
  if (found) return { name: found.name, email: found.email, capacity };
  const email = person.replace(/^mail:/, "");
  const outsider = office.outside?.find((p) => p.id === person);
  return { name: outsider?.name || email, email, capacity: capacity || outsider?.role || "" };
}

function metaItem(state: State, change: Change, rev: number, seq: number, head: string): object {
  const open = openTasks(state);
  const first = open.find((t) => !isVacant(t)) ?? open[0];
  const wants = wantsOf(state, change.office);
  return {
    rev,
    seq,
    head,
    st: packState(state),
    state: state.state,
    title: change.title,
    form: getForm(change.office, state.form).title,
    author: state.author,
    reference: state.number?.reference,
    holder:
      first && !isVacant(first) ? directoryEntry(change.office, first.person, first.post).name : undefined,
    stage: first?.stage,
    since: first?.openedAt,
    updatedAt: change.now,
    g1pk: `B#${state.office}`,
    g1sk: `${change.now}#${state.id}`,
    ...(wants && {
      wants,
      kind: "record",
      g2pk: dueShard(recordKey(state.id).pk),
      g2sk: `${change.now}#${recordKey(state.id).pk}`,
    }),
  };
}

function addTask(
  tx: Transaction,
  id: string,
  event: RecordEvent,
  change: Change,
  made: {
    state: State;
    tokens: Map<string, string>;
    mailOf: (task: string) => string | undefined;
    before?: Loaded;
  },
): void {
  if (event.type === "TaskOpened") {
    const { task, person, post, hash, stage } = event.data;
    const { name, email, capacity } = directoryEntry(change.office, person, post);
    const token = made.tokens.get(task)!;
    tx.create("task", taskKey(id, task), {
      task,
      stage,
      person,
      name,
      email,
      capacity,
      token,
      hash,
      mail: made.mailOf(task),
      status: "open",
      ...dueAt(id, task, made.state, 0, change),
    });
    addToken(tx, token, { record: id, task, person, hash }, change.now);
  }
  if (event.type === "TaskReassigned") {
    const { task, from, to } = event.data;
    const row = made.before?.tasks.get(task);
    const token = made.tokens.get(task)!;
    const { name, email } = directoryEntry(change.office, to);
    const set = {
      person: to,
      name,
      email,
      token,
      mail: made.mailOf(task),
      ...dueAt(id, task, made.state, 0, change),
    };
    tx.update("task-open", taskKey(id, task), set, { status: "open", person: from });
    if (row) tx.update("token", tokenKey(row.token), { revoked: true }, { used: false });
    const hash = made.before?.state.tasks.find((t) => t.task === task)?.hash ?? "";
    addToken(tx, token, { record: id, task, person: to, hash }, change.now);
  }
  if (event.type === "SteppedAside") {
    const { task, person } = event.data;
    const set = dueAt(id, task, made.state, 1, change);
    tx.update("task-open", taskKey(id, task), set, { status: "open", person });
    const { token = "" } = made.before?.tasks.get(task) ?? {};
    tx.update("token", tokenKey(token), { revoked: true }, { used: false });
  }
  if (event.type === "Reminded") {
    const { task, why } = event.data;
    const mail = made.mailOf(task);
    const sent = made.state.tasks.find((t) => t.task === task)?.reminders ?? 0;
    const set = {
      ...(mail && { mail }),
      ...(why !== "by-hand" && dueAt(id, task, made.state, sent, change)),
    };
    tx.update("task-open", taskKey(id, task), set, { status: "open" });
    const token = made.before?.tasks.get(task)?.token;
    const vacant = made.state.tasks.some((t) => t.task === task && isVacant(t));
    if (token && !vacant) tx.update("token", tokenKey(token), expiry(change.now), { used: false });
  }
  if (
    event.type === "Queried" ||
    event.type === "Answered" ||
    event.type === "PaperReceived" ||
    event.type === "PaperRejected"
  )
    tx.check("task-open", taskKey(id, event.data.task), { status: "open" });
  if (event.type === "SignedOff" && change.signature) {
    const { task, person, hash } = event.data;
    // An act that serves two posts is told in words beside the first.
    const { token: used, salt, ...said } = change.signature;
    const isFirst = change.events.find((e) => e.type === "SignedOff") === event;
    const token = isFirst ? used : (made.before?.tasks.get(task)?.token ?? "");
    const words = isFirst ? { salt, ...said } : { salt };
    const closed = { ...NOT_DUE, ...words, status: "done", signedAt: change.now };
    tx.update("task-open", taskKey(id, task), closed, { status: "open", person, hash });
    // Whoever signed with a pen, or by another link of theirs, needed no link: it may have run out meanwhile.
    const live: Conditions = event.data.paper || !isFirst ? {} : { exp: { above: change.now } };
    tx.update(
      "token",
      tokenKey(token),
      { used: true },
      { used: false, revoked: { absent: true }, ...live, person, hash },
    );
  }
  if (event.type === "TaskVoided") {
    const { task } = event.data;
    tx.update("task-open", taskKey(id, task), { ...NOT_DUE, status: "void" }, { status: "open" });
    const token = made.before?.tasks.get(task)?.token;
    if (token) tx.update("token", tokenKey(token), { revoked: true }, { used: false });
  }
}

/** Nobody is reminded of a closed request. */
const NOT_DUE = { g2pk: undefined, g2sk: undefined };

/** Where the sweep finds a request when its next reminder is due. */
function dueAt(id: string, task: string, state: State, sent: number, { office, now }: Change) {
  const found = state.tasks.find((t) => t.task === task);
  const stage = getForm(office, state.form).stages.find((s) => s.id === found?.stage);
  const at = stage && nextReminder(stage, sent, now);
  const key = taskKey(id, task);
  return at ? { kind: "task", g2pk: dueShard(key.pk), g2sk: `${at}#${key.pk}#${task}` } : NOT_DUE;
}

/** The counter moves inside the transaction that needs the number, so a crash before or after leaves no gap. */
function addNumber(
  tx: Transaction,
  id: string,
  office: string,
  events: RecordEvent[],
  counter: Change["counter"],
): void {
  const number = events.reduce<RecordNumber | undefined>(
    (found, e) => ((e.type === "Decided" || e.type === "Submitted") && e.data.number ? e.data.number : found),
    undefined,
  );
  if (!number || !counter) return;
  const { series, period, n } = number;
  const key = counterKey(office, series, period);
  const listed = { g1pk: countersKey(office), g1sk: `${series}#${period}` };
  if (counter.last === undefined) tx.create("counter", key, { last: n, ...listed });
  else tx.update("counter", key, { last: n, ...listed }, { last: counter.last });
  tx.create("claim", claimKey(office, series, period, n), {
    record: id,
    reference: number.reference,
    g1pk: openNumbersKey(office),
    g1sk: openNumberSort(series, period, n),
  });
}
