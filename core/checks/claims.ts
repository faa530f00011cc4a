/**
 * Claims that a paper makes and unmakes: agreed in principle, then agreed; confirmed, then doubted;
 * at once, then on a date; no arrangement, then one. Two sentences are held to be of one thing when
 * they share the words that say what it is.
 */
import type { Found } from "./finding.ts";
import { at, type Proof, quoted, type Sentence } from "./proof.ts";
import { keyWords, shared } from "./text/words.ts";

const IN_PRINCIPLE =
  /\b(?:in principle|subject to|provisionally|conditional(?:ly)? (?:on|upon)|provided that|if (?:funding|the (?:bid|grant|application|funding)|it) is (?:awarded|approved|granted|confirmed|successful))\b/i;
const COMMITMENT =
  /\b(?:agree[ds]?|approve[ds]?|commit(?:s|ted)?|decided|undertaken|will (?:pay|fund|award|continue|meet)|pa(?:y|id|ying)|fund(?:s|ed|ing)?)\b/i;
const AGREED =
  /\b(?:has|have|had) (?:now |also |already )?(?:agreed|committed|decided|undertaken|promised)(?: that| to\b)|\b(?:agrees|commits|undertakes) to\b/i;
const NEGATED =
  /\b(?:not|no|unless|whether|if|subject to|in principle|should|could|might|would|may|until)\b/i;

/** "Agreed in principle … if awarded", and further on "has agreed to". */
export function conditionDropped(proof: Proof): Found[] {
  const clauses = proof.sentences.flatMap(clausesOf);
  const conditional = clauses.filter((c) => IN_PRINCIPLE.test(c.text) && COMMITMENT.test(c.text));
  const found: Found[] = [];
  for (const firm of clauses.filter((c) => isFirm(c.text))) {
    const before = conditional.find((c) => c !== firm && shared(keyWords(c.text), keyWords(firm.text)) >= 3);
    if (before)
      found.push({
        where: at(firm.sentence, firm.span),
        message: "What was conditional is here unconditional",
        why: [`“${before.text.trim()}”`, `“${firm.text.trim()}”`],
        suggestion: "Repeat the condition, or say when it was met",
      });
  }
  return found;
}

/** Agreed without condition. What follows ("so that no one is lost") is not part of the promise. */
function isFirm(clause: string): boolean {
  const match = AGREED.exec(clause);
  return (
    match !== null &&
    !IN_PRINCIPLE.test(clause) &&
    !NEGATED.test(clause.slice(0, match.index + match[0].length + 12))
  );
}

const CONFIRMED = /\b(?:confirmed|secured|guaranteed|multi-?year|is in place|has been awarded)\b/i;
const OF_FUNDING = /\b(?:grant|funding|agreement|allocation|settlement|money|award)\b/i;
const DOUBT =
  /\b(?:if|should|unless|in the event|were)\b[^.;]{0,120}\b(?:not (?:be )?(?:provided?|confirmed|awarded|received|secured|forthcoming|available)|does not provide|reduced?s?|withdrawn|withdraws?|cut|ceases?|less than)\b|\b(?:yet to be|not yet|awaiting|subject to)\b[^.;]{0,40}\b(?:confirm\w*|award\w*|approv\w*)\b/i;

/** "A confirmed grant agreement for 2024/25", and then "if funding for 2024/25 is not provided". */
export function confirmedThenDoubted(proof: Proof): Found[] {
  const sure = proof.sentences.filter(
    (s) =>
      CONFIRMED.test(s.text) &&
      OF_FUNDING.test(s.text) &&
      !/\b(?:not|unless|if|until|once|when|subject|yet|await)/i.test(s.text),
  );
  const doubtful = proof.sentences.filter((s) => DOUBT.test(s.text) && OF_FUNDING.test(s.text));
  for (const a of sure)
    for (const b of doubtful) {
      const ofYear = b.dates.filter((d) => d.financialYear);
      const year = a.dates.find((d) => ofYear.some((o) => o.from === d.from));
      const funder = [...funders(a)].some((f) => funders(b).has(f));
      if (
        !(year && (funder || funders(b).size === 0 || funders(a).size === 0)) &&
        !(funder && (!a.dates.length || !ofYear.length))
      )
        continue;
      return [
        {
          where: at(b),
          message: "Money that is said to be confirmed is elsewhere in doubt",
          why: [`“${a.text.trim()}”`, `“${b.text.trim()}”`],
          suggestion: "Say what is confirmed and what is not",
        },
      ];
    }
  return [];
}

function funders(sentence: Sentence): Set<string> {
  const names =
    sentence.text.match(
      /\b(?:Home Office|Ministry of Justice|MoJ|Youth (?:Justice Board|Endowment Fund)|NHS England|Department for [A-Z]\w+|[A-Z]\w+ (?:County |City |Borough |District )?Council)\b/g,
    ) ?? [];
  return new Set(names);
}

const CLOSES =
  /\b(?:clos(?:e|es|ed|ing|ure)|ceas(?:e|es|ing)|terminat\w+|end(?:s|ed|ing)?|stop(?:s|ped)?|withdraw\w*)\b/i;
const AT_ONCE = /\bwith immediate effect\b|\bimmediately\b|\bat once\b/i;

/** It closes with immediate effect; it closes on a date. */
export function atOnceAndLater(proof: Proof): Found[] {
  const immediate = proof.sentences.filter((s) => AT_ONCE.test(s.text) && CLOSES.test(s.text));
  for (const a of immediate)
    for (const b of proof.sentences) {
      if (
        a === b ||
        AT_ONCE.test(b.text) ||
        !CLOSES.test(b.text) ||
        !b.dates.some((d) => d.precision === "day")
      )
        continue;
      if (shared(names(a), names(b)) === 0 || !sameVerb(a.text, b.text)) continue;
      return [
        {
          where: at(a),
          message: "This happens at once, and elsewhere on a date",
          why: [`“${a.text.trim()}”`, `“${b.text.trim()}”`],
          suggestion: "Give the date in both places",
        },
      ];
    }
  return [];
}

/** Capitalised words, or what a paper calls the thing for short ("the centre"). */
function names(sentence: Sentence): Set<string> {
  return new Set(
    (
      sentence.text.match(/\b(?:[A-Z][a-z]{3,}|centre|service|contract|programme|project|scheme)\b/g) ?? []
    ).map((w) => w.toLowerCase()),
  );
}

function sameVerb(a: string, b: string): boolean {
  const verb = CLOSES.exec(a)?.[0]?.slice(0, 3).toLowerCase();
  return [...b.matchAll(new RegExp(CLOSES.source, "gi"))].some(
    (m) => m[0].slice(0, 3).toLowerCase() === verb,
  );
}

const NOTHING_AFTER =
  /\b(?:no|not any|without(?: any)?)\s+(?:further |other |current |new |confirmed |agreed )*(?:arrangements?|funding|money|provision|plans?|commitments?|agreements?)\b[^.;]*\b(?:beyond|after|past|from)\s+(?:the\s+)?$/i;

/** "No arrangements beyond 31 March", and one for April. */
export function nothingThenSomething(proof: Proof): Found[] {
  for (const a of proof.sentences)
    for (const end of a.dates) {
      if (!NOTHING_AFTER.test(a.text.slice(0, end.span[0]))) continue;
      for (const b of proof.sentences.flatMap(clausesOf)) {
        if (
          b.sentence === a ||
          !/\b(?:agreed|will (?:fund|pay|meet)|committed|continue paying)\b/i.test(b.text)
        )
          continue;
        const later = b.sentence.dates.find(
          (d) => d.from > end.to && d.span[0] >= b.span[0] && d.span[1] <= b.span[1],
        );
        if (!later || later.from.slice(0, 4) > String(Number(end.to.slice(0, 4)) + 1)) continue;
        return [
          {
            where: at(a, end.span),
            message: "There is said to be no arrangement after this date, and elsewhere there is one",
            why: [quoted(a, end.span), `“${b.text.trim()}”`],
            suggestion: "Say what is arranged, for how long, and on what condition",
          },
        ];
      }
    }
  return [];
}

const CONFIDENT =
  /\b(?:is|are|remains?|am) (?:very |fully |quite )?(?:confident|certain|sure)\b[^.]{0,100}\b(?:application|bid|funding|grant|award)\b[^.]{0,60}\b(?:success\w*|awarded|granted|approved|secured)\b|\b(?:application|bid)\b[^.]{0,40}\b(?:is|are) (?:certain|sure|bound) to succeed\b/i;

const UNDECIDED =
  /\b(?:funding|bid|application|grant)\b[^.]{0,40}\bnot (?:be(?:ing)? )?(?:successfully )?(?:received|awarded|granted|successful)\b|\b(?:awaiting|outcome of) the (?:bid|application|outcome)/i;

/** Confidence in a bid that is not decided, in a paper that will be public. */
export function confidentOfOutcome(proof: Proof): Found[] {
  return proof.sentences.flatMap((sentence): Found[] => {
    const match = CONFIDENT.exec(sentence.text);
    if (!match) return [];
    const open = proof.sentences.find((s) => s !== sentence && UNDECIDED.test(s.text));
    return [
      {
        where: at(sentence, [match.index, match.index + match[0].length]),
        message: "The paper is confident of an outcome that is not decided",
        why: [`“${match[0]}”`, open ? quoted(open) : "the bid is with the funder"],
        suggestion: "Say when the outcome is expected, and what follows either way",
      },
    ];
  });
}

/** A report (which decides nothing) says that the office agreed to pay, and names no decision. */
export function undertaking(proof: Proof): Found[] {
  if (proof.record && proof.record.form.kind !== "report") return [];
  if (
    !proof.record &&
    !/\breport (?:of|to)\b/i.test(
      proof.passages
        .slice(0, 8)
        .map((p) => p.text)
        .join(" "),
    )
  )
    return [];
  const linked =
    proof.record &&
    Object.values(proof.record.form.fields).some((f) => f.type === "links") &&
    proof.passages.some((p) => p.means === "links");
  return proof.sentences.flatMap((sentence): Found[] =>
    clausesOf(sentence).flatMap((clause): Found[] => {
      const match =
        /\b(?:OPCC\w*|PCC|PFCC|Commissioner|Office)\s+(?:has|have) (?:agreed|committed|undertaken)\b[^.;]*?\b(?:pay(?:ing)?|fund(?:ing)?|meet(?:ing)?|award(?:ing)?)\b[^.;]*/i.exec(
          clause.text,
        );
      if (
        !match ||
        linked ||
        IN_PRINCIPLE.test(clause.text) ||
        /\bdecision\b[^.]{0,30}\d/i.test(sentence.text)
      )
        return [];
      return [
        {
          where: at(clause.sentence, [
            clause.span[0] + match.index,
            clause.span[0] + match.index + match[0].length,
          ]),
          message: "An undertaking to pay, with no decision named",
          why: [`“${match[0].trim()}”`, "no decision number beside it"],
          suggestion: "Record the decision, and give its number here",
        },
      ];
    }),
  );
}

const COUNT_KINDS: [string, RegExp][] = [
  ["sex or gender", /^(?:fe)?males?$|^(?:wo)?m[ae]n$|^girls?$|^boys?$|^non-binary$/i],
  ["ethnicity", /^(?:white|asian|black|mixed|chinese|other ethnic|arab|gypsy)\b/i],
  ["age", /^(?:aged|under|over)\b/i],
];

/** The same people counted two ways, with two totals. */
export function countsDiffer(proof: Proof): Found[] {
  return proof.sentences.flatMap((sentence): Found[] => {
    const sums = new Map<string, { n: number; parts: string[] }>();
    for (const m of sentence.text.matchAll(
      /(?<![\d£.,/-])(\d{1,5})(?:\s+(?:who\s+)?(?:identif\w+|are|were|is|described?(?: themselves)?)(?:\s+as)?)?\s+([A-Za-z][A-Za-z-]*)/g,
    )) {
      const kind = COUNT_KINDS.find(([, words]) => words.test(m[2] ?? ""))?.[0];
      if (!kind) continue;
      const sum = sums.get(kind) ?? { n: 0, parts: [] };
      sums.set(kind, { n: sum.n + Number(m[1]), parts: [...sum.parts, m[1] ?? ""] });
    }
    const [a, b] = [...sums].filter(([, { parts }]) => parts.length > 1);
    if (!a || !b || a[1].n === b[1].n) return [];
    const tell = ([kind, { n, parts }]: typeof a) => `by ${kind}: ${parts.join(" + ")} = ${n}`;
    return [
      {
        where: at(sentence),
        message: "The same people are counted in two ways, with two totals",
        why: [tell(a), tell(b)],
        suggestion: "Correct a count, or say how many are not known",
      },
    ];
  });
}

/** Sentences cut at semicolons, where each half can be a claim of its own. */
function clausesOf(sentence: Sentence): { text: string; span: [number, number]; sentence: Sentence }[] {
  let start = 0;
  return sentence.text.split(/(?<=;)/).map((text) => {
    const span: [number, number] = [start, start + text.length];
    start = span[1];
    return { text: text.replace(/;$/, ""), span, sentence };
  });
}
