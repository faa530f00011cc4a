/** What kind of service this is, in a tag and a line: "Practice" and what that means, say. */
import { type Child, type Content, classNames, type Outer } from "./markup.ts";
import { Tag } from "./tag.tsx";

export interface PhaseBannerProps extends Outer {
  tag: Omit<Content, "attributes">;
  children?: Child;
}

export function PhaseBanner({ tag, children, classes, attributes }: PhaseBannerProps) {
  return (
    <div class={classNames("govuk-phase-banner govuk-width-container", classes)} {...attributes}>
      <p class="govuk-phase-banner__content">
        <Tag text={tag.text} classes={classNames("govuk-phase-banner__content__tag", tag.classes)} />{" "}
        <span class="govuk-phase-banner__text">{children}</span>
      </p>
    </div>
  );
}
