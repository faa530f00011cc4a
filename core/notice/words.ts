/**
 * An entry in words, the same on pages, in feeds and in data: who decided, when, how long until it
 * was published, how much and to whom.
 */
import { daysBetween, formatDate, londonDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import { countOf, type Lang, say, type Words } from "#core/form/say.ts";
import type { Maker, RegisterEntry } from "./entry.ts";
import { importedWords } from "./imported.ts";

const OUTCOMES: Record<NonNullable<RegisterEntry["outcome"]>, Words> = {
  approve: "Approved",
  "approve-with-changes": "Approved with changes",
  return: "Returned for changes",
  refuse: "Refused",
  note: "Noted",
  defer: "Deferred",
};

const RELATIONS: Record<string, { out: Words; back: Words }> = {
  continues: { out: "Continues", back: "Continued by" },
  supersedes: { out: "Supersedes", back: "Superseded by" },
  corrects: { out: "Corrects", back: "Corrected by" },
  revokes: { out: "Revokes", back: "Revoked by" },
  "reports-on": { out: "Reports on", back: "Reported on by" },
  publishes: { out: "Publishes", back: "Published by" },
  "relates-to": { out: "Relates to", back: "Related to" },
};

/** "Approved": what became of it. A report is released, not decided. */
export function outcomeWords(entry: RegisterEntry, lang: Lang = "en"): string | undefined {
  if (entry.status !== "published" || !entry.outcome) return undefined;
  if (entry.kind !== "decision" && entry.outcome === "approve") return say(lang, "Released for publication");
  return say(lang, OUTCOMES[entry.outcome]);
}

/** "Continues", or, seen from the other record, "Continued by". */
export function relationWords(relation: string, direction: "out" | "back", lang: Lang = "en"): string {
  return say(lang, (RELATIONS[relation] ?? RELATIONS["relates-to"]!)[direction]);
}

/** "Jo Brown, Police and Crime Commissioner", and for whom, where a deputy signed. */
export function makerWords({ name, capacity, for: principal }: Maker, lang: Lang = "en"): string {
  return `${name}, ${capacity}${principal ? say(lang, ", for {who}", { who: principal }) : ""}`;
}

/** The capacities that decided, each once: "Police and Crime Commissioner and Chief Constable". */
export function capacityWords(entry: RegisterEntry, lang: Lang = "en"): string {
  return [...new Set(entry.makers.map((m) => m.capacity))].reduce(
    (first, second) => (first ? say(lang, "{first} and {second}", { first, second }) : second),
    "",
  );
}

/** From decision to first publication: "the same day", "3 days after the decision". */
export function delayWords(entry: RegisterEntry, lang: Lang = "en"): string | undefined {
  const publishedOn = publishedOnOf(entry);
  if (!entry.decidedOn || !publishedOn) return undefined;
  const days = daysBetween(entry.decidedOn, publishedOn);
  // An old register may have it the wrong way round: no words make sense of that.
  if (entry.imported && days < 0) return undefined;
  const decided = entry.kind === "decision";
  if (days <= 0) return say(lang, decided ? "the same day as the decision" : "the same day as the release");
  return decided
    ? countOf(lang, days, "{n} day after the decision", "{n} days after the decision")
    : countOf(lang, days, "{n} day after the release", "{n} days after the release");
}

/** The day of first publication. Of an imported record it is known only where the old register has it. */
export function publishedOnOf({ imported, publishedAt }: RegisterEntry): string | undefined {
  return imported ? imported.publishedOn : londonDate(publishedAt);
}

/** The number as people cite it, or what the record is where its form has no number. */
export function callOf(entry: RegisterEntry): string {
  return entry.reference ?? entry.form.title;
}

/** "2023/2024 - 0022: Title", the title of a feed item. */
export function headline(entry: RegisterEntry, lang: Lang = "en"): string {
  if (entry.status === "unpublished")
    return say(lang, "{record}: withdrawn from publication", { record: callOf(entry) });
  if (entry.status === "withdrawn")
    return say(lang, "{record}: withdrawn before publication", { record: callOf(entry) });
  return entry.reference ? `${entry.reference}: ${entry.title}` : entry.title;
}

/** "Corrected on 3 March 2026: a wrong sum": what the version that stands corrects, if it does. */
export function correctionWords(entry: RegisterEntry, lang: Lang = "en"): string | undefined {
  const last = entry.earlier?.at(-1);
  return last && entry.status !== "unpublished"
    ? say(lang, "Corrected on {when}", { when: reasoned(last, lang) })
    : undefined;
}

/** Why and when a record was withdrawn from publication. */
export function withdrawnWords(entry: RegisterEntry, lang: Lang = "en"): string {
  const last = entry.earlier?.at(-1);
  return last
    ? say(lang, "Withdrawn from publication on {when}", { when: reasoned(last, lang) })
    : say(lang, "Withdrawn from publication.");
}

/** That a number was given, and not used: when it was withdrawn, and why, where the office says. */
function unusedWords({ decidedOn, updatedAt, reason }: RegisterEntry, lang: Lang): string {
  const on = formatDate(londonDate(updatedAt), undefined, lang);
  const words = decidedOn
    ? say(
        lang,
        "This number was given to a decision of {decided} that was withdrawn before it was published, on {on}.",
        { decided: formatDate(decidedOn, undefined, lang), on },
      )
    : say(lang, "This number was given to a record that was withdrawn before it was published, on {on}.", {
        on,
      });
  return reason ? `${words} ${say(lang, "The reason given: {reason}", { reason: ended(reason) })}` : words;
}

/** "3 March 2026: a wrong sum." */
function reasoned({ replacedAt, reason }: NonNullable<RegisterEntry["earlier"]>[number], lang: Lang): string {
  const when = formatDate(londonDate(replacedAt), undefined, lang);
  return `${when}${reason.trim() ? `: ${ended(reason)}` : "."}`;
}

function ended(reason: string): string {
  const words = reason.trim();
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

/** "Revoked by 12/2026 on 3 March 2026", once for each later record that changes this one. */
export function changeWords(
  { relation, call, on }: NonNullable<RegisterEntry["changedBy"]>[number],
  lang: Lang = "en",
): string {
  const what = `${relationWords(relation, "back", lang)} ${call}`;
  return say(lang, "{what} on {when}", { what, when: formatDate(on, undefined, lang) });
}

/** "Approved by Jo Brown, Commissioner on 3 March 2026", as far as it is known. */
function byAndOn(entry: RegisterEntry, what: string, lang: Lang): string {
  const who = entry.makers.map((maker) => makerWords(maker, lang)).join("; ");
  const when = entry.decidedOn && formatDate(entry.decidedOn, undefined, lang);
  if (who && when) return say(lang, "{what} by {who} on {when}", { what, who, when });
  if (who) return say(lang, "{what} by {who}", { what, who });
  return when ? say(lang, "{what} on {when}", { what, when }) : what;
}

/** A paragraph that answers who, what, when, how much and to whom. */
export function describe(entry: RegisterEntry, lang: Lang = "en"): string {
  const decision = entry.kind === "decision";
  const verb = say(lang, decision ? "Decided" : "Released");
  const who = entry.recipients.map((r) => r.name).join(", ");
  const sum = entry.amount !== undefined && formatMoney(entry.amount);
  if (entry.status === "unpublished") {
    const known = entry.makers.length > 0 && entry.decidedOn !== undefined;
    return [withdrawnWords(entry, lang), known && `${byAndOn(entry, verb, lang)}.`].filter(Boolean).join(" ");
  }
  if (entry.status === "withdrawn") return unusedWords(entry, lang);
  const sentences = [
    byAndOn(entry, decision ? (outcomeWords(entry, lang) ?? verb) : verb, lang),
    sum && (who ? say(lang, "{sum} to {who}", { sum, who }) : sum),
    !sum && who && say(lang, "Recipient: {who}", { who }),
    entry.withheld?.whole && say(lang, "Withheld: {ground}", { ground: entry.withheld.ground }),
    entry.summary,
    entry.imported && importedWords(entry.imported),
  ];
  return sentences
    .filter((s) => typeof s === "string" && s !== "")
    .map((s) => (/[.!?…]$/.test(s as string) ? s : `${s}.`))
    .join(" ");
}

/** "120 kB": kilobytes as people count them, at least 1. */
export function sizeWords(bytes: number): string {
  const kB = Math.max(1, Math.round(bytes / 1000));
  return kB < 1000 ? `${kB} kB` : `${(kB / 1000).toFixed(1)} MB`;
}

/** "69674.48" from pence by digits, never through a float. */
export function poundsOf(pence: number | undefined): string | undefined {
  if (pence === undefined) return undefined;
  const digits = String(Math.abs(pence)).padStart(3, "0");
  return `${pence < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
