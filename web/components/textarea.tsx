/** Several lines of text. */
import { type ControlProps, describedBy, LabelledGroup } from "./form-group.tsx";
import { classNames } from "./markup.ts";

export interface TextareaProps extends ControlProps {
  value?: string;
  rows?: number;
  autocomplete?: string;
  spellcheck?: boolean;
}

export function Textarea(textarea: TextareaProps) {
  const id = textarea.id || textarea.name;
  return (
    <LabelledGroup id={id} control={textarea}>
      <TextareaElement id={id} {...textarea} describedBy={describedBy(id, textarea)} />
    </LabelledGroup>
  );
}

/** The control alone, for rows of a table whose headers name it (`aria-labelledby` in `attributes`). */
export function TextareaElement(textarea: Omit<TextareaProps, "label"> & { id: string }) {
  return (
    <textarea
      class={classNames("govuk-textarea", textarea.errorMessage && "govuk-textarea--error", textarea.classes)}
      id={textarea.id}
      name={textarea.name}
      rows={textarea.rows || 5}
      spellcheck={textarea.spellcheck}
      disabled={textarea.disabled}
      aria-describedby={textarea.describedBy}
      autocomplete={textarea.autocomplete}
      {...textarea.attributes}
    >
      {keepFirstLineBreak(textarea.value)}
    </textarea>
  );
}

/** A browser drops a line break that follows `<textarea>` (HTML 13.2.6.4.7): one more keeps what was typed. */
function keepFirstLineBreak(value: string | undefined): string | undefined {
  return value?.startsWith("\n") || value?.startsWith("\r") ? `\n${value}` : value;
}
