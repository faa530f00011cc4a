/**
 * The files of one question of a draft: each with its buttons, then a form for one more (GOV.UK "File
 * upload"; one file at a time, so that it works without scripts and says what is wrong with which file).
 */
import { type Attached, MOST_FILES } from "#core/attachment/attached.ts";
import { ALLOWED, EXTENSIONS, typeWords } from "#core/attachment/kinds.ts";
import type { FieldOf } from "#core/form/fields.ts";
import { isNeverPublic, titleOf } from "#core/form/reading.ts";
import { sizeWords } from "#core/notice/words.ts";
import type { RecordView } from "#core/record/view.ts";
import { question } from "#web/fields/control.ts";
import { Button, ButtonGroup } from "../components/button.tsx";
import { Checkboxes } from "../components/checkboxes.tsx";
import { FileUpload } from "../components/file-upload.tsx";
import { NotificationBanner } from "../components/notification-banner.tsx";
import { CommandForm, Heading, type Officer, OfficerPage, recordPath } from "../officer/layout.tsx";
import { readers } from "./file-lists.tsx";

/** What can be done with a file, by the value of its button, and what the page says when it is done. */
export const DONE = {
  attach: "The file has been attached.",
  remove: "The file has been removed.",
  publish: "The file will be published with the record.",
  restrict: "The file will not be published.",
} as const;

export type Done = keyof typeof DONE;

interface UploadPageProps {
  view: RecordView;
  officer: Officer;
  fieldId: string;
  field: FieldOf<"attachments">;
  files: Attached[];
  /** Makes the id of a command. */
  cmdId: () => string;
  done?: Done;
  /** What is wrong with the file that was sent, and whether it was to be published. */
  error?: string;
  publish?: boolean;
}

export function UploadPage(props: UploadPageProps) {
  const { view, officer, fieldId, field, files, done, error } = props;
  const section = view.form.sections.find((s) => s.fields.includes(fieldId));
  const back = section ? recordPath(view.id, "sections", section.id) : recordPath(view.id);
  const title = field.label.replace(/:\s*$/, "");
  return (
    <OfficerPage
      title={title}
      office={view.office}
      officer={officer}
      back={back}
      errors={error ? [{ text: error, href: "#file" }] : undefined}
    >
      {done && !error && <NotificationBanner type="success" text={DONE[done]} />}
      <Heading caption={titleOf(view.form, view.answers)}>{question(field)}</Heading>
      {field.hint && <p class="govuk-body">{field.hint}</p>}
      {files.length > 0 && <h2 class="govuk-heading-m">Files attached</h2>}
      {files.map((file) => (
        <File {...props} file={file} />
      ))}
      {files.length < MOST_FILES && <Upload {...props} />}
      <p class="govuk-body">
        <a class="govuk-link" href={back}>
          {section ? `Go back to “${section.title}”` : "Go back to the record"}
        </a>
      </p>
    </OfficerPage>
  );
}

function File({ view, fieldId, field, file, cmdId }: UploadPageProps & { file: Attached }) {
  const path = recordPath(view.id, "attachments", fieldId);
  const button = (verb: Done, words: string) => (
    <Button name="do" value={verb} classes="govuk-button--secondary" preventDoubleClick>
      {words}
      <span class="govuk-visually-hidden"> {file.name}</span>
    </Button>
  );
  return (
    <>
      <h3 class="govuk-heading-s app-answer">
        <a class="govuk-link" href={`${path}/${file.sha256}`}>
          {file.name}
        </a>
      </h3>
      <p class="govuk-body">
        {typeWords(file.type)}, {sizeWords(file.size)}. {readers(view, file)}
      </p>
      <CommandForm action={path} cmdId={cmdId()} hidden={{ sha256: file.sha256 }}>
        <ButtonGroup>
          {!isNeverPublic(field) &&
            (file.public ? button("restrict", "Do not publish") : button("publish", "Publish"))}
          {button("remove", "Remove")}
        </ButtonGroup>
      </CommandForm>
    </>
  );
}

function Upload({ view, fieldId, field, files, cmdId, error, publish }: UploadPageProps) {
  return (
    <>
      <h2 class="govuk-heading-m">{files.length ? "Attach another file" : "Attach a file"}</h2>
      <form
        method="post"
        action={recordPath(view.id, "attachments", fieldId)}
        enctype="multipart/form-data"
        novalidate
      >
        <input type="hidden" name="cmdId" value={cmdId()} />
        <FileUpload
          name="file"
          label={{ text: "Upload a file", classes: "govuk-label--s" }}
          hint={{ text: `A ${ALLOWED} smaller than 4MB, without macros or scripts.` }}
          errorMessage={error ? { text: error } : undefined}
          attributes={{ accept: EXTENSIONS.join(",") }}
        />
        {isNeverPublic(field) ? (
          <p class="govuk-body">
            Files here are never published. Only officers and signatories can read them.
          </p>
        ) : (
          <Checkboxes
            name="public"
            values={publish ? ["yes"] : []}
            items={[{ value: "yes", text: "Publish this file with the record", hint: { text: HIDDEN_DATA } }]}
          />
        )}
        <Button name="do" value="attach" preventDoubleClick>
          Attach this file
        </Button>
      </form>
    </>
  );
}

/** What officers forget is in a file (Information Commissioner, "How to disclose information safely"). */
const HIDDEN_DATA =
  "It goes out exactly as it is, with any comments, tracked changes, hidden rows or sheets, authors’ names, and the places where photos were taken. If you do not tick this, only officers and signatories can read it.";
