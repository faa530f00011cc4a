/**
 * The state of a record: what its events add up to. `evolve` is total and pure; the state is stored
 * beside the events and must always equal their fold (the verifier checks that it does).
 */
import * as v from "valibot";
import { OUTCOMES } from "#core/form/definition.ts";
import type { Office } from "#core/form/office.ts";
import { NumberSchema, PlanSchema, type RecordEvent } from "./events.ts";
import {
  CorrectionSchema,
  EarlierSchema,
  publishedAs,
  putBack,
  RenditionsSchema,
  reopened,
  unpublished,
  withdrawn,
} from "./versions.ts";

const Clauses = v.record(v.string(), v.picklist(["approve", "refuse"]));

const CopySchema = v.strictObject({
  at: v.string(),
  by: v.string(),
  on: v.string(),
  hash: v.string(),
  scan: v.string(),
  outcome: v.picklist(OUTCOMES),
  alternative: v.optional(v.string()),
  interest: v.optional(v.literal("none")),
  clauses: v.optional(Clauses),
  reason: v.optional(v.string()),
  comment: v.optional(v.string()),
});

const TaskSchema = v.strictObject({
  task: v.string(),
  stage: v.string(),
  slot: v.number(),
  post: v.optional(v.string()),
  person: v.string(),
  for: v.optional(v.string()),
  hash: v.string(),
  status: v.picklist(["open", "done", "void"]),
  openedAt: v.string(),
  closedAt: v.optional(v.string()),
  outcome: v.optional(v.picklist(OUTCOMES)),
  alternative: v.optional(v.string()),
  method: v.optional(v.string()),
  clauses: v.optional(Clauses),
  /** Reminders sent because it was due. */
  reminders: v.optional(v.number()),
  /** Who took no part because of an interest. */
  recused: v.optional(v.array(v.string())),
  /** A copy of this signature on paper that waits to be confirmed. */
  copy: v.optional(CopySchema),
  paper: v.optional(
    v.strictObject({ on: v.string(), scan: v.string(), by: v.string(), confirmed: v.string() }),
  ),
});

export const StateSchema = v.strictObject({
  id: v.string(),
  office: v.string(),
  form: v.string(),
  kind: v.picklist(["decision", "report", "notice"]),
  definition: v.number(),
  author: v.string(),
  state: v.picklist(["draft", "review", "decided", "published", "withheld", "withdrawn", "unpublished"]),
  createdAt: v.string(),
  cycle: v.number(),
  version: v.number(),
  hash: v.optional(v.string()),
  plan: v.optional(PlanSchema),
  /** The step of the plan that is open. */
  step: v.number(),
  tasks: v.array(TaskSchema),
  submittedAt: v.optional(v.string()),
  /** A signatory's question that the author has not answered: nobody signs until then. */
  hold: v.optional(v.strictObject({ task: v.string(), at: v.string() })),
  paused: v.optional(v.boolean()),
  returned: v.optional(v.strictObject({ task: v.optional(v.string()), outcome: v.string(), at: v.string() })),
  outcome: v.optional(v.picklist(OUTCOMES)),
  number: v.optional(NumberSchema),
  decidedAt: v.optional(v.string()),
  decidedOn: v.optional(v.string()),
  /** When the current version was decided, where it is a correction. */
  correctedAt: v.optional(v.string()),
  renditions: RenditionsSchema,
  releasedToPublic: v.optional(v.boolean()),
  publication: v.number(),
  publishedAt: v.optional(v.string()),
  projected: v.number(),
  /** The correction under way. */
  correction: v.optional(CorrectionSchema),
  /** Publications before this one, oldest first. */
  earlier: v.optional(v.array(EarlierSchema)),
  /** Salted hash of what the register says of why its number was withdrawn. */
  explained: v.optional(v.string()),
  /** The highest numbers that a correction used which was given up. */
  latest: v.optional(v.strictObject({ version: v.number(), cycle: v.number() })),
});

export type State = v.InferOutput<typeof StateSchema>;
export type Task = v.InferOutput<typeof TaskSchema>;
export type Copy = v.InferOutput<typeof CopySchema>;

/** The state after an event. The first event must be Created. */
export function evolve(
  state: State | undefined,
  event: RecordEvent,
  at: string,
  origin: { id: string; office: string },
): State {
  if (event.type === "Created") {
    const { form, kind, definition, author } = event.data;
    return {
      ...origin,
      form,
      kind,
      definition,
      author,
      state: "draft",
      createdAt: at,
      cycle: 0,
      version: 0,
      step: 0,
      tasks: [],
      renditions: {},
      publication: 0,
      projected: 0,
    };
  }
  if (!state) throw new Error(`A record cannot begin with ${event.type}`);
  switch (event.type) {
    case "Submitted": {
      const { version, hash, cycle, plan, number, definition } = event.data;
      return {
        ...state,
        state: "review",
        version,
        hash,
        cycle,
        plan,
        definition,
        step: 0,
        submittedAt: at,
        returned: undefined,
        number: number ?? state.number,
      };
    }
    case "TaskOpened": {
      const stage = state.plan?.stages.find((s) => s.stage === event.data.stage);
      return {
        ...state,
        step: stage?.step ?? state.step,
        tasks: [...state.tasks, { ...event.data, status: "open", openedAt: at }],
      };
    }
    case "SignedOff": {
      const { task, person, outcome, alternative, hash, method, clauses, paper } = event.data;
      const signed = { person, outcome, alternative, hash, method, clauses, paper, copy: undefined };
      return withTask(state, task, { status: "done", closedAt: at, ...signed });
    }
    case "PaperReceived": {
      const { task, person: _, asked: __, ...copy } = event.data;
      return withTask(state, task, { copy: { ...copy, at } });
    }
    case "PaperRejected":
      return withTask(state, event.data.task, { copy: undefined });
    case "TaskReassigned": {
      const { task, from, to, why } = event.data;
      const recused = state.tasks.find((t) => t.task === task)?.recused ?? [];
      const change = { person: to, for: event.data.for, openedAt: at, reminders: undefined, copy: undefined };
      return withTask(state, task, why === "recused" ? { ...change, recused: [...recused, from] } : change);
    }
    case "SteppedAside": {
      const { task, person } = event.data;
      const recused = [...(state.tasks.find((t) => t.task === task)?.recused ?? []), person];
      return withTask(state, task, { recused, openedAt: at, reminders: undefined, copy: undefined });
    }
    case "Reminded": {
      const { task, why } = event.data;
      const sent = state.tasks.find((t) => t.task === task)?.reminders ?? 0;
      return why === "by-hand" ? state : withTask(state, task, { reminders: sent + 1 });
    }
    case "MailFailed":
      return state;
    case "Queried":
      return { ...state, hold: { task: event.data.task, at } };
    case "Answered":
      return { ...state, hold: undefined };
    case "Paused":
      return { ...state, paused: true };
    case "Resumed":
      return { ...state, paused: undefined };
    case "TaskVoided":
      return withTask(state, event.data.task, { status: "void", closedAt: at, copy: undefined });
    case "Returned":
      return {
        ...state,
        state: "draft",
        hold: undefined,
        paused: undefined,
        returned: { ...event.data, at },
      };
    case "Decided":
      return {
        ...state,
        state: "decided",
        outcome: event.data.outcome,
        ...(state.correction ? { correctedAt: at } : { decidedAt: at, decidedOn: event.data.on }),
        number: event.data.number ?? state.number,
      };
    case "Sealed": {
      const { edition, ...rendition } = event.data;
      return { ...state, renditions: { ...state.renditions, [edition]: rendition } };
    }
    case "PublicationApproved":
      return { ...state, releasedToPublic: true };
    case "Published":
      return publishedAs(state, "published", event.data, at);
    case "Withheld":
      return publishedAs(state, "withheld", event.data, at);
    case "Projected":
      return { ...state, projected: event.data.publication };
    case "Withdrawn":
      return withdrawn(state, event.data, at);
    case "Reopened":
      return reopened(state, event.data, at);
    case "CorrectionWithdrawn":
      return putBack(state);
    case "Unpublished":
      return unpublished(state, event.data, at);
  }
}

/** Folds events to the state they add up to. */
export function fold(
  events: { event: RecordEvent; at: string }[],
  origin: { id: string; office: string },
  from?: State,
): State {
  const state = events.reduce<State | undefined>((s, { event, at }) => evolve(s, event, at, origin), from);
  if (!state) throw new Error("A record needs at least one event");
  return state;
}

/** What the service still owes a record, by itself: it is done by `core/record/publishing.ts`. */
export type Wants = "document" | "publication" | "projection";

/** Derived, never set: a record that is decided wants its document, then publication, then its public files. */
export function wantsOf(state: State, office: Office): Wants | undefined {
  if (state.state === "decided") {
    if (!state.renditions.restricted) return "document";
    const released = office.publication?.review !== "publisher" || state.releasedToPublic;
    return released ? "publication" : undefined;
  }
  return isPublic(state) && state.projected < state.publication ? "projection" : undefined;
}

/** Whether the register has an entry of it, and no correction is under way. */
export function isPublic({ state, publication }: Pick<State, "state" | "publication">): boolean {
  if (state === "withdrawn") return publication > 0;
  return state === "published" || state === "withheld" || state === "unpublished";
}

/** The tasks of the current cycle that still wait for someone. */
export function openTasks(state: State): Task[] {
  return state.tasks.filter((t) => t.status === "open");
}

/** Whether whoever was asked stepped aside, and nobody has been named since. */
export function isVacant(task: Task): boolean {
  return task.status === "open" && task.recused?.includes(task.person) === true;
}

function withTask(state: State, task: string, change: Partial<Task>): State {
  return { ...state, tasks: state.tasks.map((t) => (t.task === task ? { ...t, ...change } : t)) };
}
