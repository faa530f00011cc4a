/**
 * Feeds of the newest records of an office, or of a part of its register or of all: Atom (RFC 4287) and
 * JSON Feed 1.1. Ids are permanent; an item's `updated` moves only when it is published again. An office that
 * writes in both languages has its feeds in each, where the same record is an item of its own.
 */
import { followAddress } from "#core/follow/addresses.ts";
import { type Lang, say } from "#core/form/say.ts";
import { feedPath, inLanguage, pdfPath, registerPath } from "./addresses.ts";
import type { RegisterEntry } from "./entry.ts";
import { permanentId } from "./permanent-id.ts";
import { entryIn, noticeOf } from "./welsh.ts";
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
  /** Newest first, each as the English register has it. */
  entries: RegisterEntry[];
  /** English unless given; the office's name is in it. */
  lang?: Lang;
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

function headOf({ origin, office, part, closed, lang = "en" }: FeedOf) {
  const slug = office?.slug ?? "";
  const own = (path: string) => inLanguage(lang, path);
  const recipient = part?.params.get("recipient")?.replaceAll("-", " ");
  const category = part?.params.get("category") ?? undefined;
  const chosen = { office: office?.slug, category, recipient };
  return {
    id: part ? permanentId("feed", part.params.toString()) : permanentId("register", inIds(slug, lang)),
    title: part?.title ?? say(lang, "Decisions of {name}", { name: office?.name ?? "" }),
    self: (type: FeedType) => origin + (part?.address(type) ?? own(feedPath(slug, type))),
    page: origin + (part?.page ?? own(registerPath(slug))),
    successor: closed?.by && origin + registerPath(closed.by),
    words:
      closed?.words ?? say(lang, "By email: {address}", { address: `${origin}${followAddress(chosen)}` }),
  };
}

/** What a feed says of a record, in its language where it has a text in it. */
function itemOf(stands: RegisterEntry, { origin, lang: asked = "en" }: FeedOf) {
  const lang = stands.cy ? asked : "en";
  const entry = entryIn(lang, stands);
  const { slug, office, makers, pdf } = entry;
  return {
    id: permanentId("record", inIds(entry.id, lang)),
    /** Where it is not that of the feed. */
    lang: lang === asked ? undefined : lang,
    url: origin + noticeOf(entry, lang),
    title: headline(entry, lang),
    text: describe(entry, lang),
    pdf: pdf && { url: origin + inLanguage(lang, pdfPath(office.slug, slug)), bytes: pdf.bytes },
    // Of a number that came to nothing, the office.
    authors: makers.length > 0 ? makers.map((maker) => makerWords(maker, lang)) : [office.name],
    entry,
  };
}

/** A text in another language is another thing to whoever follows both (RFC 4287, 4.2.6). */
const inIds = (id: string, lang: Lang) => (lang === "en" ? id : `${id}/${lang}`);

export function atomOf(of: FeedOf): string {
  const { office, entries, lang = "en" } = of;
  const head = headOf(of);
  const x = escapeXml;
  const items = entries.map((stands) => {
    const { entry: e, pdf, ...item } = itemOf(stands, of);
    return [
      item.lang ? `<entry xml:lang="${item.lang}">` : "<entry>",
      `<id>${item.id}</id>`,
      `<title>${x(item.title)}</title>`,
      `<link rel="alternate" type="text/html" href="${x(item.url)}"/>`,
      pdf && `<link rel="enclosure" type="application/pdf" length="${pdf.bytes}" href="${x(pdf.url)}"/>`,
      `<published>${x(e.publishedAt)}</published>`,
      `<updated>${x(e.updatedAt)}</updated>`,
      ...item.authors.map((name) => `<author><name>${x(name)}</name></author>`),
      ...e.categories.map((c) => `<category term="${x(c.id)}" label="${x(c.label)}"/>`),
      `<summary type="text">${x(item.text)}</summary>`,
      "</entry>",
    ]
      .filter(Boolean)
      .join("\n");
  });
  return [
    XML,
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`,
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
  const { office, entries, lang = "en" } = of;
  const head = headOf(of);
  const items = entries.map((stands) => {
    const { entry: e, pdf, ...item } = itemOf(stands, of);
    return {
      id: item.id,
      url: item.url,
      title: item.title,
      content_text: item.text,
      ...(e.summary && { summary: e.summary }),
      date_published: e.publishedAt,
      date_modified: e.updatedAt,
      authors: item.authors.map((name) => ({ name })),
      ...(item.lang && { language: item.lang }),
      ...(e.categories.length && { tags: e.categories.map((c) => c.label) }),
      ...(pdf && {
        attachments: [{ url: pdf.url, mime_type: "application/pdf", size_in_bytes: pdf.bytes }],
      }),
    };
  });
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: head.title,
    description: [head.words, head.successor].filter(Boolean).join(" "),
    home_page_url: head.page,
    feed_url: head.self("json"),
    language: lang,
    authors: [{ name: office?.name ?? EVERYBODY }],
    items,
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

/** Of a feed that is no one office's: each of its items has authors of its own. */
const EVERYBODY = "Public bodies";

function lastUpdate(entries: RegisterEntry[]): string {
  const updates = entries.map((e) => e.updatedAt).sort();
  return updates.at(-1) ?? "1970-01-01T00:00:00Z";
}
