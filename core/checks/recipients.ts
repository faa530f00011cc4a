/**
 * Sums said of a recipient: "award £40,000 to Harbour", "to award Harbour £40,000". In a record each is
 * held against that recipient's own rows, whatever else in the table it may equal; in plain text, what is
 * asked for a recipient against what is decided for it.
 */
import type { Funding } from "#core/form/answers.ts";
import { formatMoney } from "#core/form/money.ts";
import { fundingOf, someAddUpTo } from "./figures.ts";
import type { Found } from "./finding.ts";
import { at, isFinancial, isOperative, type Proof, quoted, type Sentence } from "./proof.ts";
import { type Amount, agrees } from "./text/amounts.ts";
import { sameBody } from "./text/names.ts";

type Award = NonNullable<Funding["awards"]>[number];

interface Said {
  name: string;
  amount: Amount;
  sentence: Sentence;
}

/** A sum beside a recipient's name that is not of its rows; in plain text, that is asked one way and decided another. */
export function sumOfRecipient(proof: Proof): Found[] {
  return proof.record ? againstRows(proof) : askedAgainstDecided(proof);
}

function againstRows(proof: Proof): Found[] {
  const { sources = [], awards = [] } = fundingOf(proof)?.funding ?? {};
  return proof.sentences
    .filter((s) => isOperative(s.passage) || isFinancial(s.passage))
    .flatMap(saidIn)
    .flatMap(({ name, amount, sentence }): Found[] => {
      const own = awards.filter((a) => sameBody(a.recipient, name) || sameBody(a.payee ?? "", name));
      if (!own.length) return toAnother({ name, amount, sentence }, awards);
      const parts = [
        ...own.flatMap((a) => [a.amount, ...(a.ofWhich ?? []).map((part) => part.amount)]),
        ...sources.filter((s) => sameBody(s.from, name)).map((s) => s.amount),
      ];
      if (parts.length > 12 || someAddUpTo(parts, amount.pence, amount.slack)) return [];
      const rows = own.map((a) => [a.recipient, formatMoney(a.amount), a.year].filter(Boolean).join(" "));
      return [
        {
          where: at(sentence, amount.span),
          message: "This sum is not what the table gives to this recipient",
          why: [quoted(sentence, amount.span), rows.join("; ")],
          suggestion: "Correct the words or the row",
        },
      ];
    });
}

/** The sum is that of one row, whose recipient the passage does not name. */
function toAnother({ name, amount, sentence }: Said, awards: Award[]): Found[] {
  const [row, ...more] = awards.filter((a) => agrees(amount, a.amount));
  const named =
    row && new RegExp(`\\b${row.recipient.replace(/[^\w ]/g, ".")}\\b`, "i").test(sentence.passage.text);
  if (!row || more.length || named || /^(?:[Tt]he )?(?:Office|Police|Commissioner|PF?CC|OPF?CC)\b/.test(name))
    return [];
  return [
    {
      where: at(sentence, amount.span),
      message: "The table gives this sum to another recipient",
      why: [quoted(sentence, amount.span), `${row.recipient} ${formatMoney(row.amount)}`],
      suggestion: "Correct the name or the row",
    },
  ];
}

const DECIDES = /recommend|decision|decided|approv|resol/i;

/** "To award Catalyst £53,993" in the case made for it, "£59,993 to Catalyst" in the recommendation. */
function askedAgainstDecided(proof: Proof): Found[] {
  const said = proof.sentences.flatMap(saidIn);
  return [...sumsDiffer(said), ...namesDiffer(said)];
}

/** The same sum, asked for one body that is given nothing, and decided for one that nothing was asked for. */
function namesDiffer(said: Said[]): Found[] {
  const decided = said.filter((s) => DECIDES.test(s.sentence.passage.heading));
  const asked = said.filter((s) => !decided.includes(s));
  const unknown = (from: Said[], to: Said[]) => from.filter((a) => !to.some((b) => sameBody(a.name, b.name)));
  return unknown(decided, asked).flatMap((b): Found[] => {
    const [a, ...more] = unknown(asked, decided).filter((x) =>
      agrees(x.amount, b.amount.pence, b.amount.slack),
    );
    if (!a || more.length) return [];
    return [
      {
        where: at(b.sentence, b.amount.span),
        message: "This sum is asked for one body and decided for another",
        why: [quoted(a.sentence, a.amount.span), quoted(b.sentence, b.amount.span)],
        suggestion: "Correct the name that is wrong",
      },
    ];
  });
}

function sumsDiffer(said: Said[]): Found[] {
  const names = [...new Set(said.map((s) => s.name))];
  const seen: string[] = [];
  return names.flatMap((name): Found[] => {
    if (seen.some((s) => sameBody(s, name))) return [];
    seen.push(name);
    const own = said.filter((s) => sameBody(s.name, name));
    const decided = own.filter((s) => DECIDES.test(s.sentence.passage.heading));
    const asked = own.filter((s) => !decided.includes(s));
    const missing = (from: Said[], to: Said[]) =>
      from.filter((a) => !to.some((b) => agrees(a.amount, b.amount.pence, b.amount.slack)));
    const [b, ...more] = missing(decided, asked);
    const [a] = missing(asked, decided);
    if (!a || !b || more.length) return [];
    const sums = (list: Said[]) => list.map((s) => s.amount.pence);
    if (someAddUpTo(sums(asked), b.amount.pence) || someAddUpTo(sums(decided), a.amount.pence)) return [];
    return [
      {
        where: at(b.sentence, b.amount.span),
        message: `${name} is given one sum here and another elsewhere`,
        why: [quoted(a.sentence, a.amount.span), quoted(b.sentence, b.amount.span)],
        suggestion: "Correct the sum that is wrong",
      },
    ];
  });
}

const NAME = String.raw`(?:[Tt]he\s+)?[A-Z][\w’'&.-]*(?:\s+(?:(?:of|for|and|the|&)\s+){0,2}[A-Z][\w’'&-]*){0,7}`;
const GIVES = `(?:award|provid|grant|pay|allocat|giv|fund)(?:e|ed|es|ing|s)?`;
const SUM_OF = String.raw`(?:(?:a|the|up|further|additional|grant|funding|total|sum|award|payment|contribution)\s+){0,3}(?:of\s+)?`;
/** What is between a sum and the name of whom it goes to. */
const ON_TO =
  /^\s*(?:(?:\([^)]*\)|in total|per annum|of (?:grant )?funding|funding|grant)\s*)?(?:(?:is|be|will be)\s+)?(?:(?:paid|payable|awarded|granted|allocated|given|provided)\s+)?to\s+(?:be (?:paid|awarded) to\s+)?/;
const EARLIER =
  /\b(?:previous(?:ly)?|earlier|last year|already|formerly|originally|had been|was awarded|were awarded|received|bid for|applied for|requested|compared|instead of)\b/i;

/** The sums that a sentence says go to one named body. */
function saidIn(sentence: Sentence): Said[] {
  if (EARLIER.test(sentence.text)) return [];
  return sentence.amounts.flatMap((amount): Said[] => {
    const name = amount.about || amount.rate ? undefined : goesTo(sentence.text, amount.span);
    return name ? [{ name, amount, sentence }] : [];
  });
}

const BEFORE = new RegExp(`\\b${GIVES}\\s+(?:to\\s+)?(${NAME})\\s+(?:with\\s+)?${SUM_OF}$`);
const AFTER = new RegExp(`^${NAME}`);

/** Whom a sum goes to by the words on either side of it; no one where it goes to several. */
function goesTo(text: string, [start, end]: readonly [number, number]): string | undefined {
  const gives = BEFORE.exec(text.slice(0, start));
  if (gives) return gives[1];
  const after = text.slice(end);
  const lead = ON_TO.exec(after)?.[0];
  const named = lead !== undefined ? AFTER.exec(after.slice(lead.length)) : null;
  const next = named && after.slice((lead?.length ?? 0) + named[0].length);
  return named && !/^(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:[Tt]he\s+)?[A-Z]/.test(next ?? "")
    ? named[0]
    : undefined;
}
