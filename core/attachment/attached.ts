/**
 * Attached: the files of a record, as its answers hold them: found, added, taken away, marked for
 * publication. The bytes lie in storage under their hash; the answer holds the hash, so the content
 * that people sign covers every file.
 */
import { AppError } from "#core/errors.ts";
import { type AnswerOf, type Answers, entry } from "#core/form/answers.ts";
import type { FieldOf } from "#core/form/fields.ts";
import * as Address from "#core/notice/addresses.ts";
import { discloseRecord, slugOf } from "#core/notice/entry.ts";
import type { RecordView } from "#core/record/view.ts";
import { publicName } from "./name.ts";

export type Attached = AnswerOf<"attachments">[number];

export interface AttachedTo {
  field: string;
  label: string;
  files: Attached[];
}

/** Of one field: enough for every appendix, few enough for a page. */
export const MOST_FILES = 20;

/** The files that these answers hold, in the order of the form's pages; fields without a file are left out. */
export function attachedIn({ form }: Pick<RecordView, "form">, answers: Answers): AttachedTo[] {
  return form.sections
    .flatMap(({ fields }) => fields)
    .flatMap((id): AttachedTo[] => {
      const field = form.fields[id];
      if (!field) return [];
      const found = entry(id, field, answers);
      if (found.type !== "attachments" || !found.answer?.length) return [];
      return [{ field: id, label: field.label.replace(/:\s*$/, ""), files: found.answer }];
    });
}

/** One file of a record, by its hash. Throws not-found: a hash alone opens nothing. */
export function getAttached(view: RecordView, sha256: string): Attached {
  const files = attachedIn(view, view.answers).flatMap(({ files }) => files);
  const found = files.find((file) => file.sha256 === sha256);
  if (!found) throw new AppError("not-found", "no-file", "This record has no such file");
  return found;
}

/** A field that takes files. Throws not-found for any other. */
export function getAttachmentsField({ form }: RecordView, id: string): FieldOf<"attachments"> {
  const field = Object.hasOwn(form.fields, id) ? form.fields[id] : undefined;
  if (field?.type === "attachments") return field;
  throw new AppError("not-found", "no-field", "This form takes no files here");
}

/** What goes out with a published record, and its address: what is public of it, and was marked so. */
export function publishedWith(view: RecordView): { file: Attached; path: string }[] {
  const notice = Address.noticePath(view.office.office, slugOf(view));
  const { answers } = discloseRecord(view);
  const files = attachedIn(view, answers).flatMap(({ files }) => files);
  const byHash = new Map(files.map((file) => [publicName(file), file]));
  return [...byHash].map(([name, file]) => ({ file, path: `${notice}attachments/${name}` }));
}

/** Why a file cannot be added beside these; nothing where it can, or where it is there already. */
export function cannotAdd(files: Attached[], { name, sha256 }: Attached): string | undefined {
  const same = files.find((file) => file.sha256 === sha256);
  if (same) return same.name === name ? undefined : `The selected file is already attached as “${same.name}”`;
  if (files.some((file) => file.name.toLowerCase() === name.toLowerCase()))
    return `A file called “${name}” is already attached. Remove it, or give the new one another name`;
  return files.length >= MOST_FILES ? `You can attach up to ${MOST_FILES} files` : undefined;
}

export function withFile(files: Attached[], file: Attached): Attached[] {
  return files.some(({ sha256 }) => sha256 === file.sha256) ? files : [...files, file];
}

export function withoutFile(files: Attached[], sha256: string): Attached[] {
  return files.filter((file) => file.sha256 !== sha256);
}

export function withPublic(files: Attached[], sha256: string, isPublic: boolean): Attached[] {
  return files.map((file) => (file.sha256 === sha256 ? { ...file, public: isPublic } : file));
}
