/** Recipients in a search: every award to one of them, with its download, and those whose name is like what was typed. */
import { AWARDS_CSV, feedAddress } from "#core/api/addresses.ts";
import { formatMoney } from "#core/form/money.ts";
import { countOf, type Lang, say } from "#core/form/say.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { recipientKey } from "#core/notice/recipients.ts";
import { addressOf, type Query } from "#core/search/query.ts";
import type { NamedRecipient } from "#core/search/recipients.ts";
import { FollowLinks } from "./follow-links.tsx";

/** From every office, as the emails are. */
export const recipientFeeds = (recipient: string) => (type: "atom" | "json") =>
  feedAddress(type, new URLSearchParams({ recipient }));

interface Of {
  recipient: NamedRecipient;
  query: Query;
}

/** What the download holds is what the heading says: narrowed by office and year, and by nothing else. */
export function AwardsTo({ recipient: { key, name, written }, query: { office, year, lang } }: Of) {
  const of = { name, year: year ?? "" };
  const others = written.filter((spelling) => spelling !== name);
  const params = new URLSearchParams({ recipient: key, ...(office && { office }), ...(year && { year }) });
  return (
    <>
      <h3 class="govuk-heading-s">
        {say(lang, year ? "Awards to {name} in {year}" : "Awards to {name}", of)}
      </h3>
      {others.length > 0 && (
        <p class="govuk-body">
          {say(lang, "Also written {names}.", { names: others.map((s) => `“${s}”`).join(", ") })}
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`${AWARDS_CSV}?${params}`}>
          {say(
            lang,
            year
              ? "Download every award to {name} in {year} as CSV (for spreadsheets)"
              : "Download every award to {name} as CSV (for spreadsheets)",
            of,
          )}
        </a>
      </p>
      <h4 class="govuk-heading-s">{say(lang, "Follow money for {name}", of)}</h4>
      <FollowLinks chosen={{ recipient: name }} address={recipientFeeds(key)} lang={lang} />
    </>
  );
}

export function LikeNamed({ recipients, query }: { recipients: NamedRecipient[]; query: Query }) {
  if (recipients.length === 0) return null;
  const { lang } = query;
  return (
    <nav aria-label={say(lang, "Recipients")}>
      <h3 class="govuk-heading-s">{say(lang, "Recipients with this in their name")}</h3>
      <ul class="govuk-list">
        {recipients.map(({ key, name, records }) => (
          <li>
            <a class="govuk-link" href={addressOf({ ...query, q: "", recipient: key })}>
              {say(lang, "Awards to {name}", { name })}
            </a>{" "}
            ({countOf(lang, records, "{n} decision", "{n} decisions")})
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** "£27,690 to Harbour": what this record gives to this recipient, in the words of the record. */
export function awardWords(entry: RegisterEntry, { written }: NamedRecipient, lang: Lang): string {
  const keys = new Set(written.map(recipientKey));
  const given = entry.recipients.filter(({ name }) => keys.has(recipientKey(name)));
  return given
    .map(({ name, amount }) =>
      amount === undefined
        ? say(lang, "to {who}", { who: name })
        : say(lang, "{sum} to {who}", { sum: formatMoney(amount), who: name }),
    )
    .join(", ");
}
