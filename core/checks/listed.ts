/**
 * Lists and what is said of them: "three schemes as follows:" and two of them, the total given after the
 * list, and a sum made up of a part in one sentence and the rest in the next.
 */
import type { Found } from "./finding.ts";
import { at, type Passage, type Proof, quoted } from "./proof.ts";
import { disagreement, listAfter, onlyAmount, statedSums } from "./sums.ts";
import { excerpt, NUMBER, numberOf } from "./text/words.ts";

/** Every sum that the text states and that its parts do not give. */
export function allSums(proof: Proof): Found[] {
  return [...statedSums(proof), ...totalsAfter(proof), ...partAndRest(proof)];
}

const THINGS =
  "bids|schemes|projects|grants|awards|applications|organisations|providers|documents|elements|options|posts|partners|priorities|objectives|services|lots|stages|phases|themes|aims|areas|contracts|sites|strands|workstreams|conditions|outcomes|reasons|risks|parts|activities|suppliers|allocations|councils|boroughs|districts|partnerships";
const COUNTED = new RegExp(
  `(?<![\\d/.,£–-])\\b(${NUMBER})\\s+(?:[a-z-]+\\s+){0,2}(?:${THINGS})\\b(?=[^.;]{0,110}:\\s*$)`,
  "i",
);
const LOOSE = /\b(?:of|least|most|than|over|up to|about|around|nearly|some|first|last|next|every|other)\s+$/i;

/** A number of things said before their list, that is not how many the list has. */
export function listCount(proof: Proof): Found[] {
  const { passages } = proof;
  return passages.flatMap((lead, i): Found[] => {
    const last = lead.sentences.at(-1);
    const match = last && COUNTED.exec(last.text);
    const said = numberOf(match?.[1] ?? "");
    if (!last || !match || !said || LOOSE.test(last.text.slice(0, match.index))) return [];
    const items = listAfter(passages, i).filter((p, _, [first]) => mark(p) === mark(first as Passage));
    const cut = passages.at(-1) === items.at(-1) && !proof.record && items.length < said;
    if (items.length < 2 || items.length === said || cut || items.some((p) => p.kind === "row")) return [];
    const span: [number, number] = [match.index, match.index + match[0].length];
    return [
      {
        where: at(last, span),
        message: "The list does not have as many as the words before it say",
        why: [
          quoted(last, span),
          `${items.length} are listed, the last “${excerpt((items.at(-1) as Passage).text, [0, 50])}”`,
        ],
        suggestion: "Correct the number, or add or remove what is listed",
      },
    ];
  });
}

/** What an item is marked by, so that those under it are not counted: its indent and the kind of its mark. */
function mark({ text }: Passage): string {
  const [, indent = "", sign = ""] = /^(\s*)(\S+)/.exec(text) ?? [];
  return `${indent.length}${sign.replace(/\d+/g, "1").replace(/[a-z]+/gi, "a")}`;
}

const OF_THE_LIST = new RegExp(
  `\\b(?:the|these|those|all|both)\\s+(?:(?:above|${NUMBER})\\s+){0,2}(?:${THINGS})\\b|\\bin total\\b`,
  "i",
);

/** "… - £59,000 / … - £15,000", and then "the release of £89,000 to support the three schemes". */
function totalsAfter(proof: Proof): Found[] {
  const { passages } = proof;
  return passages.flatMap((lead, i): Found | Found[] => {
    if (!/:\s*$/.test(lead.text) || lead.sentences.some((s) => s.amounts.length)) return [];
    const items = listAfter(passages, i);
    const parts = items.flatMap((p) => onlyAmount(p) ?? []);
    const after = passages[i + items.length + 1];
    const sentence = after?.where.field === lead.where.field ? after?.sentences[0] : undefined;
    const [total, ...more] = sentence?.amounts ?? [];
    if (parts.length < 2 || parts.length !== items.length || !sentence || !total || more.length) return [];
    if (total.about || total.rate || !OF_THE_LIST.test(sentence.text)) return [];
    return disagreement(parts, total, at(sentence, total.span)) ?? [];
  });
}

const MADE_UP = /\b(?:made up of|compris\w+|consist\w* of)\s*(?:a |the )?$/i;
const THE_REST =
  /\b(?:increas\w+|adds?|adding|supplement\w*|tops? (?:this )?up|contribut\w+|remain\w*|balance|rest)\b/i;

/** "£1,191,000 … made up of £856,153 from the Ministry. The office increases this by £334,847." */
function partAndRest(proof: Proof): Found[] {
  return proof.passages.flatMap((passage): Found | Found[] => {
    const said = passage.sentences.flatMap((s) => s.amounts.map((amount) => ({ amount, s })));
    const [whole, part, rest, ...more] = said;
    if (!whole || !part || !rest || more.length || said.some((x) => x.amount.about || x.amount.rate))
      return [];
    if (!MADE_UP.test(part.s.text.slice(0, part.amount.span[0]))) return [];
    if (rest.s === part.s || !THE_REST.test(rest.s.text.slice(0, rest.amount.span[0]))) return [];
    return disagreement([part.amount, rest.amount], whole.amount, at(whole.s, whole.amount.span)) ?? [];
  });
}
