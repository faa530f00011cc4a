/** The files of a record, for anyone in its office. */
import { attachedIn } from "#core/attachment/attached.ts";
import { titleOf } from "#core/form/reading.ts";
import type { RecordView } from "#core/record/view.ts";
import { Heading, type Officer, OfficerPage, recordPath } from "../officer/layout.tsx";
import { FileLists } from "./file-lists.tsx";

export function FilesPage({ view, officer }: { view: RecordView; officer: Officer }) {
  return (
    <OfficerPage title="Attached files" office={view.office} officer={officer} back={recordPath(view.id)}>
      <Heading caption={titleOf(view.form, view.answers)}>Attached files</Heading>
      {attachedIn(view, view.answers).length === 0 && <p class="govuk-body">No files are attached.</p>}
      <FileLists
        view={view}
        level={2}
        hrefOf={(file, field) => recordPath(view.id, "attachments", field, file.sha256)}
      />
    </OfficerPage>
  );
}
