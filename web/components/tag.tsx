/** A status in a word or two. */
import { type Child, classNames, type Outer } from "./markup.ts";

export interface TagProps extends Outer {
  text?: Child;
  children?: Child;
}

export function Tag({ text, children, classes, attributes }: TagProps) {
  return (
    <strong class={classNames("govuk-tag", classes)} {...attributes}>
      {text ?? children}
    </strong>
  );
}
