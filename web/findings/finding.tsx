/**
 * One thing that the proof-reader noticed: what, the values that disagree, what to do, and why the author
 * leaves it as it is. It looks like advice, never like an error.
 */
import type { Severity } from "#core/checks/finding.ts";
import type { Noticed } from "#core/record/view.ts";
import type { Child } from "../components/markup.ts";
import { Tag } from "../components/tag.tsx";

const TAGS: Record<Severity, { text: string; classes: string }> = {
  note: { text: "Note", classes: "govuk-tag--grey" },
  warning: { text: "Check this", classes: "govuk-tag--yellow" },
  block: { text: "Put this right", classes: "govuk-tag--orange" },
};

interface FindingProps {
  noticed: Noticed;
  /** The id of its message, to describe a control by. */
  id?: string;
  /** The field it is in, or a link to it. */
  place?: Child;
  /** In a list of findings the message is a heading. */
  heading?: boolean;
  /** Whether to say what to do about it: to whoever can still do it. */
  advises?: boolean;
  children?: Child;
}

export function FindingNote({ noticed, id, place, heading, advises = true, children }: FindingProps) {
  const { severity, message, why, suggestion } = noticed.finding;
  const says = (
    <>
      <Tag {...TAGS[severity]} /> {message}
    </>
  );
  return (
    <div class={`app-finding app-finding--${severity}`}>
      {heading ? (
        <h3 class="govuk-heading-s app-finding__says">{says}</h3>
      ) : (
        <p class="govuk-body app-finding__says" id={id}>
          {says}
        </p>
      )}
      {place && <p class="govuk-body">In {place}</p>}
      {why.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {why.map((words) => (
            <li>{words}</li>
          ))}
        </ul>
      )}
      {advises && suggestion && <p class="govuk-body">{sentence(suggestion)}</p>}
      {children}
    </div>
  );
}

/** "2 things to check". */
export function countWords(count: number): string {
  return count === 1 ? "1 thing to check" : `${count} things to check`;
}

function sentence(words: string): string {
  return /[.?!]$/.test(words) ? words : `${words}.`;
}
