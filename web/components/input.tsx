/** A line of text, with what stands before or after it ("£", "per month") where the answer has a unit. */
import { type ControlProps, describedBy, LabelledGroup } from "./form-group.tsx";
import { type Content, classNames, type Outer } from "./markup.ts";

export interface InputProps extends ControlProps {
  value?: string | number;
  type?: string;
  inputmode?: "text" | "numeric" | "decimal" | "email" | "tel" | "url" | "search" | "none";
  autocomplete?: string;
  autocapitalize?: "none" | "off" | "on" | "sentences" | "words" | "characters";
  pattern?: string;
  spellcheck?: boolean;
  prefix?: Content;
  suffix?: Content;
  inputWrapper?: Outer;
}

export function Input(input: InputProps) {
  const id = input.id || input.name;
  const { before, after } = input.formGroup ?? {};
  const wrapped = input.prefix || input.suffix || before || after;
  const element = <InputElement id={id} {...input} describedBy={describedBy(id, input)} />;
  const outside = { ...input, formGroup: { ...input.formGroup, before: undefined, after: undefined } };
  return (
    <LabelledGroup id={id} control={outside}>
      {wrapped ? (
        <div
          class={classNames("govuk-input__wrapper", input.inputWrapper?.classes)}
          {...input.inputWrapper?.attributes}
        >
          {before}
          {input.prefix && <Affix side="prefix" {...input.prefix} />}
          {element}
          {input.suffix && <Affix side="suffix" {...input.suffix} />}
          {after}
        </div>
      ) : (
        element
      )}
    </LabelledGroup>
  );
}

/** The control alone, for rows of a table whose headers name it (`aria-labelledby` in `attributes`). */
export function InputElement(input: Omit<InputProps, "label"> & { id: string }) {
  return (
    <input
      class={classNames("govuk-input", input.classes, input.errorMessage && "govuk-input--error")}
      id={input.id}
      name={input.name}
      type={input.type || "text"}
      spellcheck={input.spellcheck}
      value={input.value}
      disabled={input.disabled}
      aria-describedby={input.describedBy}
      autocomplete={input.autocomplete}
      autocapitalize={input.autocapitalize}
      pattern={input.pattern}
      inputmode={input.inputmode}
      {...input.attributes}
    />
  );
}

/** Hidden from screen readers: the label must say it too. */
function Affix({ side, text, classes, attributes }: Content & { side: "prefix" | "suffix" }) {
  return (
    <div class={classNames(`govuk-input__${side}`, classes)} aria-hidden="true" {...attributes}>
      {text}
    </div>
  );
}
