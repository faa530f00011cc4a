/** The first link of the page, for those who use a keyboard. */
import { type Child, classNames, type Outer } from "./markup.ts";

export interface SkipLinkProps extends Outer {
  href?: string;
  text: Child;
}

export function SkipLink({ href, text, classes, attributes }: SkipLinkProps) {
  return (
    <a
      href={href || "#content"}
      class={classNames("govuk-skip-link", classes)}
      {...attributes}
      data-module="govuk-skip-link"
    >
      {text}
    </a>
  );
}
