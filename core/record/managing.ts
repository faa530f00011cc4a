/**
 * Managing a record that others are asked to sign: answering a question, naming someone else, sending a
 * link again, pausing. Done by the author or by governance, each as one command.
 */
import { AppError, InvalidAnswers } from "#core/errors.ts";
import { londonDate } from "#core/form/dates.ts";
import type { OfficePerson } from "#core/form/office.ts";
import { titleOf } from "#core/form/reading.ts";
import { newSalt, saltedHash } from "#core/signoff/words.ts";
import { type Command, decide } from "./decide.ts";
import { execute } from "./execute.ts";
import { cannotTake } from "./guards.ts";
import type { Loaded } from "./record.store.ts";
import { type Actor, loadForOffice } from "./records.ts";
import type { Saying } from "./said.ts";
import { getView, viewOfLoaded } from "./view.store.ts";

interface Asked {
  id: string;
  cmdId: string;
  actor: Actor;
  now: string;
}

/** The author answers the question that holds the record up; the asker is told, with their link. */
export async function answerQuestion({ answer, ...asked }: Asked & { answer: string }): Promise<void> {
  const text = answer.trim();
  if (!text) throw new InvalidAnswers([{ id: "answer", message: "Enter your answer" }]);
  const salt = newSalt();
  const command = { type: "answer", person: asked.actor.person, answer: saltedHash(salt, text)! } as const;
  await manage(
    asked,
    () => command,
    ({ state }) => ({ salt, task: state.hold?.task, answer: text }),
  );
}

/** Governance gives a request to someone else who may sign it: the old link stops, a new one goes out. */
export async function reassign({
  task,
  to,
  reason,
  ...asked
}: Asked & { task: string; to: string; reason: string }): Promise<void> {
  if (!reason.trim())
    throw new InvalidAnswers([{ id: "reason", message: "Enter why someone else should sign" }]);
  const salt = newSalt();
  const { person, roles } = asked.actor;
  const governance = roles.includes("governance");
  const command = {
    type: "reassign",
    task,
    person,
    governance,
    to,
    why: "reassigned",
    reason: saltedHash(salt, reason.trim()),
  } as const;
  await manage(
    asked,
    () => command,
    () => ({ salt, task, passedOn: reason.trim() }),
  );
}

/** Sends the request again, to the same person with the same link. */
export async function resend({ task, ...asked }: Asked & { task: string }): Promise<void> {
  const governance = asked.actor.roles.includes("governance");
  await manage(asked, () => ({
    type: "remind",
    task,
    person: asked.actor.person,
    governance,
    why: "by-hand",
  }));
}

export async function pause({ reason, ...asked }: Asked & { reason: string }): Promise<void> {
  if (!reason.trim()) throw new InvalidAnswers([{ id: "reason", message: "Enter why you are pausing it" }]);
  const salt = newSalt();
  const { person, roles } = asked.actor;
  const command = {
    type: "pause",
    person,
    governance: roles.includes("governance"),
    reason: saltedHash(salt, reason.trim())!,
  } as const;
  await manage(
    asked,
    () => command,
    () => ({ salt, reason: reason.trim() }),
  );
}

export async function resume(asked: Asked): Promise<void> {
  const { person, roles } = asked.actor;
  await manage(asked, () => ({ type: "resume", person, governance: roles.includes("governance") }));
}

/** Who else could take a request. */
export async function candidates(
  id: string,
  task: string,
  actor: Actor,
  now: string,
): Promise<OfficePerson[]> {
  const { state } = await loadForOffice(id, actor);
  const { view } = await getView(id);
  const found = state.tasks.find((t) => t.task === task);
  if (!found) throw new AppError("not-found", "no-task", "There is no such request for a signature");
  const context = { office: view.office, now, today: londonDate(now) };
  const seat = (person: string) => ({ post: found.post, person, for: found.for ?? found.person });
  return (view.office.people ?? []).filter(
    (p) => p.id !== found.person && cannotTake(state, found, seat(p.id), context) === undefined,
  );
}

async function manage(
  asked: Asked,
  build: (loaded: Loaded) => Command,
  say?: (loaded: Loaded) => Saying,
): Promise<void> {
  const { id, cmdId, actor, now } = asked;
  await loadForOffice(id, actor);
  await execute(id, cmdId, async (loaded) => {
    const view = await viewOfLoaded(loaded);
    const { office, form, answers } = view;
    const events = decide(loaded.state, build(loaded), { office, now, today: londonDate(now) });
    return {
      events,
      actor: actor.person,
      cmdId,
      now,
      office,
      title: titleOf(form, answers),
      saying: say?.(loaded),
    };
  });
}
