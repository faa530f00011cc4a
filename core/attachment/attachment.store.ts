/**
 * Attachments in storage: private objects named by their content, written once. Taking a file off a
 * record leaves its object: an earlier version of the record, or another record, may rest on it, and
 * nothing but a record's own answers leads to it.
 */
import { Resource } from "sst";
import { getFile, putOnce } from "#core/aws/files.ts";
import { AppError } from "#core/errors.ts";
import type { Answers } from "#core/form/answers.ts";
import { type Actor, getDraft, saveDraft } from "#core/record/records.ts";
import { type Attached, attachedIn } from "./attached.ts";

/** Writes a file before any record names it, so that no record ever names one that is not there. */
export async function keepFile(office: string, file: Attached, bytes: Uint8Array): Promise<void> {
  await putOnce(Resource.PrivateBucket.name, keyOf(office, file.sha256), bytes, file.type);
}

export async function readFile(office: string, { sha256 }: Attached): Promise<Uint8Array> {
  return getFile(Resource.PrivateBucket.name, keyOf(office, sha256));
}

/**
 * Changes the files of one field in a draft. Where another window saves at the same time, the change is
 * made again on what that saved, so that neither is lost. `change` may throw to refuse.
 */
export async function changeFiles(
  { id, field, actor, now }: { id: string; field: string; actor: Actor; now: string },
  change: (files: Attached[]) => Attached[],
): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const { view, saveNo } = await getDraft(id, actor);
    const before = attachedIn(view, view.answers).find((a) => a.field === field)?.files ?? [];
    const after = change(before);
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    try {
      await saveDraft({ id, answers: withFiles(view.answers, field, after), saveNo, actor, now });
      return;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "draft-changed") throw error;
    }
  }
  throw new AppError("unavailable", "draft-busy", "This record is being saved elsewhere. Try again");
}

function withFiles(answers: Answers, field: string, files: Attached[]): Answers {
  const { [field]: _, ...others } = answers;
  return files.length ? { ...others, [field]: files } : others;
}

function keyOf(office: string, sha256: string): string {
  return `attachments/${office}/${sha256}`;
}
