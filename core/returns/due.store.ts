/**
 * What each return of an office still lacks, record by record, with when it is due: of what is being
 * signed and what is decided, before anybody outside can miss it, and of what was published lately.
 */

import { londonDate } from "#core/form/dates.ts";
import { amountOf, titleOf } from "#core/form/reading.ts";
import { awards, powers } from "#core/notice/disclosed.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { entriesWithin } from "#core/notice/register.store.ts";
import type { Actor } from "#core/record/records.ts";
import { list } from "#core/record/status.ts";
import { getView } from "#core/record/view.store.ts";
import type { RecordView } from "#core/record/view.ts";
import { inParallel } from "#core/search/parallel.ts";
import { subjectOf } from "./file.ts";
import { linesFor, missingFrom, RETURNS, type Return, type Subject } from "./lines.ts";
import { particularsOf } from "./particulars.ts";

export interface DueLine {
  /** The id of the record. */
  id: string;
  title: string;
  reference?: string;
  state: string;
  recipient?: string;
  amount?: number;
  due?: { on: string; words: string };
  missing: string[];
}

export interface DueReturn {
  item: Return;
  /** What lacks something, what is due first before the rest; then what is complete. */
  lines: DueLine[];
}

/** The longest time a return leaves, and a month to see that it was done. */
const DAYS_BACK = 125;
const MOST_OPEN = 60;
const MOST_PUBLISHED = 200;
const AT_ONCE = 8;

type Known = Subject & { id: string; reference?: string; state: string };

/** `today` is a civil date. */
export async function dueReturns(actor: Actor, today: string): Promise<DueReturn[]> {
  const [open, published] = await Promise.all([openRecords(actor), publishedSince(actor.office, today)]);
  const subjects = [...open, ...published.flatMap(ofEntry)];
  return RETURNS.map((item) => ({
    item,
    lines: subjects.flatMap((subject) => linesOf(item, subject)).sort(mostUrgentFirst),
  }));
}

function linesOf(item: Return, subject: Known): DueLine[] {
  const { id, title, reference, state, decidedOn } = subject;
  return linesFor(item, subject).map((line) => ({
    id,
    title,
    reference,
    state,
    recipient: line.recipient,
    amount: line.amount,
    due: decidedOn ? item.due(decidedOn) : undefined,
    missing: missingFrom(item, line),
  }));
}

function mostUrgentFirst(a: DueLine, b: DueLine): number {
  const whole = Number(a.missing.length === 0) - Number(b.missing.length === 0);
  return whole || (a.due?.on ?? "9").localeCompare(b.due?.on ?? "9");
}

async function openRecords(actor: Actor): Promise<Known[]> {
  const listed = await list({ actor });
  const open = listed.filter(({ state }) => state === "review" || state === "decided").slice(0, MOST_OPEN);
  const views = await inParallel(open, AT_ONCE, ({ id }) => getView(id));
  return views.flatMap(({ view }) => ofView(view));
}

function ofView(view: RecordView): Known[] {
  const { form, answers, outcome } = view;
  const stands = outcome === undefined || outcome === "approve" || outcome === "approve-with-changes";
  if (form.kind !== "decision" || !stands) return [];
  return [
    {
      id: view.id,
      title: titleOf(form, answers),
      reference: view.reference,
      state: view.state,
      decidedOn: view.decidedAt && londonDate(view.decidedAt),
      awards: awards(form, answers),
      amount: amountOf(form, answers),
      powers: powers(form, answers),
      particulars: particularsOf(form, answers),
    },
  ];
}

async function publishedSince(office: string, today: string): Promise<RegisterEntry[]> {
  const from = new Date(Date.parse(`${today}T00:00:00Z`) - DAYS_BACK * 86_400_000).toISOString().slice(0, 10);
  const years = [...new Set([today.slice(0, 4), from.slice(0, 4)])];
  const each = await Promise.all(
    years.map((year) => entriesWithin(office, year, { from, limit: MOST_PUBLISHED })),
  );
  return each.flat();
}

function ofEntry(entry: RegisterEntry): Known[] {
  const subject = subjectOf(entry);
  return subject ? [{ ...subject, id: entry.id, reference: entry.reference, state: entry.status }] : [];
}
