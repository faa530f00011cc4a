/** What the author left as it was, as signatories and the office see it: with a reason, or without one. */
import type { Form } from "#core/form/definition.ts";
import { placeOf } from "#core/record/overrides.ts";
import type { Noticed } from "#core/record/view.ts";
import { FindingNote } from "./finding.tsx";

interface LeftProps {
  noticed: Noticed[];
  form: Form;
  author: string;
}

export function LeftAsItIs({ noticed, form, author }: LeftProps) {
  if (!noticed.length) return null;
  const explained = noticed.filter(({ reason }) => reason).length;
  return (
    <>
      <h2 class="govuk-heading-m" id="noticed" tabindex={-1}>
        What the proof-reader noticed
      </h2>
      <p class="govuk-body">
        {author} saw this before submitting the paper, and gave {reasonsWords(explained, noticed.length)}. It
        is not published.
      </p>
      {[...noticed]
        .sort((a, b) => Number(!!a.reason) - Number(!!b.reason))
        .map((one) => (
          <FindingNote noticed={one} heading advises={false} place={placeIn(one, form)}>
            <p class="govuk-body app-answer">
              {one.reason ? `${author} left it as it is: “${one.reason}”` : "No reason was given."}
            </p>
          </FindingNote>
        ))}
    </>
  );
}

function reasonsWords(explained: number, all: number): string {
  if (explained === 0) return "no reason";
  return explained === all ? "a reason for each" : `a reason for ${explained} of ${all}`;
}

function placeIn({ finding }: Noticed, form: Form): string {
  const label = placeOf(finding, form);
  return label ? `“${label}”` : "the paper as a whole";
}
