/** The shortest way through sign-off for tests of it: an author, a record, links, signatures. */
import type { Answers } from "#core/form/answers.ts";
import type { Office } from "#core/form/office.ts";
import { loadRecord } from "#core/record/record.store.ts";
import * as Records from "#core/record/records.ts";
import { proofOf } from "#core/signoff/code.ts";
import { act, look, type Signature } from "#core/signoff/signing.ts";
import { linkKeys, makeToken, readToken } from "#core/signoff/token.ts";
import { cmd } from "./store.ts";

export function actorOf(office: Office, id: string): Records.Actor {
  const person = office.people?.find((p) => p.id === id);
  if (!person) throw new Error(`no ${id}`);
  return {
    person: id,
    name: person.name,
    email: person.email,
    office: office.office,
    roles: person.roles ?? [],
  };
}

/** A record of an office's first form, filled in but not submitted. */
export async function drafted(
  office: Office,
  author: string,
  answers: Answers,
  now: string,
): Promise<{ id: string; saveNo: number }> {
  const actor = actorOf(office, author);
  const form = office.forms[0]!.id;
  const { id } = await Records.create({ office: office.office, form, actor, now, cmdId: cmd() });
  const { saveNo } = await Records.saveDraft({ id, answers, saveNo: 1, actor, now });
  return { id, saveNo };
}

/** A record of an office's first form, submitted by its author. */
export async function submitted(
  office: Office,
  author: string,
  answers: Answers,
  now: string,
): Promise<string> {
  const { id, saveNo } = await drafted(office, author, answers, now);
  await Records.submit({ id, saveNo, rev: 1, cmdId: cmd(), actor: actorOf(office, author), now });
  return id;
}

export interface Asked {
  stage: string;
  person: string;
  task: string;
  link: string;
  hash: string;
}

/** Every open request, with its link. */
export async function requests(id: string): Promise<Asked[]> {
  const { state, tasks } = await loadRecord(id);
  return state.tasks
    .filter((t) => t.status === "open")
    .map(({ stage, person, task, hash }) => ({
      stage,
      person,
      task,
      hash,
      link: makeToken("sign", tasks.get(task)?.token ?? "", linkKeys()),
    }));
}

export async function requestOf(id: string, stage: string): Promise<Asked> {
  const found = (await requests(id)).find((r) => r.stage === stage);
  if (!found) throw new Error(`${stage} is not asked`);
  return found;
}

export function proofFor(link: string, now: string): string {
  return proofOf(readToken("sign", link, linkKeys()) ?? "", now, linkKeys());
}

/** Signs a stage's request as its signatory would, with everything it asks for. */
export async function sign(
  id: string,
  stage: string,
  now: string,
  choice: Partial<Signature> = {},
): Promise<void> {
  const { link, hash } = await requestOf(id, stage);
  const request = await look(link, now);
  const items = request.stage.each ? request.view.answers[request.stage.each] : [];
  const clauses = Object.fromEntries(
    (Array.isArray(items) ? items : []).map((_, i) => [String(i), "approve" as const]),
  );
  const base = {
    cmdId: cmd(),
    hash,
    outcome: "approve",
    interest: "none",
    clauses,
    proof: proofFor(link, now),
  };
  await act(link, { ...base, ...choice }, now);
}

/** Signs whatever is asked next, as it is asked: a comment where one is wanted, else an approval. */
export async function signNext(id: string, now: string, choice: Partial<Signature> = {}): Promise<void> {
  const [next] = await requests(id);
  if (!next) throw new Error("nothing to sign");
  const { stage } = await look(next.link, now);
  const outcome = stage.kind === "consult" ? "note" : "approve";
  await sign(id, next.stage, now, { outcome, comment: stage.comment && "No objection.", ...choice });
}

export async function signAll(id: string, now: string): Promise<void> {
  while ((await requests(id)).length) await signNext(id, now);
}

/** "done", or the code of the error. */
export function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );
}
