/** Linked records: what this one continues, supersedes or corrects, and what does so to it. */

import { referenceKey } from "#core/form/series.ts";
import { noticePath } from "#core/notice/addresses.ts";
import { linksTo } from "#core/notice/changes.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { headline, relationWords } from "#core/notice/words.ts";

export interface LinksProps {
  entry: RegisterEntry;
  /** Entries of our own records that this one links to. One without an entry is named, not linked. */
  linked?: RegisterEntry[];
  /** Entries of records that link to this one. */
  linkedFrom?: RegisterEntry[];
}

type EntryLink = RegisterEntry["links"][number];

interface Line {
  relation: string;
  text: string;
  href?: string;
}

export function Links({ entry, linked = [], linkedFrom = [] }: LinksProps) {
  const lines = [
    ...entry.links.map((link) => outward(link, entry, linked)),
    ...linkedFrom.flatMap((from) => inward(from, entry)),
  ];
  if (lines.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">Linked records</h2>
      <ul class="govuk-list">
        {lines.map(({ relation, text, href }) => (
          <li>
            {relation}:{" "}
            {href ? (
              <a class="govuk-link" href={href}>
                {text}
              </a>
            ) : (
              text
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function outward(link: EntryLink, entry: RegisterEntry, linked: RegisterEntry[]): Line {
  const relation = relationWords(link.relation, "out");
  const found = link.to === "own" ? linked.find((e) => sameReference(e, link)) : undefined;
  if (found) return { relation, text: named(found, entry), href: noticePath(found.office.slug, found.slug) };
  const words = [link.reference, link.title].filter(Boolean).join(": ") || link.url || "";
  return { relation, text: link.office ? `${words} (${link.office})` : words, href: link.url };
}

function inward(from: RegisterEntry, entry: RegisterEntry): Line[] {
  return linksTo(from, entry).map((link) => ({
    relation: relationWords(link.relation, "back"),
    text: named(from, entry),
    href: noticePath(from.office.slug, from.slug),
  }));
}

/** A record of an office before or after names its office. */
function named(other: RegisterEntry, { office }: RegisterEntry): string {
  const words = headline(other);
  return other.office.slug === office.slug ? words : `${words} (${other.office.name})`;
}

/** References meet by their normal form: "DRF 2021-0007335" is "DRF-2021-7335". */
function sameReference(entry: RegisterEntry, { reference }: EntryLink): boolean {
  return Boolean(entry.reference && reference && referenceKey(entry.reference) === referenceKey(reference));
}
