/**
 * decide: what a command does to a record, as events, or why it may not. Pure: who, when and what the
 * office looks like come in as arguments. Every guard fails closed with its own message. The store's
 * conditions guard the same facts again, against whatever happened since the state was read.
 */

import type { Office } from "#core/form/office.ts";
import {
  type ConfirmPaperCommand,
  confirmPaper,
  type ReceivePaperCommand,
  type RejectPaperCommand,
  receivePaper,
  rejectPaper,
} from "./decide-paper.ts";
import { type CorrectCommand, correct, type UnpublishCommand, unpublish } from "./decide-published.ts";
import {
  answer,
  type QueryCommand,
  query,
  type ReassignCommand,
  type RemindCommand,
  reassign,
  remind,
  type SignCommand,
  type StepAsideCommand,
  sign,
  stepAside,
} from "./decide-task.ts";
import type { FrozenPlan, RecordEvent, RecordNumber } from "./events.ts";
import { openStep } from "./following.ts";
import { refuse } from "./guards.ts";
import { evolve, openTasks, type State } from "./state.ts";
import { nextRound } from "./versions.ts";

export interface Context {
  /** The definition the record is bound to, with the people of today. */
  office: Office;
  /** ISO instant and the civil date it falls on in London. */
  now: string;
  today: string;
}

export interface SubmitCommand {
  type: "submit";
  person: string;
  version: number;
  hash: string;
  definition: number;
  plan: FrozenPlan;
  number?: RecordNumber;
  /** Salted hash of what the proof-reader found, and why the author left it so. */
  findings?: string;
}

export interface WithdrawCommand {
  type: "withdraw";
  person: string;
  governance: boolean;
  /** Salted hashes of why: as the office keeps it, and as the register says it beside the number. */
  reason?: string;
  comment?: string;
}

export type Command =
  | SubmitCommand
  | SignCommand
  | QueryCommand
  | { type: "answer"; person: string; answer: string }
  | ReassignCommand
  | StepAsideCommand
  | ReceivePaperCommand
  | ConfirmPaperCommand
  | RejectPaperCommand
  | RemindCommand
  | { type: "pause"; person: string; governance: boolean; reason: string }
  | { type: "resume"; person: string; governance: boolean }
  | WithdrawCommand
  | { type: "approvePublication"; publisher: boolean }
  | CorrectCommand
  | UnpublishCommand;

export function decide(state: State, command: Command, context: Context): RecordEvent[] {
  switch (command.type) {
    case "submit":
      return submit(state, command, context);
    case "sign":
      return sign(state, command, context);
    case "query":
      return query(state, command, context);
    case "answer":
      return answer(state, command);
    case "reassign":
      return reassign(state, command, context);
    case "stepAside":
      return stepAside(state, command, context);
    case "receivePaper":
      return receivePaper(state, command, context);
    case "confirmPaper":
      return confirmPaper(state, command, context);
    case "rejectPaper":
      return rejectPaper(state, command, context);
    case "remind":
      return remind(state, command);
    case "pause":
      return pause(state, command);
    case "resume":
      return resume(state, command);
    case "withdraw":
      return withdraw(state, command, context);
    case "approvePublication":
      return approvePublication(state, command, context);
    case "correct":
      return correct(state, command);
    case "unpublish":
      return unpublish(state, command);
  }
}

function submit(state: State, command: SubmitCommand, context: Context): RecordEvent[] {
  if (state.state !== "draft") refuse("conflict", "not-a-draft", "This record has already been submitted");
  if (command.person !== state.author)
    refuse("forbidden", "not-author", "Only the author can submit this record");
  const { version, hash, definition, plan, number, findings } = command;
  const submitted: RecordEvent = {
    type: "Submitted",
    data: { version, hash, cycle: nextRound(state).cycle, definition, plan, number, findings },
  };
  const next = evolve(state, submitted, context.now, state);
  return [submitted, ...openStep(next, 0, context)];
}

function pause(
  state: State,
  command: { person: string; governance: boolean; reason: string },
): RecordEvent[] {
  if (state.state !== "review" || state.paused)
    refuse("conflict", "cannot-pause", "Only a record that waits for signatures can be paused");
  mayManage(state, command);
  return [{ type: "Paused", data: { reason: command.reason } }];
}

function resume(state: State, command: { person: string; governance: boolean }): RecordEvent[] {
  if (!state.paused) refuse("conflict", "not-paused", "This record is not paused");
  mayManage(state, command);
  return [{ type: "Resumed", data: {} }];
}

function mayManage(state: State, { person, governance }: { person: string; governance: boolean }): void {
  if (person !== state.author && !governance)
    refuse("forbidden", "not-author", "Only the author or governance can do this");
}

function withdraw(state: State, command: WithdrawCommand, context: Context): RecordEvent[] {
  const { correction } = state;
  if (state.state === "decided" && !correction) mayVoid(state, command, context);
  else if (state.state !== "draft" && state.state !== "review" && state.state !== "decided")
    refuse("conflict", "too-late", "A record that has been decided cannot be withdrawn");
  if (command.person !== correction?.person) mayManage(state, command);
  const voided = openTasks(state).map<RecordEvent>((t) => ({
    type: "TaskVoided",
    data: { task: t.task, why: "Withdrawn" },
  }));
  const { reason, comment } = command;
  if (correction) return [...voided, { type: "CorrectionWithdrawn", data: { reason } }];
  const entered = state.number && { publication: 1, comment };
  return [...voided, { type: "Withdrawn", data: { reason, ...entered } }];
}

/**
 * A decision was taken, and the public is told of it. Only where a person still has to let it go out may
 * governance declare it void, and the register says why.
 */
function mayVoid(state: State, { governance, comment }: WithdrawCommand, { office }: Context): void {
  if (office.publication?.review !== "publisher" || state.releasedToPublic || !state.number)
    refuse("conflict", "too-late", "A record that has been decided cannot be withdrawn");
  if (!governance)
    refuse("forbidden", "not-governance", "Only governance can withdraw a record that has been decided");
  if (!comment) refuse("invalid", "no-public-reason", "Enter why, as the public register is to say it");
}

function approvePublication(state: State, command: { publisher: boolean }, context: Context): RecordEvent[] {
  if (!command.publisher) refuse("forbidden", "not-publisher", "Only a publisher can publish this record");
  if (state.state !== "decided")
    refuse("conflict", "not-decided", "This record is not waiting to be published");
  if (context.office.publication?.review !== "publisher")
    refuse("conflict", "automatic", "This office publishes as soon as a record is sealed");
  if (state.releasedToPublic)
    refuse("conflict", "already-approved", "This record is already being published");
  return [{ type: "PublicationApproved", data: {} }];
}
