/**
 * Signatures in a paper: each stage's block in its printed place, with the statement signed, the
 * alternative chosen, and name, capacity, date and method as text; and comments that print in a field,
 * attributed. Nothing is said by striking out, and no statement prints as made that was not made.
 */
import { formatDate, formatInstant, formatTime, londonDate } from "#core/form/dates.ts";
import type { Block, Outcome, Stage } from "#core/form/definition.ts";
import { type Lang, say, type Words } from "#core/form/say.ts";
import type { SignOff } from "#core/record/view.ts";
import { type Composing, dateIn, groundOf, isClosed } from "./composing.ts";
import type { Inline, PaperBlock } from "./paper.ts";
import { proseBlocks } from "./prose.ts";

type SignatureBlock = Extract<Block, { block: "signature" }>;
type Signature = Extract<PaperBlock, { t: "signature" }>;
/** One signatory's place: who is asked, and what they signed. */
type Place = { name?: string; capacity?: string; signed?: SignOff };

const OUTCOME_WORDS: Record<Outcome, Words> = {
  approve: "Approved",
  "approve-with-changes": "Approved with changes",
  return: "Returned for changes",
  refuse: "Refused",
  note: "Noted",
  defer: "Deferred",
};

/** A stage's signature blocks: one for each person who signed or is still to sign. */
export function signatureBlocks(c: Composing, block: SignatureBlock): PaperBlock[] {
  const stage = stageOf(c, block.stage);
  if (block.level && block.title) c.level = block.level;
  const skipped = c.view.plan?.skipped.find((s) => s.stage === stage.id);
  if (skipped)
    return [
      {
        ...frame(block, true),
        statement: [],
        lines: [],
        state: "not-needed",
        note: skipped.why,
      },
    ];
  const says = block.statement !== false;
  return placesOf(c, stage).map((place, i): Signature => {
    const note = place.signed && noteOf(c, stage, block, place.signed);
    return {
      ...frame(block, i === 0),
      statement: says ? statementOf(c.lang, stage, place.signed) : [],
      ...(says && stage.alternatives && { alternatives: alternativesOf(stage.alternatives, place.signed) }),
      lines: block.lines.map(({ label, show }) => ({ label, value: lineOf(c, stage, show, place) })),
      state: place.signed ? "signed" : "waiting",
      ...(note && { note }),
    };
  });
}

/** Comments that stages print in this field: "Comment of the Chief Finance Officer, Jo Ayre, 1 November 2023: …". */
export function commentsInto(c: Composing, field: string): PaperBlock[] {
  return c.view.form.stages
    .filter((stage) => stage.comment?.into === field)
    .flatMap((stage) => signedAt(c, stage.id))
    .flatMap((signed): PaperBlock[] => {
      if (!signed.comment) return [];
      const [first, ...rest] = proseBlocks(c, signed.comment);
      const intro: Inline = { t: "strong", c: [`${commentTitle(c, signed)}: `] };
      if (first?.t === "para") return [{ ...first, c: [intro, ...first.c] }, ...rest];
      return [{ t: "para", c: [intro] }, ...(first ? [first, ...rest] : [])];
    });
}

/** "Approved", or the form's own word for it. */
function outcomeWords(lang: Lang, stage: Stage, outcome: Outcome): string {
  return stage.outcomes?.find((o) => o.id === outcome)?.label ?? outcomeWord(lang, outcome);
}

/** The usual word for an outcome, in the past: "Approved". */
export function outcomeWord(lang: Lang, outcome: Outcome): string {
  return say(lang, OUTCOME_WORDS[outcome]);
}

/** Sign-offs of a stage that stand. A return is not a signature on the paper. */
export function signedAt(c: Composing, stage: string): SignOff[] {
  return c.view.signOffs
    .filter((s) => s.stage === stage && s.outcome !== "return")
    .sort((a, b) => a.slot - b.slot || a.at.localeCompare(b.at));
}

function stageOf(c: Composing, id: string): Stage {
  const stage = c.view.form.stages.find((s) => s.id === id);
  if (!stage) throw new Error(`The form ${c.view.form.id} has no stage ${id}`);
  return stage;
}

function frame({ stage, title, level, style }: SignatureBlock, first: boolean) {
  return {
    t: "signature" as const,
    stage,
    ...(first && title && { title, ...(level && { level }) }),
    ...(style === "emphasis" && { style }),
  };
}

/** Who signed; and, while more are needed, who is still asked. */
function placesOf(c: Composing, stage: Stage): Place[] {
  const signed = signedAt(c, stage.id);
  const planned = c.view.plan?.stages.find((s) => s.stage === stage.id);
  const waiting: Place[] = (planned?.slots ?? [{}]).filter((_, slot) => !signed.some((s) => s.slot === slot));
  const done = signed.map((s): Place => ({ name: s.name, capacity: s.capacity, signed: s }));
  return signed.length >= (planned?.need ?? 1) ? done : [...done, ...waiting];
}

/** The statement as it was signed. One that the outcome does not agree to prints as not made. */
function statementOf(lang: Lang, stage: Stage, signed: SignOff | undefined): Inline[] {
  const { statement, outcomes = [] } = stage;
  if (!statement) return [];
  const [before = "", after] = statement.split("{outcome}");
  if (after !== undefined) {
    const choices = outcomes.flatMap((o) => o.says ?? []).join(" / ");
    const own = signed ? outcomes.find((o) => o.id === signed.outcome)?.says : choices;
    const words = own || (signed ? outcomeWord(lang, signed.outcome).toLowerCase() : "…");
    return [before, { t: "strong", c: [words] }, after];
  }
  const agreed = !signed || stage.kind === "consult" || /^approve/.test(signed.outcome);
  if (agreed) return [statement];
  return [
    { t: "strong", c: [`${outcomeWords(lang, stage, signed.outcome)}.`] },
    ` ${say(lang, "Not made: “{statement}”", { statement })}`,
  ];
}

function alternativesOf(
  { one, and = [] }: NonNullable<Stage["alternatives"]>,
  signed: SignOff | undefined,
): Signature["alternatives"] {
  const labelled = <T extends { id: string; label?: string }>(a: T) => ({
    ...a,
    label: a.label ?? `${a.id})`,
  });
  return {
    one: one.map((a) => ({ ...labelled(a), chosen: a.id === signed?.alternative })),
    and: and.map(labelled),
  };
}

function lineOf(
  c: Composing,
  stage: Stage,
  show: SignatureBlock["lines"][number]["show"],
  { name = "", capacity = "", signed }: Place,
): string {
  switch (show) {
    case "signature":
      return signed ? signatureWords(signed, c.lang) : say(c.lang, "Not yet signed");
    case "name":
      return name;
    case "capacity":
      return capacity;
    case "date":
      return signed ? dateIn(c, signed.paper?.on ?? londonDate(signed.at)) : "";
    case "time":
      return signed && !signed.paper ? formatTime(signed.at) : "";
    case "outcome":
      return signed ? outcomeWords(c.lang, stage, signed.outcome) : "";
    case "comment":
      return (signed && !isCommentClosed(c, stage) && signed.comment) || "";
  }
}

/**
 * "Signed electronically by Jo Ayre as Chief Executive on 12 February 2024 at 10:32 GMT", or "Signed on
 * paper by … on 12 February 2024; copy received by Al Reid, confirmed by Bo Carr".
 */
export function signatureWords(
  { name, capacity, for: stoodFor, at, paper }: SignOff,
  lang: Lang = "en",
): string {
  const who = stoodFor
    ? say(lang, "{name} as {capacity}, for {principal},", { name, capacity, principal: stoodFor.name })
    : say(lang, "{name} as {capacity}", { name, capacity });
  if (!paper)
    return say(lang, "Signed electronically by {who} on {when}", { who, when: formatInstant(at, lang) });
  const { by, confirmed } = paper;
  const when = formatDate(paper.on, undefined, lang);
  return say(lang, "Signed on paper by {who} on {when}; copy received by {by}, confirmed by {confirmed}", {
    who,
    when,
    by,
    confirmed,
  });
}

/**
 * What the signatory said with it, where nothing else prints it: the reason of a refusal or a change,
 * and a comment. In public, only the decision's own comment: an officer's advice is not the record.
 */
function noteOf(c: Composing, stage: Stage, block: SignatureBlock, signed: SignOff): string {
  const shown = block.lines.some((line) => line.show === "comment");
  const open = c.edition === "restricted" || stage.kind === "decide";
  const comment = stage.comment?.into || shown || !open ? undefined : signed.comment;
  const changed = signed.outcome === "approve-with-changes";
  const { reason } = signed;
  return [
    reason && say(c.lang, changed ? "Approved with changes: {reason}" : "Reason: {reason}", { reason }),
    comment && say(c.lang, "Comment: {comment}", { comment }),
  ]
    .filter(Boolean)
    .join("\n");
}

/** A comment that belongs in a field is as closed as the field. */
function isCommentClosed(c: Composing, stage: Stage): boolean {
  const into = stage.comment?.into;
  return into !== undefined && (isClosed(c, into) || groundOf(c, into) !== undefined);
}

function commentTitle(c: Composing, { name, capacity, at }: SignOff): string {
  const who = c.lang === "cy" || /^the /i.test(capacity) ? capacity : `the ${capacity}`;
  return say(c.lang, "Comment of {who}, {name}, {when}", { who, name, when: dateIn(c, londonDate(at)) });
}
