/** Where a record's documents are kept, when they are late, and what its publication says of them. */
import type { PublicationFacts } from "#core/notice/entry.ts";
import type { State } from "./state.ts";

/** A sealed document is kept under the hash of its unsealed bytes, which the same record always gives. */
export function renditionKey(office: string, id: string, rendered: string): string {
  return `rendition/${office}/${id}/${rendered}.pdf`;
}

const LATE_AFTER_MS = 15 * 60_000;

/** Whether the service has owed something since an instant for longer than a retry or two explains. */
export function isOverdue(since: string, now: string): boolean {
  return Date.parse(now) - Date.parse(since) >= LATE_AFTER_MS;
}

/** What publication `n` adds to the record's entry in the register. */
export function publicationFacts(
  { number, renditions, earlier }: State,
  n: number,
  publishedAt: string,
): PublicationFacts {
  const { public: pdf, welsh } = renditions;
  return {
    n,
    publishedAt,
    firstPublishedAt: earlier?.[0]?.publishedAt,
    number,
    pdf: pdf && { bytes: pdf.bytes, sha256: pdf.sha256, pages: pdf.pages },
    welshPdf: welsh && { bytes: welsh.bytes, sha256: welsh.sha256, pages: welsh.pages },
  };
}
