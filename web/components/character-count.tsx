/** Several lines of text with a limit. The words alone say the limit; where scripts run they count down. */
import { describedBy, LabelledGroup } from "./form-group.tsx";
import { Hint } from "./hint.tsx";
import { classNames } from "./markup.ts";
import { TextareaElement, type TextareaProps } from "./textarea.tsx";

export interface CharacterCountProps extends TextareaProps {
  maxlength?: number;
  maxwords?: number;
  /** What `maxlength` counts, where scripts run: what a reader sees as characters, or UTF-16 units ("length", the default). */
  countType?: "words" | "characters" | "length";
  /** Per cent of the limit after which the count shows. */
  threshold?: number;
  /** "You can enter up to %{count} characters" unless given. */
  textareaDescriptionText?: string;
  countMessage?: { classes?: string };
}

export function CharacterCount(count: CharacterCountProps) {
  const id = count.id || count.name;
  const countType = count.countType ?? (count.maxwords ? "words" : undefined);
  const unit = countType === "words" ? "words" : "characters";
  const limit = count.maxwords ?? count.maxlength;
  const says = count.textareaDescriptionText ?? `You can enter up to %{count} ${unit}`;
  const words = limit === undefined ? undefined : says.replace("%{count}", String(limit));
  const control: TextareaProps = {
    ...count,
    describedBy: classNames(count.describedBy, `${id}-info`),
    classes: classNames("govuk-js-character-count", count.classes),
    formGroup: {
      ...count.formGroup,
      classes: classNames("govuk-character-count", count.formGroup?.classes),
      attributes: {
        "data-module": "govuk-character-count",
        "data-maxlength": count.maxlength,
        "data-maxwords": count.maxwords,
        "data-threshold": count.threshold,
        "data-count-type": countType,
        ...count.formGroup?.attributes,
      },
      after: (
        <>
          <Hint
            id={`${id}-info`}
            text={words}
            classes={classNames("govuk-character-count__message", count.countMessage?.classes)}
          />
          {count.formGroup?.after}
        </>
      ),
    },
  };
  return (
    <LabelledGroup id={id} control={control}>
      <TextareaElement id={id} {...control} describedBy={describedBy(id, control)} />
    </LabelledGroup>
  );
}
