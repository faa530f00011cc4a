/**
 * The statutory returns, line by line, from a record's awards and particulars: which return each sum
 * belongs to, by when it must be there, and what is missing from it. One row here is one return. Every
 * amount is pence; the thresholds are "exceeding", so a sum of exactly £500 is not in.
 */
import { formatDate, isoDate } from "#core/form/dates.ts";
import type { Award } from "#core/notice/entry.ts";
import type { Particulars } from "./particulars.ts";

export type ReturnId = "grants" | "spending" | "contracts" | "small-contracts" | "subsidies";

/** A decision as the returns see it. */
export interface Subject {
  title: string;
  awards: Award[];
  /** What the record commits in all. */
  amount?: number;
  powers: string[];
  /** Absent until it is decided. */
  decidedOn?: string;
  particulars: Particulars;
}

export interface Line {
  recipient?: string;
  amount?: number;
  purpose?: string;
  conditions?: string;
  reasons?: string;
  value?: string;
  route?: string;
  power?: string;
  year?: string;
}

export interface Return {
  id: ReturnId;
  title: string;
  /** Where the duty comes from. */
  law: string;
  /** What the law asks of each line, with the words for what is missing. */
  asks: [particular: keyof Line, words: string][];
  /** Columns of the file besides those. */
  also: (keyof Line)[];
  holds(line: Line, subject: Subject): boolean;
  /** By when, as a civil date, and in words. */
  due(decidedOn: string): { on: string; words: string };
}

const CRIME_GRANT =
  /crime and disorder reduction grant|\bsections? 9\b|\bs\.? ?9\b(?!\d)|\bsections? 143\b|\bs\.? ?143\b/i;
const SPENDING_OVER = 500_00;
const CONTRACT_OVER = 10_000_00;
/** Under a scheme that is itself in the database, a subsidy up to this needs no entry (section 33). */
const SCHEME_UP_TO = 100_000_00;

const isGrant = ({ power }: Line, { particulars }: Subject) =>
  power ? CRIME_GRANT.test(power) || (particulars.grant && !particulars.contract) : particulars.grant;
const over = ({ amount }: Line, pence: number) => amount === undefined || amount > pence;

export const RETURNS: Return[] = [
  {
    id: "grants",
    title: "Crime and disorder reduction grants",
    law: "Specified Information Order 2011, Schedule, paragraph 3(f)",
    asks: [
      ["recipient", "who receives it"],
      ["amount", "the amount"],
      ["purpose", "the purpose"],
      ["conditions", "the conditions"],
      ["reasons", "why it contributes to reducing crime and disorder"],
    ],
    also: ["power", "year"],
    holds: isGrant,
    due: afterMonth,
  },
  {
    id: "spending",
    title: "Items of expenditure over £500",
    law: "Specified Information Order 2011, Schedule, paragraph 3(g)",
    asks: [
      ["recipient", "who receives it"],
      ["amount", "the amount"],
      ["purpose", "the purpose"],
      ["value", "why it is good value for money"],
    ],
    also: ["power", "year"],
    holds: (line, subject) => !isGrant(line, subject) && over(line, SPENDING_OVER),
    due: afterMonth,
  },
  {
    id: "contracts",
    title: "Contracts over £10,000",
    law: "Specified Information Order 2011, Schedule, paragraph 4: a copy of each",
    asks: [
      ["recipient", "the supplier"],
      ["amount", "the value"],
      ["purpose", "what it is for"],
      ["route", "how the supplier was chosen"],
    ],
    also: ["value"],
    holds: (line, subject) => isContract(line, subject) && over(line, CONTRACT_OVER),
    due: soon,
  },
  {
    id: "small-contracts",
    title: "Contracts up to £10,000",
    law: "Specified Information Order 2011, Schedule, paragraph 4: a list",
    asks: [
      ["recipient", "the supplier"],
      ["amount", "the value"],
      ["purpose", "what it is for"],
    ],
    also: ["route", "value"],
    holds: (line, subject) => isContract(line, subject) && !over(line, CONTRACT_OVER),
    due: soon,
  },
  {
    id: "subsidies",
    title: "Entries in the subsidy database",
    law: "Subsidy Control Act 2022, section 33",
    asks: [
      ["recipient", "who receives it"],
      ["amount", "the amount"],
      ["purpose", "the policy objective or purpose"],
      ["power", "the legal power"],
    ],
    also: ["conditions"],
    holds: (line, { particulars: { subsidy } }) =>
      subsidy === "yes" || (subsidy === "scheme" && over(line, SCHEME_UP_TO)),
    due: threeMonths,
  },
];

/** The lines of one return that a decision adds. */
export function linesFor(item: Return, subject: Subject): Line[] {
  return linesIn(subject).filter((line) => item.holds(line, subject));
}

/** What a line of a return still lacks, in words. */
export function missingFrom(item: Return, line: Line): string[] {
  return item.asks.filter(([particular]) => line[particular] === undefined).map(([, words]) => words);
}

/** A grant may name nobody yet; a sum that names nobody is otherwise no item of a return. */
function linesIn({ title, awards, amount, powers, particulars }: Subject): Line[] {
  const { conditions, reasons, value, route, grant } = particulars;
  const given: Partial<Award>[] = awards.length > 0 ? awards : grant && amount ? [{ amount }] : [];
  return given.map((award) => ({
    recipient: award.recipient,
    amount: award.amount,
    purpose: award.purpose ?? (given.length === 1 ? title : undefined),
    conditions,
    reasons,
    value: award.value ?? value,
    route,
    power: award.power ?? (powers.join("; ") || undefined),
    year: award.year,
  }));
}

function isContract(line: Line, subject: Subject): boolean {
  return subject.particulars.contract && !isGrant(line, subject);
}

/** "Each month, as soon as practicable after the month ends." */
function afterMonth(decidedOn: string): { on: string; words: string } {
  const [year = 0, month = 0] = decidedOn.split("-").map(Number);
  const on = month === 12 ? isoDate(year + 1, 1, 1) : isoDate(year, month + 1, 1);
  return { on, words: `From ${formatDate(on)}, as soon as practicable after the month` };
}

function soon(decidedOn: string): { on: string; words: string } {
  return { on: decidedOn, words: `As soon as practicable after ${formatDate(decidedOn)}` };
}

/** The same day three months on, or the last day of a shorter month. */
function threeMonths(decidedOn: string): { on: string; words: string } {
  const [year = 0, month = 0, day = 0] = decidedOn.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + 3, 0));
  const on = isoDate(last.getUTCFullYear(), last.getUTCMonth() + 1, Math.min(day, last.getUTCDate()));
  return { on, words: `By ${formatDate(on)}` };
}
