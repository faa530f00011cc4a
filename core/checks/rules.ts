/**
 * The table of rules: what each looks for, how grave it is, and where it comes from. `README.md` beside
 * this file is written from it (`npm run proofread -- --rules`). An office sets a rule's severity, or
 * switches it off, under `checks` in its form.
 */
import * as Claims from "./claims.ts";
import * as Dates from "./dates.ts";
import * as Disclosure from "./disclosure.ts";
import * as Duties from "./duties.ts";
import type { Found, Severity } from "./finding.ts";
import * as Lawfulness from "./lawfulness.ts";
import * as Listed from "./listed.ts";
import * as Money from "./money.ts";
import * as MoneyProse from "./money-prose.ts";
import * as Particulars from "./particulars.ts";
import * as Parties from "./parties.ts";
import * as Percentages from "./percentages.ts";
import * as Periods from "./periods.ts";
import * as Plans from "./plans.ts";
import * as Printing from "./printing.ts";
import type { Proof } from "./proof.ts";
import * as Rates from "./rates.ts";
import * as Recipients from "./recipients.ts";
import * as SameSum from "./same-sum.ts";
import * as Slips from "./slips.ts";
import * as StatedLengths from "./stated-lengths.ts";
import * as TextLeft from "./text-left.ts";
import * as Withheld from "./withheld.ts";
import * as Words from "./words.ts";

export const FAMILIES = {
  money: "Money",
  dates: "Dates and periods",
  words: "Words",
  claims: "Claims",
  parties: "Parties and references",
  lawfulness: "Lawfulness",
  disclosure: "Disclosure",
} as const;
export type Family = keyof typeof FAMILIES;

export interface Rule {
  id: string;
  family: Family;
  severity: Severity;
  looksFor: string;
  /** Why it is asked: a law, a code, or the practice of those who check such papers. */
  source: string;
  /** Works on plain text too, without the form. */
  text: boolean;
  find(proof: Proof): Found[];
}

const PRACTICE = "Practice of careful readers";
const SIO = "Elected Local Policing Bodies (Specified Information) Order 2011, SI 2011/3050, Schedule";
const SUMS = "Arithmetic";

type Row = [
  id: string,
  severity: Severity,
  looksFor: string,
  source: string,
  find: Rule["find"],
  text?: "text",
];

// biome-ignore format: a table reads by rows
const TABLE: Record<Family, Row[]> = {
  money: [
    ["sources-uses", "block", "Sources and awards, both filled in, that are not the same sum", SUMS, Money.sourcesEqualUses],
    ["stated-total", "warning", "A stated total that is not the sum of the rows", SUMS, Money.statedTotal],
    ["amount-table", "warning", "An amount that is neither the table’s total nor a sum of its rows", SUMS, Money.amountAgainstTable],
    ["years-balance", "warning", "A year in which sources and awards differ, though the totals agree", SUMS, Money.yearsBalance],
    ["of-which", "warning", "“Of which” that comes to more than its amount; a note where several parts come to less", SUMS, Money.ofWhich],
    ["row-twice", "warning", "The same recipient, amount, year and purpose in two rows", PRACTICE, Money.rowTwice],
    ["retained", "warning", "A sum that the office keeps in words and not in the table; a kept row paid to another body", PRACTICE, Money.retainedCosts],
    ["total-row", "warning", "A total entered as one more row", PRACTICE, Money.totalAsRow],
    ["unconfirmed-money", "warning", "An unconditional decision that relies on money requested or agreed in principle", "Financial Management Code of Practice 2018", Money.unconfirmedMoney],
    ["unsplit-source", "note", "One sum from several contributors without their shares", PRACTICE, Money.unsplitSource, "text"],
    ["stated-sum", "warning", "Parts listed beside a total, in prose, a list or a table of text, that do not come to it", SUMS, Listed.allSums, "text"],
    ["rate-total", "warning", "A rate and a time (“£100,000 per annum for two years”) that do not give the total", SUMS, Rates.rateTotals, "text"],
    ["percentage", "warning", "A percentage that does not give the amount beside it; shares that do not make 100%", SUMS, Percentages.percentages, "text"],
    ["amount-no-row", "warning", "An amount in the decision or recommendation that no row or total gives", PRACTICE, MoneyProse.amountInNoRow],
    ["recipient-sum", "warning", "A sum said of a named recipient that its rows do not give; in plain text, asked one way and decided another", PRACTICE, Recipients.sumOfRecipient, "text"],
    ["amount-unsaid", "note", "A decision or recommendation that names no amount, though the record commits one", PRACTICE, MoneyProse.amountNotSaid],
    ["amount-mistyped", "warning", "Two amounts that differ by two digits swapped, one digit, or a nought", PRACTICE, MoneyProse.slipOfTheFinger, "text"],
    ["sum-twice", "warning", "One thing said twice with two sums", PRACTICE, SameSum.sumSaidTwice, "text"],
    ["amount-words", "warning", "A sum in words that is not the sum in figures beside it", SUMS, MoneyProse.wordsAgainstFigures, "text"],
    ["amount-form", "note", "An amount typed so that it can be misread: “£370, 083”", PRACTICE, MoneyProse.oddAmount, "text"],
    ["closed-year", "warning", "The underspend of a financial year that had closed, with no word of carrying it forward or of a reserve", "Financial Management Code of Practice 2018", MoneyProse.closedYear, "text"],
  ],
  dates: [
    ["stated-length", "warning", "A length in words that the dates contradict: “11 month” for nine", SUMS, StatedLengths.statedLength, "text"],
    ["ends-differ", "warning", "A start or end of the funding in one place, another elsewhere", PRACTICE, Periods.endsDiffer, "text"],
    ["year-end", "warning", "An award that crosses 31 March and is not split between the years", "Financial Management Code of Practice 2018", Periods.crossesYearEnd, "text"],
    ["year-outside", "warning", "A row for a year outside the period", PRACTICE, Periods.yearOutsidePeriod],
    ["end-before-start", "warning", "A period that ends before it begins", PRACTICE, Periods.endBeforeStart, "text"],
    ["start-decided", "warning", "A service that starts on or before the day of the decision, or was over by then", "Decisions come before what they authorise", Periods.startsBeforeDecision, "text"],
    ["day-off", "warning", "A decision or paper dated on a weekend or bank holiday", "Banking and Financial Dealings Act 1971", Dates.decidedOnDayOff, "text"],
    ["weekday", "warning", "A day of the week that is not that of the date", "Calendar", Dates.wrongWeekday, "text"],
    ["no-such-day", "warning", "A date that does not exist: 31 June, 14 Ocotber", "Calendar", Dates.noSuchDay, "text"],
    ["date-ambiguous", "note", "A date in figures that can be read in two ways, and that the paper does not settle: 09/10/2016", "GOV.UK style: dates", Dates.ambiguousDate, "text"],
    ["year-apart", "warning", "The paper’s date and its signature’s a year apart", PRACTICE, Dates.yearApart, "text"],
    ["paper-late", "warning", "A paper dated after the decision taken on it", PRACTICE, Dates.paperAfterDecision],
    ["plan-ends", "warning", "A plan or strategy cited that ends before the service does", "Police Reform and Social Responsibility Act 2011 s8: regard to the plan in force", Plans.planEnds, "text"],
    ["year-stale", "warning", "A financial year that had closed, written of as if to come", PRACTICE, Plans.staleYear, "text"],
    ["number-year", "warning", "A decision number whose year is not that of the decision", PRACTICE, Plans.referenceYear, "text"],
    ["number-twice", "warning", "A number in the title that is not the paper’s own; a note where one number is written in two ways", PRACTICE, Particulars.numberTwoWays, "text"],
    ["promise", "note", "A publication promised for a time, with nothing to track it", PRACTICE, Plans.promise, "text"],
  ],
  words: [
    ["yes-empty", "warning", "A row ticked yes with “N/A”, “None”, “As per the report”, or no words", "Equality Act 2010 s149, and the forms’ own “if yes, give details”", Words.yesWithoutDetail, "text"],
    ["says-nothing", "warning", "A consideration answered with nothing, where money is committed", PRACTICE, Words.nothingSaid, "text"],
    ["no-unexplained", "warning", "A checklist answered no without a reason", PRACTICE, Words.noWithoutReason, "text"],
    ["no-answered", "warning", "A row answered no, though the paper deals with it", PRACTICE, Words.noButAnswered, "text"],
    ["advice", "warning", "Legal or financial advice not sought on a paper that commits money", "Financial Management Code of Practice 2018", Words.adviceNotSought, "text"],
    ["no-preferred", "note", "Options weighed, and none preferred", "Sound decision-making: reasons for the choice", Words.noPreferred],
    ["officer-comment", "warning", "A field that must hold an officer’s comment, and holds none that is theirs", "The form’s own words; Local Government Finance Act 1988 s114", Words.officerComment, "text"],
    ["placeholder", "warning", "Text left to be filled in", PRACTICE, TextLeft.placeholders, "text"],
    ["repeated", "warning", "A paragraph that repeats another; a note where one of them is the summary", PRACTICE, TextLeft.repeated, "text"],
    ["doubled-word", "note", "A word typed twice", PRACTICE, TextLeft.doubledWords, "text"],
    ["slip", "note", "A slip of typing: “int he”, “will hosted by”, “a additional”", PRACTICE, Slips.slips, "text"],
    ["dead-link", "warning", "A link with no address", "WCAG 2.2, 2.4.4", TextLeft.deadLinks, "text"],
    ["looks-alone", "warning", "Struck-through words, “delete as appropriate”, “in red”: meaning by looks alone", "WCAG 2.2, 1.3.3 and 1.4.1", TextLeft.byLooksAlone, "text"],
    ["name-variants", "note", "A name written in two ways", PRACTICE, TextLeft.nameVariants, "text"],
    ["not-printable", "warning", "A character that the document’s fonts do not have, or that an archive may not hold", "PDF/UA-1, 7.21; PDF/A-2, 6.2.11", Printing.notPrintable, "text"],
    ["body-name", "warning", "The name of the office, wrong: “Police and Crime Commission”", PRACTICE, TextLeft.wrongBodyName, "text"],
  ],
  claims: [
    ["condition-dropped", "warning", "“In principle” or “subject to”, and then agreed without condition", PRACTICE, Claims.conditionDropped, "text"],
    ["confirmed-doubted", "warning", "Money said to be confirmed, and elsewhere in doubt", PRACTICE, Claims.confirmedThenDoubted, "text"],
    ["at-once-later", "warning", "A closing with immediate effect, and on a date", PRACTICE, Claims.atOnceAndLater, "text"],
    ["nothing-after", "warning", "No arrangement after a date, and one after it", PRACTICE, Claims.nothingThenSomething, "text"],
    ["confident", "warning", "Confidence in a bid that is not decided", PRACTICE, Claims.confidentOfOutcome, "text"],
    ["undertaking", "warning", "A report that says the office agreed to pay, and names no decision", `${SIO} para 5(d)`, Claims.undertaking, "text"],
    ["list-count", "warning", "A number of things said before their list, that is not how many are listed", SUMS, Listed.listCount, "text"],
    ["counts-differ", "warning", "The same people counted in two ways, with two totals", SUMS, Claims.countsDiffer, "text"],
  ],
  parties: [
    ["duty-stranger", "warning", "A duty on a body that is not a party to the award", PRACTICE, Parties.strangerBound, "text"],
    ["contractor-blank", "warning", "Money to a named body, and the contractor’s details blank", `${SIO} para 4`, Parties.contractorBlank, "text"],
    ["no-recipient", "note", "Money committed to no named recipient", PRACTICE, Parties.noRecipient],
    ["reference", "warning", "A record cited by a number that is not in the register", PRACTICE, Parties.unresolvedReference, "text"],
    ["independence", "note", "An evaluator called independent, on the board of what it evaluates", PRACTICE, Parties.notIndependent, "text"],
    ["direct-award", "warning", "An award without competition and no reason under the rules", "Procurement Act 2023", Parties.directAward, "text"],
  ],
  lawfulness: [
    ["reserved", "block", "A reserved function submitted to someone other than the commissioner", "Police Reform and Social Responsibility Act 2011 s18", Lawfulness.reservedFunction],
    ["over-limit", "warning", "An amount or kind of decision outside the maker’s delegation", "The office’s scheme of delegation", Lawfulness.overLimit],
    ["grant-particulars", "warning", "A crime and disorder reduction grant without recipient, purpose, conditions and reasons", `${SIO} para 3(f)`, Duties.grantParticulars],
    ["value-reason", "warning", "Expenditure over £500 without why it is good value", `${SIO} para 3(g)`, Duties.valueReason],
    ["withheld-ground", "block", "Information withheld without a ground, or without the public interest where that is qualified; a warning in plain text", "Freedom of Information Act 2000 s17", Withheld.withheldWithoutGround, "text"],
    ["equality-after", "warning", "An equality analysis to be made after the decision", "Equality Act 2010 s149", Duties.equalityAfter, "text"],
    ["subsidy", "warning", "The subsidy question unanswered where a recipient is paid", "Subsidy Control Act 2022", Duties.subsidyUnanswered],
    ["certificate", "warning", "A certificate of no financial consequences on a paper that commits money; a note where outside money is certified as budget or reserves", "Local Government Finance Act 1988 s114", Lawfulness.certificateAgainstMoney],
    ["signed-order", "block", "A stage signed before one that comes before it", "The form’s stages", Lawfulness.signedOutOfOrder],
    ["published-bare", "block", "A decision published without number, date or maker; a note where the date of a plain paper is blank", `${SIO} para 5(d)`, Particulars.publishedBare, "text"],
    ["law-replaced", "warning", "Law cited after it was replaced", "Policing Protocol Order 2023; Procurement Act 2023", Lawfulness.lawReplaced, "text"],
  ],
  disclosure: [
    ["personal-data", "warning", "A personal email address, telephone number or other identifier in public text", "UK GDPR article 5(1)(c)", Disclosure.personalData, "text"],
    ["small-count", "warning", "Fewer than five people of a kind in public text about victims or offenders", "ONS and NHS practice of disclosure control", Disclosure.smallCounts, "text"],
    ["marked-high", "block", "A marking of SECRET or above", "Government Security Classifications", Disclosure.markedTooHigh],
    ["marked-sensitive", "warning", "OFFICIAL-SENSITIVE with nothing withheld", "Government Security Classifications", Disclosure.sensitiveButPublic],
    ["marking", "warning", "No marking where the form asks for one; a note for one of the old scheme", "Government Security Classifications", Disclosure.markingMissingOrOld],
    ["withheld-elsewhere", "warning", "What is withheld in one field, readable in another", "Freedom of Information Act 2000", Disclosure.withheldElsewhere],
  ],
};

export const RULES: Rule[] = (Object.entries(TABLE) as [Family, Row[]][]).flatMap(([family, rows]) =>
  rows.map(([id, severity, looksFor, source, find, text]) => ({
    id,
    family,
    severity,
    looksFor,
    source,
    find,
    text: text === "text",
  })),
);

/** The page of rules, in Markdown: `README.md`. */
export function rulesPage(): string {
  const lines = [
    "# What the proof-reader looks for",
    "",
    "This page is written from `rules.ts` by `npm run proofread -- --rules`; a test checks that it is fresh.",
    "",
    "A **note** informs. A **warning** wants a correction, or a reason that is kept and shown to signatories.",
    'A **block** stops the paper. A form changes a rule under `checks`: `{ "day-off": "off", "personal-data": "block" }`.',
    "Rules marked ¶ also read plain text: `npm run proofread -- paper.txt`.",
  ];
  for (const [family, title] of Object.entries(FAMILIES)) {
    lines.push("", `## ${title}`, "");
    for (const r of RULES.filter((rule) => rule.family === family))
      lines.push(`- \`${r.id}\`${r.text ? " ¶" : ""}, **${r.severity}**: ${r.looksFor}. _${r.source}._`);
  }
  return `${lines.join("\n")}\n`;
}
