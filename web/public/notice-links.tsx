/** Linked records: what this one continues, supersedes or corrects, and what does so to it. */

import { type Lang, say } from "#core/form/say.ts";
import { referenceKey } from "#core/form/series.ts";
import { programmePath, questionPath } from "#core/notice/addresses.ts";
import { isWithinRegister, linksTo } from "#core/notice/changes.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { Home } from "#core/notice/programme.ts";
import { noticeOf } from "#core/notice/welsh.ts";
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
  lang?: Lang;
}

type EntryLink = RegisterEntry["links"][number];

interface Line {
  relation: string;
  text: string;
  href?: string;
}

export function Links({
  entry,
  linked = [],
  linkedFrom = [],
  programme,
  questions = [],
  lang = "en",
}: LinksProps) {
  const lines = [
    ...(programme
      ? [
          {
            relation: say(lang, "Part of a programme"),
            text: say(lang, "all its decisions, with their money by year, funder and recipient"),
            href: programmePath(entry.office.slug, programme.slug),
          },
        ]
      : []),
    ...entry.links.map((link) => outward(link, entry, linked, lang)),
    ...linkedFrom.flatMap((from) => inward(from, entry, lang)),
    ...questions.map((item) => questioned(item, entry, lang)),
  ];
  if (lines.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{say(lang, "Linked records")}</h2>
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

function outward(link: EntryLink, entry: RegisterEntry, linked: RegisterEntry[], lang: Lang): Line {
  const relation = relationWords(link.relation, "out", lang);
  const found = isWithinRegister(link) ? linked.find((e) => sameReference(e, link)) : undefined;
  if (found) return { relation, text: named(found, entry, lang), href: noticeOf(found, lang) };
  const words = [link.reference, link.title].filter(Boolean).join(": ") || link.url || "";
  return { relation, text: link.office ? `${words} (${link.office})` : words, href: link.url };
}

function inward(from: RegisterEntry, entry: RegisterEntry, lang: Lang): Line[] {
  return linksTo(from, entry).map((link) => ({
    relation: relationWords(link.relation, "back", lang),
    text: named(from, entry, lang),
    href: noticeOf(from, lang),
  }));
}

function questioned(item: PublicItem, entry: RegisterEntry, lang: Lang): Line {
  const answers = bearingOn(item, entry.id) === "answers";
  return {
    relation: say(lang, answers ? "Answers what was asked" : "Asked about it"),
    text: `${headOf(item, lang)} (${standingWords(item, lang)})`,
    href: questionPath(item.office.slug, item.slug),
  };
}

/** A record of an office before or after names its office. */
function named(other: RegisterEntry, { office }: RegisterEntry, lang: Lang): string {
  const words = headline(other, lang);
  return other.office.slug === office.slug ? words : `${words} (${other.office.name})`;
}

/** References meet by their normal form: "DRF 2021-0007335" is "DRF-2021-7335". */
function sameReference(entry: RegisterEntry, { reference }: EntryLink): boolean {
  return Boolean(entry.reference && reference && referenceKey(entry.reference) === referenceKey(reference));
}
