/** What is wrong with one answer, above its control. */
import { type Content, classNames } from "./markup.ts";

export interface ErrorMessageProps extends Content {
  /** "Error" unless given: "Gwall" on a Welsh page; empty for none. */
  visuallyHiddenText?: string;
}

export function ErrorMessage({
  id,
  text,
  classes,
  attributes,
  ...rest
}: ErrorMessageProps & { id?: string }) {
  const hidden = rest.visuallyHiddenText ?? "Error";
  return (
    <p id={id} class={classNames("govuk-error-message", classes)} {...attributes}>
      {hidden && (
        <>
          <span class="govuk-visually-hidden">{hidden}:</span>{" "}
        </>
      )}
      {text}
    </p>
  );
}
