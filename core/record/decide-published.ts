/**
 * Deciding on a record that is published: whether it may be corrected, or withdrawn from publication.
 * Both name the publication that the page showed, so that nobody corrects what they have not seen.
 */
import { AppError } from "#core/errors.ts";
import type { RecordEvent } from "./events.ts";
import type { State } from "./state.ts";

export interface CorrectCommand {
  type: "correct";
  /** Who asks for it, and whether they may: the author, a publisher or governance. */
  person: string;
  may: boolean;
  /** Who writes it. Absent: nobody in the office can. */
  author?: string;
  publication: number;
  /** Salted hash of the reason, which becomes public with the correction. */
  reason: string;
  /** Withdraw the versions before it, once it is published. */
  hides?: true;
}

export interface UnpublishCommand {
  type: "unpublish";
  governance: boolean;
  publication: number;
  reason: string;
}

export function correct(state: State, command: CorrectCommand): RecordEvent[] {
  const { person, may, author, publication, reason, hides } = command;
  if (!may)
    refuse("forbidden", "not-author", "Only the author, a publisher or governance can correct this record");
  if (state.correction) refuse("conflict", "being-corrected", "A correction of this record is already open");
  asPublished(state, publication);
  if (!author)
    refuse(
      "conflict",
      "no-author",
      "Its author is no longer here. Ask someone who writes papers to correct it",
    );
  return [{ type: "Reopened", data: { author, person, reason, hides } }];
}

export function unpublish(state: State, command: UnpublishCommand): RecordEvent[] {
  if (!command.governance)
    refuse("forbidden", "not-governance", "Only governance can withdraw a record from publication");
  if (state.correction)
    refuse("conflict", "being-corrected", "A correction of this record is open. Give it up first");
  asPublished(state, command.publication);
  const { publication, reason } = command;
  return [{ type: "Unpublished", data: { publication: publication + 1, reason } }];
}

/** Published, as the page showed it, and all its files written: a version is never left half way. */
function asPublished(state: State, publication: number): void {
  if (state.state !== "published" && state.state !== "withheld")
    refuse("conflict", "not-published", "This record is not published");
  if (state.publication !== publication)
    refuse("conflict", "version-changed", "This record has been corrected since you opened this page");
  if (state.projected < state.publication)
    refuse(
      "conflict",
      "being-published",
      "This record is still being published. Wait a minute, then try again",
    );
}

function refuse(kind: AppError["kind"], code: string, message: string): never {
  throw new AppError(kind, code, message);
}
