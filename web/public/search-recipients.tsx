/** Recipients in a search: every award to one of them, with its download, and those whose name is like what was typed. */
import { AWARDS_CSV, feedAddress } from "#core/api/addresses.ts";
import { formatMoney } from "#core/form/money.ts";
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
export function AwardsTo({ recipient: { key, name, written }, query: { office, year } }: Of) {
  const others = written.filter((spelling) => spelling !== name);
  const params = new URLSearchParams({ recipient: key, ...(office && { office }), ...(year && { year }) });
  return (
    <>
      <h3 class="govuk-heading-s">
        Awards to {name}
        {year && ` in ${year}`}
      </h3>
      {others.length > 0 && <p class="govuk-body">Also written {others.map((s) => `“${s}”`).join(", ")}.</p>}
      <p class="govuk-body">
        <a class="govuk-link" href={`${AWARDS_CSV}?${params}`}>
          Download every award to {name}
          {year && ` in ${year}`} as CSV (for spreadsheets)
        </a>
      </p>
      <h4 class="govuk-heading-s">Follow money for {name}</h4>
      <FollowLinks chosen={{ recipient: name }} address={recipientFeeds(key)} />
    </>
  );
}

export function LikeNamed({ recipients, query }: { recipients: NamedRecipient[]; query: Query }) {
  if (recipients.length === 0) return null;
  return (
    <nav aria-label="Recipients">
      <h3 class="govuk-heading-s">Recipients with this in their name</h3>
      <ul class="govuk-list">
        {recipients.map(({ key, name, records }) => (
          <li>
            <a class="govuk-link" href={addressOf({ ...query, q: "", recipient: key })}>
              Awards to {name}
            </a>{" "}
            ({records.toLocaleString("en-GB")} {records === 1 ? "decision" : "decisions"})
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** "£27,690 to Harbour": what this record gives to this recipient, in the words of the record. */
export function awardWords(entry: RegisterEntry, { written }: NamedRecipient): string {
  const keys = new Set(written.map(recipientKey));
  const given = entry.recipients.filter(({ name }) => keys.has(recipientKey(name)));
  return given
    .map(({ name, amount }) => (amount === undefined ? `to ${name}` : `${formatMoney(amount)} to ${name}`))
    .join(", ");
}
