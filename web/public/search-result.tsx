/**
 * One decision that a search found: its title, the facts that tell it from others, and a piece of its words.
 * Where it is in another language than the page, it says so.
 */
import { formatDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import { type Lang, say } from "#core/form/say.ts";
import { entryIn, noticeOf } from "#core/notice/welsh.ts";
import { capacityWords } from "#core/notice/words.ts";
import type { Hit } from "#core/search/hit.ts";
import type { NamedRecipient } from "#core/search/recipients.ts";
import type { Part } from "#core/search/snippet.ts";
import { awardWords } from "./search-recipients.tsx";

export interface SearchResultProps {
  hit: Hit;
  /** Say which office's it is. */
  named: boolean;
  recipient?: NamedRecipient;
  /** Of the page. */
  lang: Lang;
}

export function SearchResult({ hit, named, recipient, lang: page }: SearchResultProps) {
  const { lang, title, snippet, snippetLang } = hit;
  const entry = entryIn(lang, hit.entry);
  const facts = [
    entry.reference,
    entry.decidedOn && formatDate(entry.decidedOn, undefined, lang),
    entry.kind === "decision" ? capacityWords(entry, lang) : entry.form.title,
    recipient ? awardWords(entry, recipient, lang) : entry.amount !== undefined && formatMoney(entry.amount),
    entry.withheld && say(lang, entry.withheld.whole ? "Withheld" : "Part withheld"),
    named && entry.office.name,
  ];
  const other = lang === page ? undefined : lang;
  return (
    <li lang={other}>
      <h3 class="govuk-heading-s">
        <a class="govuk-link" href={noticeOf(entry, lang)} hreflang={other}>
          {entry.status === "withdrawn" ? (
            say(lang, "Withdrawn before publication")
          ) : (
            <Marked parts={title} />
          )}
        </a>
      </h3>
      <p class="app-results__facts">{facts.filter(Boolean).join(" · ")}</p>
      <p class="govuk-body" lang={snippetLang === lang ? undefined : snippetLang}>
        <Marked parts={snippet} />
      </p>
    </li>
  );
}

function Marked({ parts }: { parts: Part[] }) {
  return <>{parts.map(({ text, mark }) => (mark ? <mark>{text}</mark> : text))}</>;
}
