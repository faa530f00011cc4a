/**
 * The facts by which a paper is judged where no field holds them: its period, the day it was decided,
 * the day it can be of at the latest, its own number. Found by how such papers are laid out: a label
 * with its answer after it or on the next line, a title with a month or a financial year.
 */
import type { Where } from "./finding.ts";
import type { Passage, Proof, Sentence, Spell } from "./proof.ts";
import type { DateMention } from "./text/dates.ts";
import { quoteOf } from "./text/words.ts";

const OF_MONEY = /\b(?:fund|award|grant|period|contract|service|deliver|provi|post|role|employ|cost)/i;

/** The span of time that a paper is about: of those that its words tie to money or service, the last to end. */
export function mainPeriod(all: Sentence[]): Spell | undefined {
  let best: Spell | undefined;
  for (const sentence of all) {
    if (!OF_MONEY.test(sentence.text)) continue;
    for (const range of sentence.ranges) {
      if (
        range.financialYear ||
        /\b(?:plan|strategy)\b[^.]{0,30}$/i.test(sentence.text.slice(0, range.span[0]))
      )
        continue;
      if (best && range.to <= best.to) continue;
      best = { ...range, where: whereOf(sentence, range.span) };
    }
  }
  return best;
}

const SIGNED =
  /^(?:.*\b)?(?:(?<!\b(?:publi\w+|report|paper|meeting|start|end|closing|due|review|effective|expiry|issue|target)\s)(?:Date(?: (?:of (?:the )?decision|of approval|signed|authorised|approved|decided))?|Decision date)|Signed(?: on)?|Dated)\b\W*$/is;

/** The date beside the last signature, in plain text: "Signed … Date 01.11.2023", or under "Date of decision:". */
export function signedOn(passages: Passage[]): Proof["decided"] {
  let last: Proof["decided"];
  for (const [i, passage] of passages.entries())
    for (const sentence of passage.sentences)
      for (const date of sentence.dates) {
        if (date.precision !== "day" || date.impossible) continue;
        const above = passages[i - 1]?.text ?? "";
        const first = sentence === passage.sentences[0] && !sentence.text.slice(0, date.span[0]).trim();
        const lead = first && /:\W*$/.test(above) ? above : sentence.text.slice(0, date.span[0]);
        if (!SIGNED.test(lead) || (last && date.from <= last.date)) continue;
        last = { date: date.from, quote: date.quote, where: whereOf(sentence, date.span), stated: true };
      }
  return last;
}

/** The month that a title gives its paper: "Applications – November 2021". */
export function titleMonth(passages: Passage[]): { from: string; quote: string; where: Where } | undefined {
  const said = headMentions(passages).find(({ date }) => date.precision === "month");
  return (
    said && { from: said.date.from, quote: said.date.quote, where: whereOf(said.sentence, said.date.span) }
  );
}

/** The end of the financial year that a title names, where it names one: "Borough funding – 2016/17". */
export function titleYearEnd(passages: Passage[]): string | undefined {
  return headMentions(passages).findLast(({ date }) => date.financialYear)?.date.to;
}

/** The dates in what stands at the head of a paper, as its title does. */
function headMentions(passages: Passage[]): { date: DateMention; sentence: Sentence }[] {
  const titles = passages
    .slice(0, 6)
    .filter((p, i) => p.kind === "heading" || i === 0 || /^\W*(?:\w+ )?(?:title|subject)\b/i.test(p.text));
  return titles.flatMap((p) =>
    p.sentences.flatMap((sentence) => sentence.dates.map((date) => ({ date, sentence }))),
  );
}

const FUNDED = /\b(?:fund|award|grant|contract|agreement|exten|service|provision)/i;

/** The last day until which the paper says that something is funded or extended. */
export function fundedUntil(all: Sentence[]): string | undefined {
  return all
    .filter((s) => FUNDED.test(s.text))
    .flatMap((s) => s.dates.filter((d) => d.precision === "day" && UNTIL.test(s.text.slice(0, d.span[0]))))
    .map((d) => d.to)
    .sort()
    .at(-1);
}

/** What stands before the day on which something ends. */
export const UNTIL =
  /\b(?:until|till|up to|ends?(?: on)?|ending(?: on)?|expir(?:es?|ing)(?: on)?|runs? to|in place to|ceases?(?: on)?|finish(?:es)?(?: on)?|concludes?(?: on)?|through to)\s+(?:the\s+)?(?:end of\s+)?$/i;

const NUMBERED =
  /\b(?:decision|notice|record|report)?\s*(?:no\b\.?|number\b|ref(?:erence)?\b(?: no\b\.?| number| code)?)\s*[:.]?\s*((?=[A-Z\d/ -]*\d)(?:[A-Z]{2,6}\s(?=\d))?[A-Z\d][A-Z\d/-]*(?:\s?[-–/]\s?[A-Z\d]+)*)/i;

const NUMBER = String.raw`[A-Z]{2,6}\d?-\d{3,6}|[A-Z]{2,4} \d{3,5}|\d{1,4}\s?/\s?20\d\d(?:[-_/]\d\d)?|20\d\d\s?[-/]\s?\d{3,5}`;
const IN_TITLE = new RegExp(
  String.raw`^\W*(?:(?:P?F?CC )?(?:Decision|Report)(?: (?:[Ll]og|[Rr]ecord|[Nn]otice|[Rr]eport|[Ff]orm|[Ss]heet))?\s+(?:[Nn]o\.?\s*|[Nn]umber\s*)?)?(${NUMBER})(?=\s*(?:[-–—:]|$|[A-Z]))`,
);

/** The number with which a title begins: "Decision Log 044/2020 – Safety Fund". No financial year is one. */
export function numberInTitle(title: string): string | undefined {
  const typed = IN_TITLE.exec(title)?.[1];
  const [a = 0, b = 0] = (typed?.match(/\d+/g) ?? []).map(Number);
  return a >= 2000 && b % 100 === (a + 1) % 100 ? undefined : typed;
}

/** "Decision no. 15/2024": the first such line of the paper; else the number with which it begins. */
export function ownNumber(passages: Passage[]): Proof["reference"] {
  for (const passage of passages.slice(0, 15)) {
    const match = NUMBERED.exec(passage.text);
    if (!match?.[1] || match[0].length > 60) continue;
    const start = passage.start + match.index + match[0].lastIndexOf(match[1]);
    return { quote: quoteOf(match[1]), where: { span: [start, start + match[1].length] } };
  }
  const [title] = passages;
  const typed = title && numberInTitle(title.text);
  if (!title || !typed) return undefined;
  const start = title.start + title.text.indexOf(typed);
  return { quote: quoteOf(typed), where: { span: [start, start + typed.length] } };
}

function whereOf(sentence: Sentence, [start, end]: readonly [number, number]): Where {
  return { ...sentence.passage.where, span: [sentence.start + start, sentence.start + end] };
}
