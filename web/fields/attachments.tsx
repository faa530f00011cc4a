/**
 * Attachments: the files kept with a record, listed. A page of their own adds and removes them
 * (web/attachments): a form with a file takes a post of its own.
 */
import { typeWords } from "#core/attachment/kinds.ts";
import { sizeWords } from "#core/notice/words.ts";
import type { FieldKind } from "./control.ts";
import { hintOf, question } from "./control.ts";
import { Group } from "./group.tsx";
import type { Typed } from "./typed.ts";

/** Only names travel through the page; `controls.tsx` keeps the stored answer itself. */
export const attachments: FieldKind<"attachments"> = {
  fill(id, _field, files) {
    const typed: Typed = {};
    files.forEach((file, i) => {
      const about = [typeWords(file.type), sizeWords(file.size), ...(file.public ? [] : ["not published"])];
      typed[`${id}.${i}.name`] = `${file.name} (${about.join(", ")})`;
    });
    return typed;
  },
  parse: (_id, _field, typed) => ({ errors: [], typed }),
  Control({ id, field, typed, errors, note, describedBy }) {
    const names = Object.entries(typed).filter(([name]) => name.startsWith(`${id}.`));
    return (
      <Group
        id={id}
        legend={question(field)}
        hint={hintOf(field, note)}
        errors={errors}
        describedBy={describedBy}
      >
        {names.length ? (
          <ul class="govuk-list govuk-list--bullet">
            {names.map(([, name]) => (
              <li class="app-answer">{name}</li>
            ))}
          </ul>
        ) : (
          <p class="govuk-body">No files are attached.</p>
        )}
        <p class="govuk-body">
          <a class="govuk-link" href={`../attachments/${id}`}>
            {names.length ? "Add or remove files" : "Attach files"}
            <span class="govuk-visually-hidden"> for {field.label.replace(/:\s*$/, "")}</span>
          </a>
          . Save this page first to keep what you have typed.
        </p>
      </Group>
    );
  },
};
