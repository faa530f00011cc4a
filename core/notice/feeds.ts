/**
 * Feeds of the newest records of an office, or of a part of its register or of all: Atom (RFC 4287) and
 * JSON Feed 1.1. Ids are permanent; an item's `updated` moves only when it is published again.
 */
import { followAddress } from "#core/follow/addresses.ts";
import { feedPath, noticePath, pdfPath, registerPath } from "./addresses.ts";
import type { RegisterEntry } from "./entry.ts";
import { permanentId } from "./permanent-id.ts";
import { describe, headline, makerWords } from "./words.ts";
import { escapeXml, XML } from "./xml.ts";

type FeedType = "atom" | "json";

export const FEED_TYPES: Record<FeedType, string> = {
  atom: "application/atom+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
};

export interface FeedOf {
  origin: string;
  /** Whose register; every office's without it. */
  office?: { slug: string; name: string };
  /** Newest first. */
  entries: RegisterEntry[];
  /** Of a closed office: in words, and who came after it. */
  closed?: { words: string; by?: string };
  /** What it is narrowed to, with the parameters that stand for that. */
  part?: {
    title: string;
    params: URLSearchParams;
    address: (type: FeedType) => string;
    /** The page that shows the same. */
    page: string;
  };
}

function headOf({ origin, office, part, closed }: FeedOf) {
  const recipient = part?.params.get("recipient")?.replaceAll("-", " ");
  const category = part?.params.get("category") ?? undefined;
  const chosen = { office: office?.slug, category, recipient };
  return {
    id: part ? permanentId("feed", part.params.toString()) : permanentId("register", office?.slug ?? ""),
    title: part?.title ?? `Decisions of ${office?.name}`,
    self: (type: FeedType) => origin + (part?.address(type) ?? feedPath(office?.slug ?? "", type)),
    page: origin + (part?.page ?? registerPath(office?.slug ?? "")),
    successor: closed?.by && origin + registerPath(closed.by),
    words: closed?.words ?? `By email: ${origin}${followAddress(chosen)}`,
  };
}

export function atomOf(of: FeedOf): string {
  const { origin, office, entries } = of;
  const head = headOf(of);
  const x = escapeXml;
  const items = entries.map((e) => {
    const pdf = e.pdf && origin + pdfPath(e.office.slug, e.slug);
    return [
      "<entry>",
      `<id>${permanentId("record", e.id)}</id>`,
      `<title>${x(headline(e))}</title>`,
      `<link rel="alternate" type="text/html" href="${x(origin + noticePath(e.office.slug, e.slug))}"/>`,
      pdf && `<link rel="enclosure" type="application/pdf" length="${e.pdf!.bytes}" href="${x(pdf)}"/>`,
      `<published>${x(e.publishedAt)}</published>`,
      `<updated>${x(e.updatedAt)}</updated>`,
      ...authorsOf(e).map((name) => `<author><name>${x(name)}</name></author>`),
      ...e.categories.map((c) => `<category term="${x(c.id)}" label="${x(c.label)}"/>`),
      `<summary type="text">${x(describe(e))}</summary>`,
      "</entry>",
    ]
      .filter(Boolean)
      .join("\n");
  });
  return [
    XML,
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">`,
    `<id>${head.id}</id>`,
    `<title>${x(head.title)}</title>`,
    `<subtitle>${x(head.words)}</subtitle>`,
    ...(head.successor
      ? [`<link rel="successor-version" type="text/html" href="${x(head.successor)}"/>`]
      : []),
    `<updated>${x(lastUpdate(entries))}</updated>`,
    `<author><name>${x(office?.name ?? EVERYBODY)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${x(head.self("atom"))}"/>`,
    `<link rel="alternate" type="text/html" href="${x(head.page)}"/>`,
    ...items,
    "</feed>",
    "",
  ].join("\n");
}

export function jsonFeedOf(of: FeedOf): string {
  const { origin, office, entries } = of;
  const head = headOf(of);
  const items = entries.map((e) => ({
    id: permanentId("record", e.id),
    url: origin + noticePath(e.office.slug, e.slug),
    title: headline(e),
    content_text: describe(e),
    ...(e.summary && { summary: e.summary }),
    date_published: e.publishedAt,
    date_modified: e.updatedAt,
    authors: authorsOf(e).map((name) => ({ name })),
    ...(e.categories.length && { tags: e.categories.map((c) => c.label) }),
    ...(e.pdf && {
      attachments: [
        {
          url: origin + pdfPath(e.office.slug, e.slug),
          mime_type: "application/pdf",
          size_in_bytes: e.pdf.bytes,
        },
      ],
    }),
  }));
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: head.title,
    description: [head.words, head.successor].filter(Boolean).join(" "),
    home_page_url: head.page,
    feed_url: head.self("json"),
    language: "en",
    authors: [{ name: office?.name ?? EVERYBODY }],
    items,
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

/** Of a feed that is no one office's: each of its items has authors of its own. */
const EVERYBODY = "Public bodies";

/** Who decided; of a number that came to nothing, the office. */
function authorsOf({ makers, office }: RegisterEntry): string[] {
  return makers.length > 0 ? makers.map((maker) => makerWords(maker)) : [office.name];
}

function lastUpdate(entries: RegisterEntry[]): string {
  const updates = entries.map((e) => e.updatedAt).sort();
  return updates.at(-1) ?? "1970-01-01T00:00:00Z";
}
