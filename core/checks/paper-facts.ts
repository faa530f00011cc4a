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

/** The first day that a title allows for its paper: "Applications – November 2021". */
export function titleMonth(passages: Passage[]): string | undefined {
  return headMentions(passages).find((d) => d.precision === "month")?.from;
}

/** The end of the financial year that a title names, where it names one: "Borough funding – 2016/17". */
export function titleYearEnd(passages: Passage[]): string | undefined {
  return headMentions(passages).findLast((d) => d.financialYear)?.to;
}

/** The dates in what stands at the head of a paper, as its title does. */
function headMentions(passages: Passage[]): DateMention[] {
  const titles = passages
    .slice(0, 6)
    .filter((p, i) => p.kind === "heading" || i === 0 || /^\W*(?:\w+ )?(?:title|subject)\b/i.test(p.text));
  return titles.flatMap((p) => p.sentences.flatMap((s) => s.dates));
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
  /\b(?:decision|notice|record|report)?\s*(?:no\.?|number|ref(?:erence)?(?: no\.?| number)?)\s*[:.]?\s*((?=[A-Z\d/ -]*\d)[A-Z\d][A-Z\d/-]*(?:\s?[-–/]\s?[A-Z\d]+)*)/i;

/** "Decision no. 15/2024": the first such line of the paper. */
export function ownNumber(passages: Passage[]): Proof["reference"] {
  for (const passage of passages.slice(0, 15)) {
    const match = NUMBERED.exec(passage.text);
    if (!match?.[1] || match[0].length > 60) continue;
    const start = passage.start + match.index + match[0].lastIndexOf(match[1]);
    return { quote: quoteOf(match[1]), where: { span: [start, start + match[1].length] } };
  }
  return undefined;
}

function whereOf(sentence: Sentence, [start, end]: readonly [number, number]): Where {
  return { ...sentence.passage.where, span: [sentence.start + start, sentence.start + end] };
}
