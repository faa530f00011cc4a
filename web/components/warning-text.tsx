/** What will follow, before someone does it. */
import { type Child, classNames, type Outer } from "./markup.ts";

export interface WarningTextProps extends Outer {
  /** "Warning" unless given. */
  iconFallbackText?: string;
  children?: Child;
}

export function WarningText({ iconFallbackText, children, classes, attributes }: WarningTextProps) {
  return (
    <div class={classNames("govuk-warning-text", classes)} {...attributes}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>{" "}
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{iconFallbackText || "Warning"}</span> {children}
      </strong>
    </div>
  );
}
