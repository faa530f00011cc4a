/**
 * What became of a record after it was published, said before anything else on its page: that another
 * version took the place of this one, that a later decision changed it; and its earlier versions.
 */
import { formatDate, londonDate } from "#core/form/dates.ts";
import { type Lang, say } from "#core/form/say.ts";
import { inLanguage, noticePath, versionPath } from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { noticeOf } from "#core/notice/welsh.ts";
import { changeWords, correctionWords, withdrawnWords } from "#core/notice/words.ts";
import type { EarlierVersion } from "#core/record/view.ts";
import { InsetText } from "../components/inset-text.tsx";

/** On a version that is no longer the one that stands. */
export function Replaced({
  replaced,
  current,
  lang,
}: {
  replaced: EarlierVersion;
  current: RegisterEntry;
  lang: Lang;
}) {
  const gone = current.status === "unpublished";
  const values = { on: day(replaced.replacedAt, lang), reason: ended(replaced.reason) };
  const what = replaced.hidden
    ? say(lang, "This version was published, and has been withdrawn on {on}: {reason}", values)
    : say(lang, "This version was corrected on {on}: {reason}", values);
  return (
    <InsetText>
      <p class="govuk-body">
        {gone && replaced.hidden ? withdrawnWords(current, lang) : what}{" "}
        <a class="govuk-link" href={noticeOf(current, lang)}>
          {say(lang, gone ? "Read what the register says" : "Read the current version")}
        </a>
        .
      </p>
    </InsetText>
  );
}

/** On the version that stands: what it corrects, and what has changed it since. */
export function Changed({ entry, lang }: { entry: RegisterEntry; lang: Lang }) {
  const corrected = correctionWords(entry, lang);
  const { changedBy = [] } = entry;
  if (!corrected && changedBy.length === 0) return null;
  return (
    <InsetText>
      {changedBy.map((change) => (
        <p class="govuk-body">
          {changeWords(change, lang)}.{" "}
          <a class="govuk-link" href={noticePath(change.office ?? entry.office.slug, change.slug)}>
            {say(lang, "Read {record}", { record: change.call })}
          </a>
          .
        </p>
      ))}
      {corrected && <p class="govuk-body">{corrected}</p>}
    </InsetText>
  );
}

export function EarlierVersions({ entry, lang }: { entry: RegisterEntry; lang: Lang }) {
  const { earlier = [] } = entry;
  if (earlier.length === 0 || entry.status === "unpublished") return null;
  return (
    <>
      <h2 class="govuk-heading-m">{say(lang, "Earlier versions")}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {earlier.map(({ n, publishedAt, replacedAt, reason, hidden }) => {
          const version = say(lang, "Version {n}", { n });
          const path = inLanguage(entry.cy ? lang : "en", versionPath(entry.office.slug, entry.slug, n));
          const values = {
            version: "",
            published: day(publishedAt, lang),
            replaced: day(replacedAt, lang),
            reason: ended(reason),
          };
          return (
            <li>
              {hidden ? (
                version
              ) : (
                <a class="govuk-link" href={path}>
                  {version}
                </a>
              )}
              {say(
                lang,
                hidden
                  ? "{version}, published on {published}, withdrawn on {replaced}: {reason}"
                  : "{version}, published on {published}, corrected on {replaced}: {reason}",
                values,
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

const day = (at: string, lang: Lang) => formatDate(londonDate(at), undefined, lang);
const ended = (words: string) => (/[.!?…]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`);
