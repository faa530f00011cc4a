/**
 * Text that was left: placeholders, paragraphs pasted twice, doubled words, dead links, and meaning
 * carried only by how the text looks. These need no form and hold for any paper.
 */
import type { Found } from "./finding.ts";
import { at, type Passage, type Proof, quoted } from "./proof.ts";
import { excerpt, keyWords, quoteOf, shared } from "./text/words.ts";

const PLACEHOLDER =
  /\[(?:insert|enter|add|name|date|amount|tbc|title|delete|xx+|\.\.\.|…|number)\b[^\]]*\]|\[\s*[.…_]{2,}\s*\]|<(?:insert|enter|name|date|amount|title)\b[^>]*>|\b(?:click or tap (?:here )?to enter|lorem ipsum|insert (?:text|name|date|amount|number|details) here)\b[^.]{0,20}|£\s?[Xx]{1,}[\d,Xx]*\b|\b[Xx]{3,}\b|\bdd\/mm\/yy(?:yy)?\b|\b(?:TBC|TBA|T\.B\.C)\b|\?{2,}|_{5,}(?=[\s_]*[a-z])/gi;

/** Words put there to be replaced. */
export function placeholders(proof: Proof): Found[] {
  return proof.passages.flatMap((p) =>
    [...p.raw.matchAll(PLACEHOLDER)].slice(0, 3).map((m) => ({
      where: { ...p.where, span: [p.start + m.index, p.start + m.index + m[0].length] },
      message: "Text was left to be filled in",
      why: [`“${quoteOf(m[0])}”`, `in “${excerpt(p.text, [m.index, m.index + m[0].length])}”`],
      suggestion: "Fill it in or remove it",
    })),
  );
}

const LONG = 18;

/** A paragraph that repeats another, nearly word for word. */
export function repeated(proof: Proof): Found[] {
  const long = proof.passages
    .map((passage) => ({ passage, grams: trigrams(passage.text) }))
    .filter(({ grams }) => grams.size >= LONG);
  const found: Found[] = [];
  for (let i = 0; i < long.length; i++)
    for (let j = 0; j < i; j++) {
      const [a, b] = [long[j], long[i]];
      if (!a || !b || a.grams.size > b.grams.size * 2 || b.grams.size > a.grams.size * 2) continue;
      const common = shared(a.grams, b.grams) / Math.min(a.grams.size, b.grams.size);
      if (common < 0.72 || (isSummary(a.passage) && isSummary(b.passage) && !sameHead(a.passage, b.passage)))
        continue;
      found.push({
        severity: isSummary(a.passage) !== isSummary(b.passage) ? "note" : undefined,
        where: { ...b.passage.where, span: [b.passage.start, b.passage.start + b.passage.text.length] },
        message: "This paragraph repeats an earlier one",
        why: [`“${excerpt(a.passage.text, [0, 70])}”`, `“${excerpt(b.passage.text, [0, 70])}”`],
        suggestion: "Keep one of the two",
      });
      break;
    }
  return found;
}

/** A summary repeats the body by its nature. */
function isSummary(passage: Passage): boolean {
  return passage.means
    ? ["summary", "publicSummary", "decision", "recommendations"].includes(passage.means)
    : /summary|decision|recommend/i.test(passage.heading);
}

/** A decision repeats the recommendation, and that the summary; not each itself. */
function sameHead(a: Passage, b: Passage): boolean {
  return a.where.field === b.where.field && a.heading === b.heading;
}

function trigrams(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
  return new Set(words.slice(2).map((w, i) => `${words[i]} ${words[i + 1]} ${w}`));
}

/** "the the". */
export function doubledWords(proof: Proof): Found[] {
  return proof.passages.flatMap((p) =>
    [
      ...p.text.matchAll(
        /\b(the|a|an|of|to|and|in|for|is|are|be|by|on|at|with|from|will|this|their|as|or)[ \n]+\1\b/gi,
      ),
    ]
      .filter((m) => p.kind !== "row" && !/^(?:in in|on on|is is)$/i.test(m[0]))
      .map((m) => ({
        where: { ...p.where, span: [p.start + m.index, p.start + m.index + m[0].length] },
        message: "A word stands twice",
        why: [`“${excerpt(p.text, [m.index, m.index + m[0].length])}”`],
        suggestion: "Remove one",
      })),
  );
}

/** A link that goes nowhere. */
export function deadLinks(proof: Proof): Found[] {
  return proof.passages.flatMap((p) =>
    [
      ...p.raw.matchAll(/\[([^\]\n]+)\]\(\s*(#?|https?:\/\/|about:blank|file:[^)]*|[A-Z]:\\[^)]*)\s*\)/gi),
    ].map((m) => ({
      where: { ...p.where, span: [p.start + m.index, p.start + m.index + m[0].length] },
      message: "This link goes nowhere",
      why: [`“${m[1]}”`, `its address is “${m[2]}”`],
      suggestion: "Give the address of the page, or link the record by its number",
    })),
  );
}

const LOOKS =
  /\b(?:shown|marked|highlighted|printed|set out|text|words|items|those|rows|entries|changes|deletions)\s+(?:\w+\s+){0,2}in (?:red|green|blue|yellow|amber|bold|italics?|grey|strike-?through|colour)\b/i;

/** Struck-through words, "delete as appropriate", "the items in red": lost to a screen reader, a copy, a search. */
export function byLooksAlone(proof: Proof): Found[] {
  return proof.passages.flatMap((p): Found[] => {
    const struck = /~~([^~\n]+)~~|<(?:s|del|strike)>([^<]+)<\//i.exec(p.raw);
    const options =
      /\bdelete (?:as|where|which(?:ever)? (?:is )?(?:not|in)) ?(?:appropriate|necessary|applicable)?/i.exec(
        p.text,
      );
    const look = LOOKS.exec(p.text);
    const hit = struck ?? options ?? look;
    if (!hit) return [];
    return [
      {
        where: { ...p.where, span: [p.start + hit.index, p.start + hit.index + hit[0].length] },
        message: struck
          ? "The meaning rests on struck-through words"
          : options
            ? "A choice was left to be made by deleting"
            : "The meaning rests on how the text looks",
        why: [`“${excerpt(p.raw, [hit.index, hit.index + hit[0].length])}”`],
        suggestion: struck || options ? "Write only the option that was chosen" : "Say it in words",
      },
    ];
  });
}

/** A name written in two ways: "Step Up" and "Step-Up". */
export function nameVariants(proof: Proof): Found[] {
  const names = new Map<string, Map<string, Found>>();
  for (const sentence of proof.sentences)
    for (const m of sentence.text.matchAll(
      /\b(?!The |This |In |For |Our )[A-Z][a-z’']+(?:[ -][A-Z][a-z’']+){1,3}\b/g,
    )) {
      const words = m[0].split(/[ -]/);
      for (let n = 2; n <= Math.min(words.length, 3); n++) {
        const spelt = m[0].match(new RegExp(`^(?:[^ -]+[ -]){${n - 1}}[^ -]+`))?.[0] ?? "";
        if (keyWords(spelt).size < 1) continue;
        const key = spelt.toLowerCase().replace(/[^a-z]/g, "");
        const span: [number, number] = [m.index, m.index + spelt.length];
        const spellings = names.get(key) ?? new Map<string, Found>();
        if (!spellings.has(spelt.replace(/’/g, "'")))
          spellings.set(spelt.replace(/’/g, "'"), {
            where: at(sentence, span),
            message: "",
            why: [quoted(sentence, span)],
          });
        names.set(key, spellings);
      }
    }
  return [...names.values()].flatMap((spellings): Found[] => {
    const [a, b] = [...spellings.entries()];
    if (!a || !b) return [];
    return [
      {
        where: b[1].where,
        message: "A name is written in two ways",
        why: [a[1].why[0] ?? "", b[1].why[0] ?? ""],
        suggestion: `Choose “${a[0]}” or “${b[0]}”`,
      },
    ];
  });
}

/** The office's own name, wrong. */
export function wrongBodyName(proof: Proof): Found[] {
  return proof.passages.flatMap((p) =>
    [
      ...p.text.matchAll(
        /\b(?:Police and Crime Commission|Police & Crime Commission|Police and Crime Commisioner|Police and Crime Comissioner|Policy and Crime Commissioner|Crime and Police Commissioner)\b(?!er)/gi,
      ),
    ].map((m) => ({
      where: { ...p.where, span: [p.start + m.index, p.start + m.index + m[0].length] },
      message: "There is no such body",
      why: [`“${excerpt(p.text, [m.index, m.index + m[0].length])}”`, "“Police and Crime Commissioner”"],
      suggestion: "Write “Police and Crime Commissioner”",
    })),
  );
}
