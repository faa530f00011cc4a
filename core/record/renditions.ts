/** Where a record's documents are kept, and what its publication says of them. */
import type { PublicationFacts } from "#core/notice/entry.ts";
import type { State } from "./state.ts";

/** A sealed document is kept under the hash of its unsealed bytes, which the same record always gives. */
export function renditionKey(office: string, id: string, rendered: string): string {
  return `rendition/${office}/${id}/${rendered}.pdf`;
}

/** What publication `n` adds to the record's entry in the register. */
export function publicationFacts(
  { number, renditions }: State,
  n: number,
  publishedAt: string,
): PublicationFacts {
  const pdf = renditions.public;
  return {
    n,
    publishedAt,
    number,
    pdf: pdf && { bytes: pdf.bytes, sha256: pdf.sha256, pages: pdf.pages },
  };
}
