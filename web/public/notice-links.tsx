/** Linked records: what this one continues, supersedes or corrects, and what does so to it. */

import { referenceKey } from "#core/form/series.ts";
import { noticePath, programmePath, questionPath } from "#core/notice/addresses.ts";
import { isWithinRegister, linksTo } from "#core/notice/changes.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { Home } from "#core/notice/programme.ts";
import { headline, relationWords } from "#core/notice/words.ts";
import { bearingOn, type PublicItem } from "#core/scrutiny/public-item.ts";
import { headOf, standingWords } from "#core/scrutiny/words.ts";

export interface LinksProps {
  entry: RegisterEntry;
  /** Entries of our own records that this one links to. One without an entry is named, not linked. */
  linked?: RegisterEntry[];
  /** Entries of records that link to this one. */
  linkedFrom?: RegisterEntry[];
  /** Questions of those who scrutinise the office that bear on it. */
  questions?: PublicItem[];
  /** The programme that it belongs to. */
  programme?: Home;
}

type EntryLink = RegisterEntry["links"][number];

interface Line {
  relation: string;
  text: string;
  href?: string;
}

export function Links({ entry, linked = [], linkedFrom = [], programme, questions = [] }: LinksProps) {
  const lines = [
    ...(programme
      ? [
          {
            relation: "Part of a programme",
            text: "all its decisions, with their money by year, funder and recipient",
            href: programmePath(entry.office.slug, programme.slug),
          },
        ]
      : []),
    ...entry.links.map((link) => outward(link, entry, linked)),
    ...linkedFrom.flatMap((from) => inward(from, entry)),
    ...questions.map((item) => questioned(item, entry)),
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
  const found = isWithinRegister(link) ? linked.find((e) => sameReference(e, link)) : undefined;
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

function questioned(item: PublicItem, entry: RegisterEntry): Line {
  return {
    relation: bearingOn(item, entry.id) === "answers" ? "Answers what was asked" : "Asked about it",
    text: `${headOf(item)} (${standingWords(item)})`,
    href: questionPath(item.office.slug, item.slug),
  };
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
