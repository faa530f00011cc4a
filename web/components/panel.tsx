/** What has just been done, with its reference number. */
import { type Child, classNames, type HeadingLevel, headingTag, type Outer } from "./markup.ts";

export interface PanelProps extends Outer {
  titleText: Child;
  headingLevel?: HeadingLevel;
  children?: Child;
}

export function Panel({ titleText, headingLevel = 1, children, classes, attributes }: PanelProps) {
  const Heading = headingTag(headingLevel);
  return (
    <div class={classNames("govuk-panel govuk-panel--confirmation", classes)} {...attributes}>
      <Heading class="govuk-panel__title">{titleText}</Heading>
      {children && <div class="govuk-panel__body">{children}</div>}
    </div>
  );
}
