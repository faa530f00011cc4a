/** Linked records: what this one continues, supersedes or corrects, and what does so to it. */

import { type Lang, say } from "#core/form/say.ts";
import { referenceKey } from "#core/form/series.ts";
import { linksTo } from "#core/notice/changes.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { noticeOf } from "#core/notice/welsh.ts";
import { headline, relationWords } from "#core/notice/words.ts";

export interface LinksProps {
  entry: RegisterEntry;
  /** Entries of our own records that this one links to. One without an entry is named, not linked. */
  linked?: RegisterEntry[];
  /** Entries of records that link to this one. */
  linkedFrom?: RegisterEntry[];
  lang?: Lang;
}

type EntryLink = RegisterEntry["links"][number];

interface Line {
  relation: string;
  text: string;
  href?: string;
}

export function Links({ entry, linked = [], linkedFrom = [], lang = "en" }: LinksProps) {
  const lines = [
    ...entry.links.map((link) => outward(link, linked, lang)),
    ...linkedFrom.flatMap((from) => inward(from, entry, lang)),
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

function outward(link: EntryLink, linked: RegisterEntry[], lang: Lang): Line {
  const relation = relationWords(link.relation, "out", lang);
  const found = link.to === "own" ? linked.find((e) => sameReference(e, link)) : undefined;
  if (found) return { relation, text: headline(found, lang), href: noticeOf(found, lang) };
  const words = [link.reference, link.title].filter(Boolean).join(": ") || link.url || "";
  return { relation, text: link.office ? `${words} (${link.office})` : words, href: link.url };
}

function inward(from: RegisterEntry, entry: RegisterEntry, lang: Lang): Line[] {
  return linksTo(from, entry).map((link) => ({
    relation: relationWords(link.relation, "back", lang),
    text: headline(from, lang),
    href: noticeOf(from, lang),
  }));
}

/** References meet by their normal form: "DRF 2021-0007335" is "DRF-2021-7335". */
function sameReference(entry: RegisterEntry, { reference }: EntryLink): boolean {
  return Boolean(entry.reference && reference && referenceKey(entry.reference) === referenceKey(reference));
}
