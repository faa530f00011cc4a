/**
 * Signing with a pen: the paper as it waits is printed, and signed; an officer brings a copy, with what
 * it shows, and somebody else in governance confirms it. Only then does the signature count.
 */
import { officeKey } from "#core/aws/keys.ts";
import { AppError, InvalidAnswers } from "#core/errors.ts";
import { londonDate } from "#core/form/dates.ts";
import type { Outcome, Stage } from "#core/form/definition.ts";
import type { OfficePerson } from "#core/form/office.ts";
import { titleOf } from "#core/form/reading.ts";
import type { Change } from "#core/record/commit.store.ts";
import { type Command, decide } from "#core/record/decide.ts";
import { confirmersOf } from "#core/record/decide-paper.ts";
import { execute, nextNumber } from "#core/record/execute.ts";
import { couldDecide } from "#core/record/following.ts";
import { checkSigning } from "#core/record/guards.ts";
import type { Loaded } from "#core/record/record.store.ts";
import { type Actor, loadForOffice } from "#core/record/records.ts";
import type { Said, Saying } from "#core/record/said.ts";
import type { Task } from "#core/record/state.ts";
import { getView, viewOfLoaded } from "#core/record/view.store.ts";
import type { RecordView } from "#core/record/view.ts";
import { checkClauses, lawfulNow } from "./deciding.ts";
import { statementHash } from "./statement.ts";
import { newSalt, saltedHash } from "./words.ts";

/** A request that may be signed on paper. */
export interface PaperRequest {
  view: RecordView;
  task: Task;
  stage: Stage;
  name: string;
  capacity: string;
  /** Who may have signed it: whoever holds or held the post, or stands or stood in. */
  signatories: OfficePerson[];
  /** What stands at the foot of the printed paper. */
  fingerprint: string;
  /** The copy that waits to be confirmed. */
  copy?: Task["copy"] & { said?: Said };
  /** Whether this officer may bring a copy, and whether they may confirm the one that waits. */
  brings: boolean;
  confirms: boolean;
}

interface Asked {
  id: string;
  task: string;
  cmdId: string;
  actor: Actor;
  now: string;
}

export interface Signed {
  signedBy: string;
  /** ISO civil date. */
  on: string;
  /** As typed from the foot of the paper. */
  fingerprint: string;
  /** The hash that the page carried. */
  hash: string;
  outcome?: string;
  alternative?: string;
  reason?: string;
  comment?: string;
  interest?: string;
  clauses?: Record<string, "approve" | "refuse">;
  file: NonNullable<Said["file"]>;
}

/** Throws not-found for a request that is not there, or may not be signed on paper. */
async function getPaperRequest(id: string, taskId: string, actor: Actor): Promise<PaperRequest> {
  const found = await findPaperRequest(id, taskId, actor);
  if (!found) throw new AppError("not-found", "no-task", "There is no such request for a signature");
  return found;
}

/** A request as the officers see it who print it, bring a copy or confirm one. */
export async function findPaperRequest(
  id: string,
  taskId: string,
  actor: Actor,
): Promise<PaperRequest | undefined> {
  await loadForOffice(id, actor);
  const { view, loaded } = await getView(id);
  const { state } = loaded;
  const task = state.tasks.find((t) => t.task === taskId);
  const row = loaded.tasks.get(taskId);
  const stage = view.form.stages.find((s) => s.id === task?.stage);
  if (!task || !row || !stage?.onPaper) return undefined;
  const governance = actor.roles.includes("governance");
  const { copy } = task;
  const open = task.status === "open" && state.state === "review";
  return {
    view,
    task,
    stage,
    name: row.name,
    capacity: row.capacity,
    signatories: (view.office.people ?? []).filter((p) => p.id === task.person || everHeld(p, task)),
    fingerprint: fingerprintOf(task.hash),
    copy: copy && {
      ...copy,
      said: loaded.said.findLast((s) => s.file?.sha256 === copy.scan && s.task === taskId),
    },
    brings: open && !copy && (actor.person === state.author || governance),
    confirms:
      open &&
      copy !== undefined &&
      governance &&
      confirmersOf(state, task, copy.by, view.office).some((p) => p.id === actor.person),
  };
}

/** Eight characters in two groups: short enough to type from the foot of a page. */
export function fingerprintOf(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;
}

/** What is said to a signatory, said to whoever enters what they signed. */
const COPIED: Record<string, string> = {
  outcome: "Select what it says",
  reason: "Enter the reason it gives",
  alternative: "Select which statement it certifies",
  comment: "Enter the comment it makes",
  interest: "Select that it declares no interest. With one, give the request to someone else",
};

/** What is missing or wrong in what was entered from a signed paper, with the box each message belongs to. */
export function problemsIn(
  { view, stage, fingerprint }: PaperRequest,
  signed: Omit<Signed, "on" | "file">,
): { id: string; message: string }[] {
  const typed = signed.fingerprint.replace(/\s/g, "").toLowerCase();
  return [
    ...(typed === fingerprint.replace(" ", "") ? [] : [{ id: "fingerprint", message: wrongPaper(typed) }]),
    ...(signed.signedBy ? [] : [{ id: "signedBy", message: "Select who signed it" }]),
    ...checkSigning(stage, signed).map((p) => ({ ...p, message: COPIED[p.id] ?? p.message })),
    ...checkClauses(stage, view, signed),
  ];
}

/** A copy of the signed paper is brought, with what it shows. It counts for nothing yet. */
export async function receive({ id, task: taskId, cmdId, actor, now }: Asked, signed: Signed): Promise<void> {
  const request = await getPaperRequest(id, taskId, actor);
  const { stage } = request;
  const problems = problemsIn(request, signed);
  if (problems.length) throw new InvalidAnswers(problems);
  const salt = newSalt();
  const reason = signed.reason?.trim() || undefined;
  const comment = signed.comment?.trim() || undefined;
  const command: Command = {
    type: "receivePaper",
    task: taskId,
    by: actor.person,
    governance: actor.roles.includes("governance"),
    person: signed.signedBy,
    on: signed.on,
    hash: signed.hash,
    scan: signed.file.sha256,
    outcome: signed.outcome as Outcome,
    alternative: stage.alternatives ? signed.alternative : undefined,
    interest: stage.interests ? "none" : undefined,
    clauses: stage.each ? signed.clauses : undefined,
    reason: saltedHash(salt, reason),
    comment: saltedHash(salt, comment),
  };
  const saying: Saying = { salt, task: taskId, reason, comment, file: signed.file };
  await carryOut({ id, cmdId, actor, now }, async () => ({ command, more: { saying } }));
}

/** A second person has compared the copy with what was entered: the signature counts from now on. */
export async function confirm(
  { id, task: taskId, cmdId, actor, now }: Asked,
  { scan }: { scan: string },
): Promise<void> {
  const { view: seen, stage } = await getPaperRequest(id, taskId, actor);
  await carryOut({ id, cmdId, actor, now }, async (loaded, view) => {
    const copy = loaded.state.tasks.find((t) => t.task === taskId)?.copy;
    const said = loaded.said.findLast((s) => s.task === taskId && s.file?.sha256 === scan);
    const decides = couldDecide(loaded.state, taskId);
    const scheme = decides ? await lawfulNow(view) : undefined;
    const next = decides ? await nextNumber(loaded.state, view.office, now) : undefined;
    const { token = "" } = loaded.tasks.get(taskId) ?? {};
    const { salt = newSalt(), reason, comment } = said ?? {};
    return {
      command: {
        type: "confirmPaper",
        task: taskId,
        person: actor.person,
        governance: actor.roles.includes("governance"),
        scan,
        statement: copy ? statementHash(stage, copy.outcome, copy.alternative) : "",
        number: next?.number,
      },
      more: {
        signature: { token, salt, reason, comment },
        counter: next?.counter,
        also: scheme
          ? (tx) => void tx.check("scheme", officeKey(seen.office.office), { version: scheme })
          : undefined,
      },
    };
  });
}

/** The copy does not show what was entered, or cannot be read: whoever brought it is told why. */
export async function reject(
  { id, task, cmdId, actor, now }: Asked,
  { scan, reason }: { scan: string; reason: string },
): Promise<void> {
  await loadForOffice(id, actor);
  const salt = newSalt();
  const rejected = reason.trim();
  if (!rejected) throw new InvalidAnswers([{ id: "reason", message: "Enter what is wrong with the copy" }]);
  const command: Command = {
    type: "rejectPaper",
    task,
    person: actor.person,
    governance: actor.roles.includes("governance"),
    scan,
    reason: saltedHash(salt, rejected)!,
  };
  await carryOut({ id, cmdId, actor, now }, async () => ({
    command,
    more: { saying: { salt, task, rejected } },
  }));
}

/** A copy that was ever brought for this record, by its hash. Throws not-found: a hash alone opens nothing. */
export async function getCopy(
  id: string,
  sha256: string,
  actor: Actor,
): Promise<NonNullable<Said["file"]> & { office: string }> {
  const { said, state } = await loadForOffice(id, actor);
  const file = said.find((s) => s.file?.sha256 === sha256)?.file;
  if (!file) throw new AppError("not-found", "no-file", "This record has no such file");
  return { ...file, office: state.office };
}

async function carryOut(
  { id, cmdId, actor, now }: Omit<Asked, "task">,
  build: (loaded: Loaded, view: RecordView) => Promise<{ command: Command; more: Partial<Change> }>,
): Promise<void> {
  await execute(id, cmdId, async (loaded) => {
    const view = await viewOfLoaded(loaded);
    const { command, more } = await build(loaded, view);
    const { office, form, answers } = view;
    const events = decide(loaded.state, command, { office, now, today: londonDate(now) });
    return { events, actor: actor.person, cmdId, now, office, title: titleOf(form, answers), ...more };
  });
}

/** On whatever day, so that one on which they did not is refused in words and not by leaving them out. */
function everHeld(person: OfficePerson, { post, for: holder, person: asked }: Task): boolean {
  if (!post) return false;
  const held = (person.posts ?? []).some((p) => p.post === post);
  return held || (person.standsIn ?? []).some((s) => s.for === (holder ?? asked));
}

function wrongPaper(typed: string): string {
  return typed
    ? "The fingerprint is not that of the paper as it waits now. If you typed it right, print the paper again and have that signed"
    : "Enter the fingerprint at the foot of the signed paper";
}
