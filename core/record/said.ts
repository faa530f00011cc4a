/**
 * What people said about a record beside its ledger: questions, answers, reasons. Each stands under the
 * first event of its command and is never written over; the event holds its salted hash.
 */
import * as v from "valibot";
import { newSalt, saltedHash } from "#core/signoff/words.ts";

const Text = v.optional(v.string());

export const SaidItem = v.object({
  /** The event it stands beside: "W#000012". */
  sk: v.string(),
  /** ISO instant. */
  at: v.string(),
  salt: v.string(),
  task: Text,
  question: Text,
  answer: Text,
  /** Why the request was given to someone else. */
  passedOn: Text,
  /** Why a copy of a signature was not confirmed. */
  rejected: Text,
  reason: Text,
  comment: Text,
  /** The copy of a signature on paper, as it was uploaded. */
  file: v.optional(v.object({ name: v.string(), sha256: v.string(), size: v.number(), type: v.string() })),
});

export type Said = Omit<v.InferOutput<typeof SaidItem>, "sk"> & { seq: number };

/** The words of a command, as it is committed. */
export type Saying = Omit<Said, "seq" | "at">;

/** Why somebody did something to a record, under a salt of its own: as it is kept, and as its event holds it. */
export function sayWhy(reason: string, comment?: string) {
  const salt = newSalt();
  return {
    saying: { salt, reason, comment: comment?.trim() ? comment : undefined } satisfies Saying,
    hashes: { reason: saltedHash(salt, reason), comment: saltedHash(salt, comment) },
  };
}

export interface Question {
  text: string;
  at: string;
  answer?: string;
}

export function saidIn({ sk, ...said }: v.InferOutput<typeof SaidItem>): Said {
  return { ...said, seq: Number(sk.slice(2)) };
}

/** The questions asked about one request, each with its answer. Nobody asks before the last is answered. */
export function questionsOf(said: Said[], task: string): Question[] {
  const found: Question[] = [];
  for (const { question, answer, at } of said.filter((s) => s.task === task)) {
    const last = found.at(-1);
    if (question !== undefined) found.push({ text: question, at });
    else if (answer !== undefined && last) last.answer = answer;
  }
  return found;
}

/** Why a request was given to someone else, in the words of each who did. */
export function passedOnOf(said: Said[], task: string): string[] {
  return said.flatMap((s) => (s.task === task && s.passedOn !== undefined ? [s.passedOn] : []));
}
