/**
 * Signing: what a link lets its bearer see and do. Looking changes nothing, however often and whoever
 * looks; each act is one command, bound to the content that the page showed.
 */
import { officeKey, tokenKey } from "#core/aws/keys.ts";
import { findItem, findSettled } from "#core/aws/read.ts";
import { AppError, InvalidAnswers } from "#core/errors.ts";
import { londonDate } from "#core/form/dates.ts";
import type { Outcome, Stage } from "#core/form/definition.ts";
import type { OfficePerson } from "#core/form/office.ts";
import { isConfidential, titleOf } from "#core/form/reading.ts";
import type { Change } from "#core/record/commit.store.ts";
import { type Command, decide } from "#core/record/decide.ts";
import { execute, nextNumber } from "#core/record/execute.ts";
import { couldDecide } from "#core/record/following.ts";
import { cannotTake, checkSigning, stageOf } from "#core/record/guards.ts";
import { type Loaded, type TaskRow, TokenItem } from "#core/record/record.store.ts";
import { type Question, questionsOf } from "#core/record/said.ts";
import type { Task } from "#core/record/state.ts";
import { getView, viewOfLoaded } from "#core/record/view.store.ts";
import type { RecordView } from "#core/record/view.ts";
import { checkCode, isProof, needsCode, sendCode } from "./code.ts";
import { checkClauses, lawfulNow, togetherWith } from "./deciding.ts";
import { mayFill, PASSING } from "./plan.ts";
import { statementHash } from "./statement.ts";
import { linkKeys, readToken } from "./token.ts";
import { newSalt, saltedHash } from "./words.ts";

export interface Request {
  view: RecordView;
  /** What the view was made from. */
  loaded: Loaded;
  stage: Stage;
  task: Task;
  row: TaskRow;
  tokenId: string;
  /** What this request's signatory asked, and what the author answered. */
  questions: Question[];
  /** "open": can be acted on. "done": this person has signed. "closed": no longer wanted. */
  status: "open" | "done" | "closed";
  /** Why nobody can sign just now: a question is unanswered, or the record is paused. */
  waits?: "question" | "paused";
  /** Whether a code is needed to sign, and even to read. */
  code: "none" | "to-sign" | "to-read";
  /** Who else could take this request. */
  others: OfficePerson[];
  /** What else the same person is asked now, that one act may serve. */
  together: { task: Task; stage: Stage; capacity: string }[];
}

/** What a link shows. Throws "gone" (one neutral answer) for a link that is forged, revoked or out of date. */
export async function look(link: string, now: string): Promise<Request> {
  const tokenId = readToken("sign", link, linkKeys());
  const token = tokenId && (await findToken(tokenId, now));
  if (!tokenId || !token || token.exp <= now) throw badLink();
  const { view, loaded } = await getView(token.record);
  const { state } = loaded;
  const task = state.tasks.find((t) => t.task === token.task);
  const row = loaded.tasks.get(token.task);
  if (!task || !row || token.revoked || task.person !== token.person) throw badLink();
  const stage = stageOf(state, task, view.office);
  const context = { office: view.office, now, today: londonDate(now) };
  // Whoever has left the post reads nothing more by it either.
  if (task.status === "open" && !mayFill(view.office, task, context.today)) throw badLink();
  // Whoever is asked by their own address, as from outside the office, hands it to nobody in it.
  const others = (task.post ? (view.office.people ?? []) : []).filter(
    (p) => p.id !== task.person && cannotTake(state, task, seatFor(task, p.id), context) === undefined,
  );
  return {
    view,
    loaded,
    stage,
    task,
    row,
    tokenId,
    questions: questionsOf(loaded.said, task.task),
    status: task.status === "done" ? "done" : task.status === "open" && !token.used ? "open" : "closed",
    waits: state.hold ? "question" : state.paused ? "paused" : undefined,
    code: isConfidential(view.form, view.answers) ? "to-read" : needsCode(stage) ? "to-sign" : "none",
    others,
    together: togetherWith(task, stage, view, loaded),
  };
}

/** A moment old will do: signing holds it by conditions. Where it has run out, a reminder may just have renewed it. */
async function findToken(tokenId: string, now: string) {
  const found = await findSettled(TokenItem, tokenKey(tokenId));
  return found && found.exp <= now ? findItem(TokenItem, tokenKey(tokenId)) : found;
}

export interface Signature {
  cmdId: string;
  /** The content hash that the page carried. */
  hash: string;
  outcome?: string;
  alternative?: string;
  reason?: string;
  comment?: string;
  /** "none" or "declared", where the stage asks. */
  interest?: string;
  /** By index of the recommendation list. */
  clauses?: Record<string, "approve" | "refuse">;
  code?: string;
  /** That a code was right earlier, from this browser. */
  proof?: string;
  /** The other requests that the page said are signed too. */
  also?: string[];
}

/**
 * Signs. Throws InvalidAnswers where a choice is missing or the code is wrong, conflict
 * "content-changed" where the paper is not the one that was read, gone where the request is closed.
 * Whoever declares an interest signs nothing: the request moves on. A repeat has no second effect.
 */
export async function act(link: string, signature: Signature, now: string): Promise<void> {
  const request = await look(link, now);
  const { tokenId, stage, task } = request;
  if (request.status === "open") await prove(request, signature, now);
  if (stage.interests && signature.interest === "declared") {
    const { cmdId, reason } = signature;
    return handOn(request, { cmdId, reason, why: "recused", to: request.others[0]?.id ?? "" }, now);
  }
  const salt = newSalt();
  const outcome = signature.outcome as Outcome;
  const alternative = stage.alternatives ? signature.alternative : undefined;
  const reason = signature.reason?.trim() || undefined;
  const comment = signature.comment?.trim() || undefined;
  await carryOut(request, signature.cmdId, now, async (loaded, view): Promise<Carried> => {
    const decides = couldDecide(loaded.state, task.task);
    const scheme = decides ? await lawfulNow(view) : undefined;
    // Last, so that as little as possible happens between the reading of the counter and the commit.
    const next = decides ? await nextNumber(loaded.state, view.office, now) : undefined;
    return {
      command: {
        type: "sign",
        task: task.task,
        person: task.person,
        outcome,
        alternative,
        hash: signature.hash,
        statement: statementHash(stage, outcome, alternative),
        method: request.code === "none" ? "link" : "code",
        interest: stage.interests ? "none" : undefined,
        clauses: stage.each ? signature.clauses : undefined,
        reason: saltedHash(salt, reason),
        comment: saltedHash(salt, comment),
        also: request.together
          .filter((t) => signature.also?.includes(t.task.task) && PASSING.has(outcome))
          .filter((t) => checkSigning(t.stage, { outcome }).length === 0)
          .map((t) => ({ task: t.task.task, statement: statementHash(t.stage, outcome, undefined) })),
        number: next?.number,
      },
      more: {
        signature: { token: tokenId, salt, reason, comment },
        counter: next?.counter,
        also: scheme
          ? (tx) => void tx.check("scheme", officeKey(view.office.office), { version: scheme })
          : undefined,
      },
    };
  });
}

/** Asks the author a question: nobody signs until it is answered; the link stays good. */
export async function ask(
  link: string,
  { cmdId, hash, question, proof }: { cmdId: string; hash: string; question: string; proof?: string },
  now: string,
): Promise<void> {
  const request = await look(link, now);
  assertProven(request, proof, now);
  const text = question.trim();
  if (!text) throw new InvalidAnswers([{ id: "question", message: "Enter your question" }]);
  const salt = newSalt();
  await carryOut(request, cmdId, now, async () => ({
    command: {
      type: "query",
      task: request.task.task,
      person: request.task.person,
      hash,
      question: saltedHash(salt, text)!,
    },
    more: { saying: { salt, task: request.task.task, question: text } },
  }));
}

export interface PassingOn {
  cmdId: string;
  to: string;
  why: "delegated" | "recused";
  reason?: string;
  proof?: string;
}

/** Hands the request to someone else who may sign it, or steps back because of an interest. */
export async function passOn(link: string, passing: PassingOn, now: string): Promise<void> {
  const request = await look(link, now);
  assertProven(request, passing.proof, now);
  await handOn(request, passing, now);
}

async function handOn(request: Request, { cmdId, to, why, reason }: PassingOn, now: string): Promise<void> {
  const alone = request.others.length === 0;
  if (
    request.status === "open" &&
    !request.others.some((p) => p.id === to) &&
    !(alone && why === "recused")
  ) {
    const message = alone
      ? "Nobody else holds this post or stands in for you. Ask the office to name someone"
      : "Select who should sign instead";
    throw new InvalidAnswers([{ id: "to", message }]);
  }
  const { task, person } = request.task;
  const salt = newSalt();
  const base = { task, person, reason: saltedHash(salt, reason) };
  await carryOut(request, cmdId, now, async () => ({
    command:
      alone && why === "recused"
        ? { type: "stepAside", ...base }
        : { type: "reassign", ...base, governance: false, to, why },
    more: { saying: reason?.trim() ? { salt, task, passedOn: reason } : undefined },
  }));
}

/** Emails a code to the mailbox on file for this request. */
export async function requestCode(link: string, now: string): Promise<void> {
  const { view, row, task, tokenId, status } = await look(link, now);
  if (status !== "open") return;
  const to = {
    office: view.office.office,
    record: view.id,
    task: task.task,
    person: task.person,
    to: row.email,
    name: row.name,
  };
  await sendCode(tokenId, to, now);
}

/** Whether whoever opened a link may act by it: a forwarded link lets nobody do more than read. */
export function isProven(request: Request, proof: string | undefined, now: string): boolean {
  return request.code === "none" || isProof(proof, request.tokenId, now, linkKeys());
}

function assertProven(request: Request, proof: string | undefined, now: string): void {
  if (request.status === "open" && !isProven(request, proof, now))
    throw new AppError("forbidden", "not-proven", "Open your link again and confirm that it is you");
}

/** Throws InvalidAnswers unless every choice is made and, where a code is needed, it is right. */
async function prove(request: Request, signature: Signature, now: string): Promise<void> {
  const recuses = request.stage.interests && signature.interest === "declared";
  const problems = recuses
    ? []
    : [...checkSigning(request.stage, signature), ...checkClauses(request.stage, request.view, signature)];
  if (problems.length) throw new InvalidAnswers(problems);
  if (isProven(request, signature.proof, now)) return;
  const wrong = await checkCode(request.tokenId, signature.code ?? "", now, linkKeys());
  if (wrong) throw new InvalidAnswers([{ id: "code", message: wrong }]);
}

type Carried = { command: Command; more: Partial<Change> };

async function carryOut(
  request: Request,
  cmdId: string,
  now: string,
  build: (loaded: Loaded, view: RecordView) => Promise<Carried>,
): Promise<void> {
  const change = async (loaded: Loaded): Promise<Change> => {
    const view = loaded === request.loaded ? request.view : await viewOfLoaded(loaded);
    const { command, more } = await build(loaded, view);
    const { office, form, answers } = view;
    const events = decide(loaded.state, command, { office, now, today: londonDate(now) });
    return { events, actor: request.task.person, cmdId, now, office, title: titleOf(form, answers), ...more };
  };
  await execute(request.view.id, cmdId, change, request.loaded);
}

/** Someone in another's place: for the holder, unless they hold the post themselves. */
function seatFor(task: Task, person: string): { post?: string; person: string; for?: string } {
  return { post: task.post, person, for: task.for ?? task.person };
}

/** One neutral answer for every bad link, so that errors reveal nothing (data design, threat I3). */
function badLink(): AppError {
  return new AppError("gone", "bad-link", "This link does not work any more");
}
