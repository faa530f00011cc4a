/** Help that a question needs, tied to its control by id. */
import { type Content, classNames } from "./markup.ts";

export type HintProps = Content;

export function Hint({ id, text, classes, attributes }: HintProps & { id?: string }) {
  return (
    <div id={id} class={classNames("govuk-hint", classes)} {...attributes}>
      {text}
    </div>
  );
}
