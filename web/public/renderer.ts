/** Everything that makes public files, as core asks for it. */
import type { Renderer } from "#core/record/projecting.ts";
import type { ItemRenderer } from "#core/scrutiny/projecting.ts";
import { listingsFor, noticeFiles, programmeFile, publicFilesFor, versionFiles } from "./files.tsx";
import { questionFiles } from "./question-files.tsx";
import { frontFiles, importedFile, yearFiles } from "./register-files.tsx";

export const RENDERER: Renderer & ItemRenderer = {
  files: publicFilesFor,
  notice: noticeFiles,
  listings: listingsFor,
  version: versionFiles,
  programme: programmeFile,
  imported: importedFile,
  year: yearFiles,
  front: frontFiles,
  questions: questionFiles,
};
