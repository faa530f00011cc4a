/**
 * An entry in words, the same on pages, in feeds and in data: who decided, when, how long until it
 * was published, how much and to whom.
 */
import { daysBetween, formatDate, londonDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import type { Maker, RegisterEntry } from "./entry.ts";
import { importedWords } from "./imported.ts";

const OUTCOMES: Record<NonNullable<RegisterEntry["outcome"]>, string> = {
  approve: "Approved",
  "approve-with-changes": "Approved with changes",
  return: "Returned for changes",
  refuse: "Refused",
  note: "Noted",
  defer: "Deferred",
};

const RELATIONS: Record<string, { out: string; back: string }> = {
  continues: { out: "Continues", back: "Continued by" },
  supersedes: { out: "Supersedes", back: "Superseded by" },
  corrects: { out: "Corrects", back: "Corrected by" },
  revokes: { out: "Revokes", back: "Revoked by" },
  "reports-on": { out: "Reports on", back: "Reported on by" },
  publishes: { out: "Publishes", back: "Published by" },
  "relates-to": { out: "Relates to", back: "Related to" },
};

/** "Approved": what became of it. A report is released, not decided. */
export function outcomeWords(entry: RegisterEntry): string | undefined {
  if (entry.status !== "published" || !entry.outcome) return undefined;
  if (entry.kind !== "decision" && entry.outcome === "approve") return "Released for publication";
  return OUTCOMES[entry.outcome];
}

/** "Continues", or, seen from the other record, "Continued by". */
export function relationWords(relation: string, direction: "out" | "back"): string {
  return (RELATIONS[relation] ?? RELATIONS["relates-to"]!)[direction];
}

/** "Jo Brown, Police and Crime Commissioner", and for whom, where a deputy signed. */
export function makerWords({ name, capacity, for: principal }: Maker): string {
  return `${name}, ${capacity}${principal ? `, for ${principal}` : ""}`;
}

/** The capacities that decided, each once: "Police and Crime Commissioner and Chief Constable". */
export function capacityWords(entry: RegisterEntry): string {
  return [...new Set(entry.makers.map((m) => m.capacity))].join(" and ");
}

/** From decision to first publication: "the same day", "3 days after the decision". */
export function delayWords(entry: RegisterEntry): string | undefined {
  const publishedOn = publishedOnOf(entry);
  if (!entry.decidedOn || !publishedOn) return undefined;
  const days = daysBetween(entry.decidedOn, publishedOn);
  // An old register may have it the wrong way round: no words make sense of that.
  if (entry.imported && days < 0) return undefined;
  const what = entry.kind === "decision" ? "decision" : "release";
  if (days <= 0) return `the same day as the ${what}`;
  return `${days.toLocaleString("en-GB")} ${days === 1 ? "day" : "days"} after the ${what}`;
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
export function headline(entry: RegisterEntry): string {
  if (entry.status === "unpublished") return `${callOf(entry)}: withdrawn from publication`;
  if (entry.status === "withdrawn") return `${callOf(entry)}: withdrawn before publication`;
  return entry.reference ? `${entry.reference}: ${entry.title}` : entry.title;
}

/** "Corrected on 3 March 2026: a wrong sum": what the version that stands corrects, if it does. */
export function correctionWords(entry: RegisterEntry): string | undefined {
  const last = entry.earlier?.at(-1);
  return last && entry.status !== "unpublished" ? `Corrected on ${reasoned(last)}` : undefined;
}

/** Why and when a record was withdrawn from publication. */
export function withdrawnWords(entry: RegisterEntry): string {
  const last = entry.earlier?.at(-1);
  return last ? `Withdrawn from publication on ${reasoned(last)}` : "Withdrawn from publication.";
}

/** That a number was given, and not used: when it was withdrawn, and why, where the office says. */
function unusedWords({ decidedOn, updatedAt, reason }: RegisterEntry): string {
  const what = decidedOn ? `a decision of ${formatDate(decidedOn)}` : "a record";
  const on = formatDate(londonDate(updatedAt));
  const words = `This number was given to ${what} that was withdrawn before it was published, on ${on}.`;
  return reason ? `${words} The reason given: ${ended(reason)}` : words;
}

/** "3 March 2026: a wrong sum." */
function reasoned({ replacedAt, reason }: NonNullable<RegisterEntry["earlier"]>[number]): string {
  return `${formatDate(londonDate(replacedAt))}${reason.trim() ? `: ${ended(reason)}` : "."}`;
}

function ended(reason: string): string {
  const words = reason.trim();
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

/** "Revoked by 12/2026 on 3 March 2026", once for each later record that changes this one. */
export function changeWords({ relation, call, on }: NonNullable<RegisterEntry["changedBy"]>[number]): string {
  return `${relationWords(relation, "back")} ${call} on ${formatDate(on)}`;
}

function decidedOrReleased({ kind }: RegisterEntry): string {
  return kind === "decision" ? "Decided" : "Released";
}

/** A paragraph that answers who, what, when, how much and to whom. */
export function describe(entry: RegisterEntry): string {
  const verb = entry.kind === "decision" ? (outcomeWords(entry) ?? "Decided") : "Released";
  const by = entry.makers.map(makerWords).join("; ");
  const when = entry.decidedOn && `on ${formatDate(entry.decidedOn)}`;
  const to = entry.recipients.map((r) => r.name).join(", ");
  const sentences = [
    [verb, by && `by ${by}`, when].filter(Boolean).join(" "),
    entry.amount !== undefined && `${formatMoney(entry.amount)}${to ? ` to ${to}` : ""}`,
    entry.amount === undefined && to && `Recipient: ${to}`,
    entry.withheld?.whole && `Withheld: ${entry.withheld.ground}`,
    entry.summary,
    entry.imported && importedWords(entry.imported),
  ];
  if (entry.status === "unpublished")
    return [withdrawnWords(entry), by && when && `${decidedOrReleased(entry)} by ${by} ${when}.`]
      .filter(Boolean)
      .join(" ");
  if (entry.status === "withdrawn") return unusedWords(entry);
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
