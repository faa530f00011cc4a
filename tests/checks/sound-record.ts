/**
 * Correct records by chance: sums that add up, dates in order, everything asked answered. What the
 * proof-reader finds in one of these is a false alarm.
 */

import { dayOff } from "#core/calendar/holidays.ts";
import type { Answer, Answers } from "#core/form/answers.ts";
import { financialYear } from "#core/form/dates.ts";
import type { Form } from "#core/form/definition.ts";
import type { Meaning } from "#core/form/meaning.ts";
import { findField } from "#core/form/reading.ts";
import type { RecordView } from "#core/record/view.ts";
import { type Chance, chance } from "./chance.ts";
import { type Asked, QUESTIONS, SUBJECTS, soundForm, soundOffice, whatIsAsked } from "./sound-form.ts";
import {
  backgroundWords,
  decisionWords,
  financialWords,
  fy,
  SUBJECT_WORDS,
  summaryWords,
} from "./sound-words.ts";

export interface Facts {
  decided: string;
  meeting: string;
  from: string;
  to: string;
  months: number;
  work: string;
  total: number;
  awards: { recipient: string; amount: number }[];
  sources: { from: string; amount: number }[];
  splitYears: { year: number; amount: number }[];
  yearsInRows: boolean;
  category: "grant" | "contract";
}

export interface Sound {
  view: RecordView;
  facts: Facts;
  asked: Asked;
}

const RECIPIENTS = [
  "Harbour Lights",
  "Northfield Borough Council",
  "The Turnaround Project",
  "Safe Haven Trust",
  "Kestrel Youth CIC",
  "Bridgeway Support Services",
  "St Giles Housing Association",
  "Open Doors",
  "Meridian University",
  "Wren Advocacy Ltd",
  "The Willow Centre",
];
const FUNDERS = [
  "Home Office",
  "Ministry of Justice",
  "OPCC commissioning budget",
  "County Council public health grant",
  "NHS Integrated Care Board",
  "Community Safety Partnership",
];
const WORK = [
  "a service for victims of stalking",
  "youth mentoring in schools",
  "an offender coach scheme",
  "hospital navigators",
  "a retail crime partnership",
  "support for families of those in custody",
];

/** The record of a number: the same each time. */
export function soundRecord(seed: number): Sound {
  const c = chance(seed * 7919 + 13);
  const asked = whatIsAsked(c);
  const office = soundOffice(c);
  const form = soundForm(c, asked);
  office.forms = [form];
  const facts = factsBy(c, asked);
  const view: RecordView = {
    id: `sound-${seed}`,
    office,
    form,
    answers: answersBy(c, form, asked, facts),
    state: "published",
    outcome: "approve",
    reference: `${c.int(1, 160)}/${facts.decided.slice(0, 4)}`,
    signOffs: form.stages.map((stage, i) => ({
      stage: stage.id,
      slot: 0,
      person: `p${i}`,
      name: c.pick(["A. Marsh", "B. Okafor", "C. Lund"]),
      capacity: stage.title ?? stage.id,
      outcome: "approve",
      hash: "h",
      at: `${facts.decided}T${String(9 + i * 2).padStart(2, "0")}:15:00Z`,
      method: "link",
    })),
    author: { person: "author", name: "D. Hale" },
    createdAt: `${facts.meeting}T09:00:00Z`,
    decidedAt: `${facts.decided}T${9 + (form.stages.length - 1) * 2}:15:00Z`,
    publishedAt: `${facts.decided}T17:00:00Z`,
  };
  return { view, facts, asked };
}

/** Answers the field that carries a meaning, where the form has one. */
export function answer(form: Form, answers: Answers, means: Meaning, value: Answer | undefined): void {
  const found = findField(form, means);
  if (found && value !== undefined) answers[found.id] = value;
}

function factsBy(c: Chance, asked: Asked): Facts {
  const decided = workingDay(c, plusDays("2017-01-09", c.int(0, 3200)));
  const meeting = workingDay(c, plusDays(decided, -c.int(10, 30)));
  const months = c.pick([3, 6, 6, 9, 12, 12, 18, 24, 24, 36]);
  const from = firstOfMonth(plusDays(decided, c.int(12, 70)), 1);
  const to = plusDays(firstOfMonth(from, months), -1);
  const awards = c.some(RECIPIENTS, c.int(1, 5)).map((recipient) => ({ recipient, amount: sum(c) }));
  const total = awards.reduce((n, a) => n + a.amount, 0);
  const names = c.some(FUNDERS, c.int(1, 3));
  const shares = parts(c, total, names.length);
  const years = [];
  for (let y = financialYear(from); y <= financialYear(to); y++) years.push(y);
  const yearly = parts(c, total, years.length);
  return {
    ...{ decided, meeting, from, to, months, awards, total },
    work: c.pick(WORK),
    sources: names.map((name, i) => ({ from: name, amount: shares[i] ?? 0 })),
    splitYears: years.map((year, i) => ({ year, amount: yearly[i] ?? 0 })),
    yearsInRows: asked.years,
    category: c.pick(["grant", "contract"]),
  };
}

function answersBy(c: Chance, form: Form, asked: Asked, f: Facts): Answers {
  const answers: Answers = {};
  const put = (means: Meaning, value: Answer | undefined) => answer(form, answers, means, value);
  put("title", `${f.work[0]?.toUpperCase()}${f.work.slice(1)}`);
  put("summary", summaryWords(c, f));
  put("background", backgroundWords(c, f));
  put("decision", decisionWords(c, f).join("\n\n"));
  put("recommendations", decisionWords(c, f));
  put(
    "contractor",
    f.awards.map((a) => ({ name: a.recipient })),
  );
  put("category", f.category);
  put("amount", f.total);
  put("funding", fundingBy(c, asked, f));
  put("period", { from: f.from, to: f.to, ...(c.yes(0.3) && { words: `${f.months} months` }) });
  put("conditions", [
    { text: `${f.awards[0]?.recipient} must report to the office each quarter.`, on: f.awards[0]?.recipient },
    { text: "The recipient is required to notify the office of any risk to delivery." },
  ]);
  put(
    "links",
    c.yes()
      ? [
          {
            to: "own",
            reference: `${c.int(1, 90)}/${Number(f.decided.slice(0, 4)) - 1}`,
            relation: "continues",
          },
        ]
      : [],
  );
  put(
    "legalPower",
    f.category === "grant"
      ? "Section 9 of the Police Reform and Social Responsibility Act 2011"
      : "Schedule 1 to the Police Reform and Social Responsibility Act 2011",
  );
  put("subsidy", { answer: "no" });
  put("maker", "pcc");
  put("paperDate", f.meeting);
  put("marking", "OFFICIAL");
  put("withholding", { withheld: "no" });
  put("options", [
    { label: "Do nothing", description: "The need would go unmet." },
    { label: "Fund the service", description: "The need would be met in the area.", preferred: true },
  ]);
  put("evaluation", "The university will evaluate the work and report at the end.");
  put("governance", "A board of the office, the police and local councils meets each quarter.");
  subjectsBy(c, form, asked, f, answers);
  const rows = QUESTIONS.map(
    (_, i) => [`q${i}`, { answers: { y: i === 2 && c.yes(0.3) ? "no" : "yes" } }] as const,
  );
  put(
    "checklist",
    Object.fromEntries(
      rows.map(([id, r]) => [
        id,
        { ...r, ...(r.answers.y === "no" && { detail: "No staff of the office are affected." }) },
      ]),
    ) as Answer,
  );
  return answers;
}

function subjectsBy(c: Chance, form: Form, asked: Asked, f: Facts, answers: Answers): void {
  const ticks: [string, Answer][] = [];
  for (const subject of SUBJECTS) {
    const none = asked.implications && subject !== "financialComment" && c.yes(0.25);
    const words =
      subject === "financialComment"
        ? `${financialWords(c, f)}${c.yes() ? "" : "\n\nThe Chief Finance Officer has advised and is satisfied."}`
        : c.pick(SUBJECT_WORDS[subject] ?? []);
    const demanded =
      findField(form, subject)?.field.note && !/Chief Finance Officer (?:has|confirms)/.test(words);
    answer(
      form,
      answers,
      subject,
      none
        ? "None arising."
        : demanded
          ? `${words}\n\nChief Finance Officer: I have been consulted and the cost can be met.`
          : words,
    );
    ticks.push([subject.toLowerCase(), { answers: { y: none ? "no" : "yes" } } as unknown as Answer]);
  }
  answer(form, answers, "implications", Object.fromEntries(ticks) as unknown as Answer);
}

function fundingBy(c: Chance, asked: Asked, f: Facts): Answer {
  const value = f.category === "contract" ? "Lowest of three quotations." : undefined;
  const award = { purpose: f.work, ...(value && { value }) };
  const years = f.splitYears;
  const awards = f.yearsInRows
    ? f.awards.flatMap((a) => {
        const shares = parts(c, a.amount, years.length);
        return years.map(({ year }, i) => ({
          ...award,
          recipient: a.recipient,
          amount: shares[i] ?? 0,
          year: fy(year),
        }));
      })
    : f.awards.map((a) => ({ ...award, recipient: a.recipient, amount: a.amount }));
  if (awards[0] && awards[0].amount > 200_000 && c.yes(0.3))
    Object.assign(awards[0], { ofWhich: [{ label: "training", amount: 150_000 }] });
  return {
    sources: f.sources.map((s) => ({ ...s, status: "confirmed" as const })),
    awards,
    ...(asked.funding && c.yes() && { statedTotal: f.total }),
  };
}

/** Whole pounds, thousands, or pounds and pence. */
function sum(c: Chance): number {
  return c.pick([
    () => c.int(5, 300) * 100_000,
    () => c.int(3000, 250_000) * 100,
    () => c.int(500_000, 30_000_000),
  ])();
}

/** A sum cut into parts that make it up exactly. */
function parts(c: Chance, total: number, n: number): number[] {
  const cuts = Array.from(
    { length: n - 1 },
    () => Math.round((total * (0.7 + c.next() * 0.6)) / n / 100) * 100,
  );
  return [...cuts, total - cuts.reduce((a, b) => a + b, 0)];
}

export function plusDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function firstOfMonth(iso: string, after: number): string {
  const [year = 0, month = 1] = iso.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + after, 1)).toISOString().slice(0, 10);
}

function workingDay(c: Chance, from: string): string {
  return dayOff(from) ? workingDay(c, plusDays(from, 1)) : from;
}
