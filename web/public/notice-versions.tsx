/**
 * What became of a record after it was published, said before anything else on its page: that another
 * version took the place of this one, that a later decision changed it; and its earlier versions.
 */
import { formatDate, londonDate } from "#core/form/dates.ts";
import { noticePath, versionPath } from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { changeWords, correctionWords, withdrawnWords } from "#core/notice/words.ts";
import type { EarlierVersion } from "#core/record/view.ts";
import { InsetText } from "../components/inset-text.tsx";

/** On a version that is no longer the one that stands. */
export function Replaced({ replaced, current }: { replaced: EarlierVersion; current: RegisterEntry }) {
  const gone = current.status === "unpublished";
  const on = formatDate(londonDate(replaced.replacedAt));
  const what = replaced.hidden
    ? "This version was published, and has been withdrawn"
    : "This version was corrected";
  return (
    <InsetText>
      <p class="govuk-body">
        {gone && replaced.hidden ? withdrawnWords(current) : `${what} on ${on}: ${ended(replaced.reason)}`}{" "}
        <a class="govuk-link" href={noticePath(current.office.slug, current.slug)}>
          {gone ? "Read what the register says" : "Read the current version"}
        </a>
        .
      </p>
    </InsetText>
  );
}

/** On the version that stands: what it corrects, and what has changed it since. */
export function Changed({ entry }: { entry: RegisterEntry }) {
  const corrected = correctionWords(entry);
  const { changedBy = [] } = entry;
  if (!corrected && changedBy.length === 0) return null;
  return (
    <InsetText>
      {changedBy.map((change) => (
        <p class="govuk-body">
          {changeWords(change)}.{" "}
          <a class="govuk-link" href={noticePath(change.office ?? entry.office.slug, change.slug)}>
            Read {change.call}
          </a>
          .
        </p>
      ))}
      {corrected && <p class="govuk-body">{corrected}</p>}
    </InsetText>
  );
}

export function EarlierVersions({ entry }: { entry: RegisterEntry }) {
  const { earlier = [] } = entry;
  if (earlier.length === 0 || entry.status === "unpublished") return null;
  return (
    <>
      <h2 class="govuk-heading-m">Earlier versions</h2>
      <ul class="govuk-list govuk-list--bullet">
        {earlier.map(({ n, publishedAt, replacedAt, reason, hidden }) => (
          <li>
            {hidden ? (
              `Version ${n}`
            ) : (
              <a class="govuk-link" href={versionPath(entry.office.slug, entry.slug, n)}>
                Version {n}
              </a>
            )}
            , published on {day(publishedAt)}, {hidden ? "withdrawn" : "corrected"} on {day(replacedAt)}:{" "}
            {ended(reason)}
          </li>
        ))}
      </ul>
    </>
  );
}

const day = (at: string) => formatDate(londonDate(at));
const ended = (words: string) => (/[.!?…]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`);
