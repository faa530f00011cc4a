/** Words set apart from those around them. */
import { type Child, classNames, type Outer } from "./markup.ts";

export interface InsetTextProps extends Outer {
  id?: string;
  children?: Child;
}

export function InsetText({ id, children, classes, attributes }: InsetTextProps) {
  return (
    <div id={id} class={classNames("govuk-inset-text", classes)} {...attributes}>
      {children}
    </div>
  );
}
