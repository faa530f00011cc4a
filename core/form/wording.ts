/**
 * Wording: how a message names the question it is about, in the style of the GOV.UK Design System
 * ("Enter the executive summary", "Select yes or no for …"). A label that is itself a question is
 * quoted; any other becomes a noun phrase in sentence case, with acronyms and names left alone.
 */

const QUESTION =
  /\?$|^(is|are|was|were|has|have|had|do|does|did|will|can|should|who|what|which|when|where|why|how)\b/i;

/** "Enter the executive summary"; "Enter an answer to “Who will run it?”". */
export function enter(label: string): string {
  return isQuestion(label) ? `Enter an answer to ${quoted(label)}` : `Enter ${theNoun(label)}`;
}

/** "Select the marking"; "Select an answer to “Who decides?”". */
export function select(label: string): string {
  return isQuestion(label) ? `Select an answer to ${quoted(label)}` : `Select ${theNoun(label)}`;
}

/** "Select yes or no for “Financial”". */
export function yesOrNo(label: string): string {
  return `Select yes or no for ${quoted(label)}`;
}

/** The subject of a sentence: "Executive summary must be …", "The answer to “…?” must be …". */
export function subject(label: string): string {
  if (isQuestion(label)) return `The answer to ${quoted(label)}`;
  const noun = sentenceCase(bare(label));
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}

/** A label quoted: "“Is this confidential?”". */
export function quoted(label: string): string {
  return `“${bare(label)}”`;
}

/** "the executive summary", "your name". */
export function theNoun(label: string): string {
  const noun = sentenceCase(bare(label));
  const first = /^(the|a|an|your|any|each)\b/i.exec(noun)?.[0];
  return first ? first.toLowerCase() + noun.slice(first.length) : `the ${noun}`;
}

function isQuestion(label: string): boolean {
  return QUESTION.test(bare(label));
}

/** Without its colon and without the aside in brackets at its end. */
function bare(label: string): string {
  const short = label
    .trim()
    .replace(/[:.]\s*$/, "")
    .replace(/\s*\([^()]*\)\s*$/, "")
    .replace(/[:.]\s*$/, "");
  return short || label.trim();
}

/**
 * "Executive Summary" → "executive summary". Where only some words have capitals ("Home Office award")
 * they are taken for names and stay.
 */
function sentenceCase(label: string): string {
  const words = label.split(" ");
  const small = (w: string) => /^[a-z]/.test(w) && w.length > 3;
  const titleCase = !words.some(small);
  const named = words.slice(1).some((w) => /^[A-Z][a-z]/.test(w));
  if (named && !titleCase) return label;
  return words.map((w) => (/^[A-Z][a-z'’-]*$/.test(w) ? w.toLowerCase() : w)).join(" ");
}
