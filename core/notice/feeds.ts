/**
 * Feeds of an office's newest records: Atom (RFC 4287) and JSON Feed 1.1. Ids are permanent; an item's
 * `updated` moves only when it is published again.
 */
import { feedPath, noticePath, pdfPath, registerPath } from "./addresses.ts";
import type { RegisterEntry } from "./entry.ts";
import { permanentId } from "./permanent-id.ts";
import { describe, headline, makerWords } from "./words.ts";
import { escapeXml, XML } from "./xml.ts";

export interface FeedOf {
  origin: string;
  office: { slug: string; name: string };
  /** Newest first. */
  entries: RegisterEntry[];
  /** Of a closed office: in words, and who came after it. */
  closed?: { words: string; by?: string };
}

export function atomOf({ origin, office, entries, closed }: FeedOf): string {
  const x = escapeXml;
  const feed = origin + feedPath(office.slug, "atom");
  const items = entries.map((e) => {
    const pdf = e.pdf && origin + pdfPath(office.slug, e.slug);
    return [
      "<entry>",
      `<id>${permanentId("record", e.id)}</id>`,
      `<title>${x(headline(e))}</title>`,
      `<link rel="alternate" type="text/html" href="${x(origin + noticePath(office.slug, e.slug))}"/>`,
      pdf && `<link rel="enclosure" type="application/pdf" length="${e.pdf!.bytes}" href="${x(pdf)}"/>`,
      `<published>${x(e.publishedAt)}</published>`,
      `<updated>${x(e.updatedAt)}</updated>`,
      ...e.makers.map((m) => `<author><name>${x(makerWords(m))}</name></author>`),
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
    `<id>${permanentId("register", office.slug)}</id>`,
    `<title>${x(`Decisions of ${office.name}`)}</title>`,
    ...(closed ? [`<subtitle>${x(closed.words)}</subtitle>`] : []),
    ...(closed?.by
      ? [`<link rel="successor-version" type="text/html" href="${x(origin + registerPath(closed.by))}"/>`]
      : []),
    `<updated>${x(lastUpdate(entries))}</updated>`,
    `<author><name>${x(office.name)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${x(feed)}"/>`,
    `<link rel="alternate" type="text/html" href="${x(origin + registerPath(office.slug))}"/>`,
    ...items,
    "</feed>",
    "",
  ].join("\n");
}

export function jsonFeedOf({ origin, office, entries, closed }: FeedOf): string {
  const items = entries.map((e) => ({
    id: permanentId("record", e.id),
    url: origin + noticePath(office.slug, e.slug),
    title: headline(e),
    content_text: describe(e),
    ...(e.summary && { summary: e.summary }),
    date_published: e.publishedAt,
    date_modified: e.updatedAt,
    ...(e.makers.length && { authors: e.makers.map((m) => ({ name: makerWords(m) })) }),
    ...(e.categories.length && { tags: e.categories.map((c) => c.label) }),
    ...(e.pdf && {
      attachments: [
        {
          url: origin + pdfPath(office.slug, e.slug),
          mime_type: "application/pdf",
          size_in_bytes: e.pdf.bytes,
        },
      ],
    }),
  }));
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: `Decisions of ${office.name}`,
    home_page_url: origin + registerPath(office.slug),
    feed_url: origin + feedPath(office.slug, "json"),
    ...(closed && {
      description: closed.by ? `${closed.words} ${origin}${registerPath(closed.by)}` : closed.words,
    }),
    language: "en",
    authors: [{ name: office.name }],
    items,
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

function lastUpdate(entries: RegisterEntry[]): string {
  const updates = entries.map((e) => e.updatedAt).sort();
  return updates.at(-1) ?? "1970-01-01T00:00:00Z";
}
