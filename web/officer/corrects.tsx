/** That a paper is a correction of what is published, why, and what becomes of the version before it. */
import { formatDate, londonDate } from "#core/form/dates.ts";
import type { RecordView } from "#core/record/view.ts";
import { InsetText } from "../components/inset-text.tsx";

export function Corrects({ view: { correction, corrects } }: { view: RecordView }) {
  if (!correction || !corrects) return null;
  const { publication, publishedAt, reason } = corrects;
  return (
    <InsetText>
      <p class="govuk-body">
        This is a correction of the version published on {formatDate(londonDate(publishedAt))}.{" "}
        {correction.by} opened it on {formatDate(londonDate(correction.openedAt))}.
      </p>
      <p class="govuk-body app-answer">Reason: {reason}</p>
      <p class="govuk-body">
        What is published stays until version {publication} is signed and published in its place.
        {correction.hides && " Earlier versions are then withdrawn."}
      </p>
    </InsetText>
  );
}
