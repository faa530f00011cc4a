/** More, for those who want it. */
import { type Child, classNames, type Outer } from "./markup.ts";

export interface DetailsProps extends Outer {
  id?: string;
  summaryText: Child;
  open?: boolean;
  children?: Child;
}

export function Details({ id, summaryText, open, children, classes, attributes }: DetailsProps) {
  return (
    <details id={id} class={classNames("govuk-details", classes)} {...attributes} open={open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summaryText}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  );
}
