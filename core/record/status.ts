/**
 * Status: where a record is, who holds it since when, and what became of each email; and the list of
 * an office's records.
 */
import * as v from "valibot";
import { tables } from "#core/aws/clients.ts";
import { query } from "#core/aws/read.ts";
import type { LedgerEvent, StoredEvent } from "#core/ledger/chain.ts";
import { findEntry } from "#core/notification/outbox.store.ts";
import { stageTitle } from "#core/signoff/plan.ts";
import { directoryEntry } from "./commit.store.ts";
import { confirmersOf } from "./decide-paper.ts";
import { eventWords } from "./event-words.ts";
import { withNoticed } from "./overrides.store.ts";
import type { Loaded } from "./record.store.ts";
import { type Actor, loadForOffice } from "./records.ts";
import { passedOnOf, type Question, questionsOf } from "./said.ts";
import { isVacant, type Task, wantsOf } from "./state.ts";
import { getView, standingFor } from "./view.store.ts";
import type { RecordView, SignOff } from "./view.ts";

export interface StageStatus {
  stage: string;
  title: string;
  kind: string;
  name: string;
  capacity: string;
  status: "open" | "done" | "void" | "waiting";
  openedAt?: string;
  signOff?: SignOff;
  mail?: { state: string; at?: string; problem?: string };
  /** The id of the request, once there is one. */
  task?: string;
  /** Whom the person asked stands in for. */
  for?: SignOff["for"];
  /** Who declared an interest and took no part. */
  recused?: string[];
  /** Nobody is asked now: whoever was stepped aside, and nobody could take their place. */
  vacant?: boolean;
  /** Why it was given to someone else, each time, in their words. */
  passedOn?: string[];
  questions?: Question[];
  reminders?: number;
  /** Whether this may be signed on paper. */
  onPaper?: boolean;
  /** A copy of it, signed on paper, that waits for one of these people to confirm it. */
  copy?: { by: string; at: string; on: string; confirmers: string[] };
  /** Why copies were not confirmed, in the words of whoever looked. */
  rejected?: string[];
  /** What was decided on each recommendation. */
  clauses?: { text: string; outcome: "approve" | "refuse" }[];
}

export interface Status {
  view: RecordView;
  tasks: StageStatus[];
  /** The question that holds every signature up. */
  question?: { name: string; capacity: string; text: string; at: string };
  paused?: { at: string; reason?: string };
  /** Since when it has been decided and its sealed document is not made. */
  unsealedSince?: string;
  withdrawn?: { at: string; reason?: string };
  events: { seq: number; at: string; type: string; words: string }[];
}

export interface Listed {
  id: string;
  title: string;
  form: string;
  state: string;
  reference?: string;
  holder?: string;
  since?: string;
  updatedAt: string;
}

const EventItem = v.object({ seq: v.number(), body: v.string(), h: v.string() });
const ListItem = v.object({
  pk: v.string(),
  title: v.string(),
  form: v.string(),
  state: v.string(),
  reference: v.optional(v.string()),
  holder: v.optional(v.string()),
  since: v.optional(v.string()),
  updatedAt: v.string(),
});

export async function getStatus(id: string, actor: Actor): Promise<Status> {
  await loadForOffice(id, actor);
  const [{ view: read, loaded }, stored] = await Promise.all([getView(id), eventsOf(id)]);
  const view = await withNoticed(read);
  const { state, tasks: rows } = loaded;
  const tasks: StageStatus[] = [];
  for (const planned of view.plan?.stages ?? []) {
    const stage = view.form.stages.find((s) => s.id === planned.stage);
    if (!stage) continue;
    for (const [i, slot] of planned.slots.entries()) {
      const task = state.tasks.find((t) => t.task === `${state.cycle}#${planned.stage}#${i}`);
      const row = task && rows.get(task.task);
      const signOff = view.signOffs.find((s) => s.stage === stage.id && s.slot === i);
      const mail = row?.mail ? await findEntry({ pk: row.mail, sk: "M" }) : undefined;
      tasks.push({
        stage: stage.id,
        title: stageTitle(view.office, stage),
        kind: stage.kind,
        name: row?.name ?? slot.name,
        capacity: row?.capacity ?? slot.capacity,
        status: task?.status ?? "waiting",
        openedAt: task?.openedAt,
        signOff,
        mail: mail && {
          state: mail.delivery ?? mail.status.toLowerCase(),
          at: mail.settledAt,
          problem: mail.problem,
        },
        ...(task && moreOf(task, loaded, view)),
        onPaper: stage.onPaper,
        clauses: clausesOf(signOff, stage.each, view),
      });
    }
  }
  const events = stored.map(({ body }) => {
    const event = JSON.parse(body) as LedgerEvent;
    return { seq: event.seq, at: event.at, type: event.type, words: eventWords(event, view) };
  });
  return {
    view,
    tasks,
    events,
    question: questionOf(loaded),
    unsealedSince: wantsOf(state, view.office) === "document" ? state.decidedAt : undefined,
    ...endsOf(loaded, events),
  };
}

function moreOf(task: Task, { said, state }: Loaded, { office }: RecordView): Partial<StageStatus> {
  const { copy } = task;
  return {
    task: task.task,
    for: task.for ? standingFor(office, task.person, task.for) : undefined,
    recused: task.recused?.map((person) => directoryEntry(office, person).name),
    vacant: isVacant(task),
    passedOn: passedOnOf(said, task.task),
    questions: questionsOf(said, task.task),
    reminders: task.reminders,
    copy: copy && {
      by: directoryEntry(office, copy.by).name,
      at: copy.at,
      on: copy.on,
      confirmers: confirmersOf(state, task, copy.by, office).map((p) => p.id),
    },
    rejected: said.flatMap((s) => (s.task === task.task && s.rejected ? [s.rejected] : [])),
  };
}

function clausesOf(signOff: SignOff | undefined, each: string | undefined, { answers }: RecordView) {
  const items = each ? answers[each] : undefined;
  if (!signOff?.clauses || !Array.isArray(items)) return undefined;
  return items.flatMap((text, i) => {
    const outcome = signOff.clauses?.[String(i)];
    return outcome ? [{ text: String(text), outcome }] : [];
  });
}

function questionOf({ state, tasks, said }: Loaded): Status["question"] {
  const row = state.hold && tasks.get(state.hold.task);
  if (!state.hold || !row) return undefined;
  const text = questionsOf(said, state.hold.task).at(-1)?.text ?? "";
  return { name: row.name, capacity: row.capacity, text, at: state.hold.at };
}

/** Since when a record is paused, or withdrawn, and why. */
function endsOf({ state, said }: Loaded, events: Status["events"]): Pick<Status, "paused" | "withdrawn"> {
  const last = (type: string) => {
    const event = events.findLast((e) => e.type === type);
    // The words stand beside the first event of the command, which closes each request before it withdraws.
    const words = event && said.findLast((s) => s.seq <= event.seq && s.at === event.at && !s.task);
    return event && { at: event.at, reason: words?.reason };
  };
  return {
    ...(state.paused && { paused: last("Paused") }),
    ...(state.state === "withdrawn" && { withdrawn: last("Withdrawn") }),
  };
}

/** An office's records, last changed first. */
export async function list({ actor }: { actor: Actor }): Promise<Listed[]> {
  const rows = await query(ListItem, {
    pk: `B#${actor.office}`,
    index: "lists",
    newestFirst: true,
    limit: 200,
  });
  return rows.map(({ pk, ...row }) => ({ ...row, id: pk.slice(2) }));
}

/** The ledger of a record, in order. */
export async function eventsOf(id: string): Promise<StoredEvent[]> {
  return query(EventItem, { pk: `D#${id}`, table: tables.ledger });
}
