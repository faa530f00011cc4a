/** Every file of a record, under the questions they answer, for those who may read all of it. */
import { type Attached, attachedIn, publishedWith } from "#core/attachment/attached.ts";
import type { RecordView } from "#core/record/view.ts";
import { headingTag } from "../components/markup.ts";
import { FileLine } from "./file-line.tsx";

interface FileListsProps {
  view: RecordView;
  level: 2 | 3;
  hrefOf(file: Attached, field: string): string;
}

export function FileLists({ view, level, hrefOf }: FileListsProps) {
  const Heading = headingTag(level);
  return (
    <>
      {attachedIn(view, view.answers).map(({ field, label, files }) => (
        <>
          <Heading class="govuk-heading-s">{label}</Heading>
          <ul class="govuk-list">
            {files.map((file) => (
              <li class="app-answer">
                <FileLine file={file} href={hrefOf(file, field)} />. {readers(view, file)}
              </li>
            ))}
          </ul>
        </>
      ))}
    </>
  );
}

/** Who can read it once the record is published. */
export function readers(view: RecordView, { sha256, public: isPublic }: Attached): string {
  if (publishedWith(view).some(({ file }) => file.sha256 === sha256)) return "Published with the record.";
  return isPublic
    ? "Not published, since this part of the record is withheld."
    : "Not published: only officers and signatories can read it.";
}
