/** A feed of what was asked of the API: its name in words, and the page that shows the same. */
import { referenceSlug } from "#core/form/series.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { FeedOf } from "#core/notice/feeds.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { AMOUNT_BANDS, FILTERS, ONLY } from "#core/notice/filters.ts";
import { bodiesOf, recipientKey } from "#core/notice/recipients.ts";
import { addressOf } from "#core/search/query.ts";
import { feedAddress } from "./addresses.ts";
import type { RecordsQuery } from "./query.ts";

/** `entries` are what was found; `params` the parameters as they came. */
export function feedOf(
  asked: RecordsQuery,
  entries: RegisterEntry[],
  offices: OfficeRegister[],
  params: URLSearchParams,
  origin: string,
): FeedOf {
  const office = offices.find((o) => o.slug === asked.office);
  const sorted = new URLSearchParams([...params].sort(([a], [b]) => a.localeCompare(b)));
  // One feed, however the name was typed.
  if (asked.recipient) sorted.set("recipient", asked.recipient);
  const filters = Object.fromEntries(asked.filters.map(({ filter, slugs }) => [filter, slugs]));
  const title = [
    `Decisions of ${office?.name ?? "every office"}`,
    ...asked.filters.map(({ filter, slugs }) => labelOf(filter, slugs[0]!, entries)),
    asked.recipient && `Money for ${nameOf(asked.recipient, entries, offices)}`,
  ];
  return {
    origin,
    office: office && { slug: office.slug, name: office.name },
    entries: entries.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)),
    part: {
      title: title.filter(Boolean).join(" – "),
      params: sorted,
      address: (type) => feedAddress(type, sorted),
      page: addressOf({
        q: "",
        clauses: [],
        filters,
        office: asked.office,
        recipient: asked.recipient,
        sort: "newest",
        page: 1,
      }),
    },
  };
}

function labelOf(filter: string, slug: string, entries: RegisterEntry[]): string {
  const values = [
    ...ONLY,
    ...AMOUNT_BANDS,
    ...entries.flatMap((e) => FILTERS.find((f) => f.id === filter)?.values(e) ?? []),
  ];
  return values.find((value) => value.slug === referenceSlug(slug))?.label ?? slug;
}

/** As the office calls it, else as the newest record writes it. */
function nameOf(key: string, entries: RegisterEntry[], offices: OfficeRegister[]): string {
  const bodies = bodiesOf(offices.flatMap((o) => o.recipients ?? []));
  const keys = bodies.keysOf(key);
  const written = entries.flatMap((e) => e.recipients).find(({ name }) => keys.includes(recipientKey(name)));
  return bodies.nameOf(key) ?? written?.name ?? key.replaceAll("-", " ");
}
