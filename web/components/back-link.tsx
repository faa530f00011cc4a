/** The way back to the page before, in a journey. */
import { type Child, classNames, type Outer } from "./markup.ts";

export interface BackLinkProps extends Outer {
  href?: string;
  /** "Back" unless given. */
  text?: Child;
}

export function BackLink({ href, text, classes, attributes }: BackLinkProps) {
  return (
    <a href={href || "#"} class={classNames("govuk-back-link", classes)} {...attributes}>
      {text || "Back"}
    </a>
  );
}
