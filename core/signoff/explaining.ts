/**
 * Explaining a link that no longer holds, to whoever it was sent to and to nobody else: they prove it by a
 * code from that mailbox. Everybody else gets one neutral answer, whatever the link is or was.
 */
import { tokenKey } from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import { AppError } from "#core/errors.ts";
import { londonDate } from "#core/form/dates.ts";
import type { Outcome } from "#core/form/definition.ts";
import { titleOf } from "#core/form/reading.ts";
import { directoryEntry } from "#core/record/commit.store.ts";
import { TokenItem } from "#core/record/record.store.ts";
import { isVacant, type Task } from "#core/record/state.ts";
import { getView } from "#core/record/view.store.ts";
import type { RecordView } from "#core/record/view.ts";
import { checkCode, sendCode } from "./code.ts";
import { mayFill } from "./plan.ts";
import { linkKeys, readToken } from "./token.ts";

/** What became of a request, for whoever its link was sent to. */
export type Explained = { view: RecordView; title: string } & (
  | { became: "signed"; outcome: Outcome; at: string; hash: string; on?: string }
  | { became: "given"; to: string; at: string }
  | { became: "aside" | "closed" | "left" | "out-of-date"; at?: string }
);

/** Emails a code to whoever a link was sent to, if it ever was one. Says nothing of whether it was. */
export async function requestExplanation(link: string, now: string): Promise<void> {
  const found = await find(link);
  if (!found) return;
  const { view, token, tokenId } = found;
  const { name, email } = directoryEntry(view.office, token.person);
  if (!email.includes("@")) return;
  const { record, task, person } = token;
  try {
    await sendCode(tokenId, { office: view.office.office, record, task, person, to: email, name }, now);
  } catch (error) {
    if (!(error instanceof AppError && error.code === "too-many-codes")) throw error;
  }
}

/** The token id, where this is the code that was sent for a link; undefined for anything else. */
export async function proveExplanation(link: string, code: string, now: string): Promise<string | undefined> {
  const tokenId = readToken("sign", link, linkKeys());
  if (!tokenId) return undefined;
  return (await checkCode(tokenId, code, now, linkKeys())) === undefined ? tokenId : undefined;
}

/** Throws "bad-link" for a link that was never given. The caller has proof of who asks. */
export async function explain(link: string, now: string): Promise<Explained> {
  const found = await find(link);
  if (!found) throw new AppError("gone", "bad-link", "This link does not work any more");
  const { view, token, tokenId, task, current } = found;
  const base = { view, title: titleOf(view.form, view.answers) };
  if (task.status === "done" && task.person === token.person && task.outcome) {
    const { outcome, closedAt: at = "", hash, paper } = task;
    return { ...base, became: "signed", outcome, at, hash, on: paper?.on };
  }
  if (task.person !== token.person || current !== tokenId)
    return { ...base, became: "given", to: directoryEntry(view.office, task.person).name, at: task.openedAt };
  if (isVacant(task)) return { ...base, became: "aside", at: task.openedAt };
  if (task.status !== "open") return { ...base, became: "closed", at: task.closedAt };
  const holds = mayFill(view.office, task, londonDate(now));
  return { ...base, became: holds ? "out-of-date" : "left", at: token.exp };
}

interface Found {
  view: RecordView;
  token: { record: string; task: string; person: string; exp: string };
  tokenId: string;
  task: Task;
  /** The newest link of the request. */
  current: string | undefined;
}

async function find(link: string): Promise<Found | undefined> {
  const tokenId = readToken("sign", link, linkKeys());
  const token = tokenId && (await findItem(TokenItem, tokenKey(tokenId)));
  if (!tokenId || !token) return undefined;
  const { view, loaded } = await getView(token.record);
  const task = loaded.state.tasks.find((t) => t.task === token.task);
  return task && { view, token, tokenId, task, current: loaded.tasks.get(task.task)?.token };
}
