/**
 * A record in each situation that a guard can meet, made by the decisions themselves and then bent until
 * one guard alone stands in the way.
 */
import type { Answers } from "#core/form/answers.ts";
import type { Office } from "#core/form/office.ts";
import { type Command, decide } from "#core/record/decide.ts";
import type { RecordEvent } from "#core/record/events.ts";
import { evolve, type State, type Task } from "#core/record/state.ts";
import { makePlan } from "#core/signoff/plan.ts";
import { TESTSHIRE } from "#tests/support/office.ts";

export const NOW = "2025-03-03T09:00:00.000Z";
export const HASH = "a".repeat(64);
export const OTHER = "b".repeat(64);
export const LEGAL = "1#legal#0";
export const BOARD = "1#board#0";
export const DECIDER = "1#decider#0";
export const GRANT: Answers = { title: "A grant", category: "grant", amount: 1_000_000, maker: "pcc" };
export const PLAN: Answers = { title: "A plan", category: "plan", maker: "pcc" };

export const context = (office: Office = TESTSHIRE, now = NOW) => ({ office, now, today: now.slice(0, 10) });

/** The state after commands, from an empty draft of ada's. */
export function stateAfter(commands: Command[], office = TESTSHIRE): State {
  const origin = { id: "R", office: "testshire" };
  const data = { form: "decision", kind: "decision", definition: 1, author: "ada" } as const;
  const created: RecordEvent = { type: "Created", data };
  return commands.reduce<State>(
    (state, command) =>
      decide(state, command, context(office)).reduce((s, event) => evolve(s, event, NOW, origin), state),
    evolve(undefined, created, NOW, origin),
  );
}

export function submit(answers: Answers, hash = HASH, version = 1): Command {
  const { plan } = makePlan(TESTSHIRE, TESTSHIRE.forms[0]!, answers, "ada", "2025-03-03");
  return { type: "submit", person: "ada", version, hash, definition: 1, plan };
}

export const signing = (task: string, person: string, more: object = {}): Command => ({
  type: "sign",
  task,
  person,
  outcome: "approve",
  hash: HASH,
  statement: HASH,
  method: "link",
  ...(task.includes("decider") && { interest: "none" as const }),
  ...more,
});
export const asking = (person = "mo", hash = HASH): Command => ({
  type: "query",
  task: LEGAL,
  person,
  hash,
  question: HASH,
});
export const moving = (to: string, more: object = {}): Command => ({
  type: "reassign",
  task: LEGAL,
  person: "ced",
  governance: true,
  to,
  why: "reassigned",
  ...more,
});
export const by = (person: string, governance = false) => ({ person, governance });

/** "done", or the code of the refusal. */
export function answer(state: State, command: Command, office = TESTSHIRE, now = NOW): string {
  try {
    decide(state, command, context(office, now));
    return "done";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

export const waiting = stateAfter([submit(GRANT)]);
export const held = stateAfter([submit(GRANT), asking()]);
export const paused = stateAfter([submit(GRANT), { type: "pause", ...by("ada"), reason: HASH }]);
export const returned = stateAfter([
  submit(GRANT),
  signing(LEGAL, "mo", { outcome: "return", reason: HASH }),
]);
export const withTask = (change: Partial<Task>, state = waiting): State => ({
  ...state,
  tasks: state.tasks.map((t) => (t.task === LEGAL ? { ...t, ...change } : t)),
});
export const withPerson = (id: string, change: object): Office => ({
  ...TESTSHIRE,
  people: TESTSHIRE.people?.map((p) => (p.id === id ? { ...p, ...change } : p)),
});
