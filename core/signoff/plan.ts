/**
 * The plan: who must say what on this record, in which order, worked out from the form's rules once,
 * at submission, and frozen with the reason for every stage that is skipped.
 */
import type { Answers } from "#core/form/answers.ts";
import type { By, Form, Outcome, Stage } from "#core/form/definition.ts";
import { type Office, type OfficePerson, postTitle } from "#core/form/office.ts";
import { factsOf, wordingOf } from "#core/form/reading.ts";
import { holds, inWords } from "#core/form/rules.ts";
import type { FrozenPlan } from "#core/record/events.ts";
import { outsiderId } from "#core/record/outsiders.ts";

export interface Proposal {
  plan: FrozenPlan;
  /** Why the record cannot be submitted, in words; empty when it can. */
  problems: string[];
}

/** The plan for these answers. `today` is the civil date on which posts are held; the author signs nothing. */
export function makePlan(
  office: Office,
  form: Form,
  answers: Answers,
  author: string,
  today: string,
): Proposal {
  const facts = factsOf(form, answers);
  const proposal: Proposal = { plan: { stages: [], skipped: [] }, problems: [] };
  let step = -1;
  for (const stage of form.stages) {
    if (stage.when && !holds(stage.when, facts)) {
      proposal.plan.skipped.push({
        stage: stage.id,
        why: `Not needed unless ${inWords(stage.when, wordingOf(form))}`,
      });
      continue;
    }
    const beside = proposal.plan.stages.find((s) => s.stage === stage.beside);
    if (!beside) step += 1;
    const asked = bysOf(stage).map((by) => seatsFor(by, office, form, answers, author, today));
    const slots = asked.flatMap((a) => a.slots);
    const [only] = asked.length === 1 ? asked : [];
    for (const slot of slots)
      if ("problem" in slot) proposal.problems.push(`${stageTitle(office, stage)}: ${slot.problem}`);
    const filled = slots.flatMap((s) => ("problem" in s ? [] : [s]));
    proposal.plan.stages.push({
      stage: stage.id,
      step: beside?.step ?? step,
      need: only?.need ?? needOf(stage, filled.length),
      slots: filled,
    });
  }
  proposal.problems.push(...doubled(office, proposal.plan));
  const last = form.stages.find((s) => s.id === proposal.plan.stages.at(-1)?.stage);
  const ending = form.kind === "decision" ? "decide" : "release";
  if (last?.kind !== ending)
    proposal.problems.push(`No one is left to ${ending === "decide" ? "take the decision" : "release this"}`);
  return proposal;
}

/** One person fills one slot, unless the office says in so many words that two posts may be one person. */
function doubled(office: Office, plan: FrozenPlan): string[] {
  if (office.signOff?.twoPosts) return [];
  const people = plan.stages.flatMap((s) => s.slots.map((slot) => slot.person));
  const twice = new Set(people.filter((id, i) => people.indexOf(id) !== i));
  return [...twice].map((id) => {
    const name = office.people?.find((p) => p.id === id)?.name ?? id;
    return `${name} would sign twice, in two posts, and this office does not allow that`;
  });
}

/** Who is asked at a stage, as a list. */
export function bysOf(stage: Stage): By[] {
  return Array.isArray(stage.by) ? stage.by : [stage.by];
}

/** Whoever holds a post on a day, in the office's order. */
export function holdersOf(office: Office, post: string, day: string): OfficePerson[] {
  return (office.people ?? []).filter((person) => holdsPost(person, post, day));
}

export function holdsPost(person: OfficePerson, post: string, day: string): boolean {
  return (person.posts ?? []).some(
    (p) => p.post === post && (p.from === undefined || p.from <= day) && (p.to === undefined || day <= p.to),
  );
}

/** Whether someone may sit in a seat on a day: they hold the post, or stand in for whoever does. */
export function mayFill(
  office: Office,
  seat: { post?: string; person: string; for?: string },
  day: string,
): boolean {
  if (!seat.post) return true;
  const person = office.people?.find((p) => p.id === seat.person);
  if (!person) return false;
  return holdsPost(person, seat.post, day) || standsIn(person, seat.for, seat.post, day);
}

/** Who stands in for the holder of a post on a day, if anyone does. */
export function standInFor(
  office: Office,
  holder: string,
  post: string,
  day: string,
): OfficePerson | undefined {
  return office.people?.find((p) => standsIn(p, holder, post, day));
}

function standsIn(person: OfficePerson, holder: string | undefined, post: string, day: string): boolean {
  return (person.standsIn ?? []).some(
    (s) =>
      s.for === holder && (s.posts === undefined || s.posts.includes(post)) && s.from <= day && day <= s.to,
  );
}

export function stageTitle(office: Office, stage: Stage): string {
  if (stage.title) return stage.title;
  const [by] = bysOf(stage);
  return by && "post" in by ? postTitle(office, by.post) : "Decision maker";
}

/** What a signatory may say at a stage, each with the words of its choice and whether it needs a reason. */
export function outcomesOf(stage: Stage): { id: Outcome; label: string; says?: string; reason: boolean }[] {
  const declared = stage.outcomes ?? DEFAULT_OUTCOMES[stage.kind].map((id) => ({ id }));
  return declared.map((o: { id: Outcome; label?: string; says?: string; reason?: boolean }) => ({
    id: o.id,
    label: o.label ?? OUTCOME_LABELS[o.id],
    says: o.says,
    reason: ALWAYS_REASONED.has(o.id) || o.reason === true,
  }));
}

/** The outcomes that let a stage count as done. */
export const PASSING: ReadonlySet<Outcome> = new Set(["approve", "approve-with-changes", "note"]);
const ALWAYS_REASONED: ReadonlySet<Outcome> = new Set(["approve-with-changes", "return", "refuse", "defer"]);

const DEFAULT_OUTCOMES: Record<Stage["kind"], Outcome[]> = {
  check: ["approve", "return", "refuse"],
  consult: ["note", "return"],
  decide: ["approve", "return", "refuse"],
  release: ["approve", "return", "refuse"],
  external: ["approve", "return", "refuse"],
};

const OUTCOME_LABELS: Record<Outcome, string> = {
  approve: "Approve",
  "approve-with-changes": "Approve with changes",
  return: "Return for changes",
  refuse: "Refuse",
  note: "Send my comment",
  defer: "Defer to a later date",
};

function needOf(stage: Stage, slots: number): number {
  if (stage.need === undefined || stage.need === "all") return slots;
  return stage.need === "any" ? 1 : Math.min(stage.need, slots);
}

/** Who sits in a post on a day: its holder, or whoever stands in for them. Never the author. */
export function seatOf(
  office: Office,
  post: string,
  author: string,
  day: string,
): { post: string; person: string; for?: string } | undefined {
  for (const holder of holdersOf(office, post, day)) {
    const seat = seatOfHolder(office, holder, post, author, day);
    if (seat) return seat;
  }
  return undefined;
}

/** Where one holder of a post sits on a day: they themselves, or whoever stands in for them. */
export function seatOfHolder(
  office: Office,
  holder: OfficePerson,
  post: string,
  author: string,
  day: string,
): (Slot & { post: string }) | undefined {
  if (!holdsPost(holder, post, day)) return undefined;
  const deputy = standInFor(office, holder.id, post, day);
  if (deputy) return deputy.id === author ? undefined : { post, person: deputy.id, for: holder.id };
  return holder.id === author ? undefined : { post, person: holder.id };
}

type Slot = { post?: string; person: string; for?: string };

interface Seats {
  slots: (Slot | { problem: string })[];
  /** How many must approve, where the post says so. */
  need?: number;
}

/** Whoever is asked as a post, a chosen maker or someone outside: one person, a board, or several jointly. */
function seatsFor(
  by: By,
  office: Office,
  form: Form,
  answers: Answers,
  author: string,
  today: string,
): Seats {
  if ("email" in by) return { slots: [externalSlot(office, form, answers, by.email, author)] };
  const post = "post" in by ? by.post : answers[by.maker];
  if (typeof post !== "string") return { slots: [{ problem: "choose who decides" }] };
  const { jointly, quorum } = office.posts.find((p) => p.id === post) ?? {};
  if (jointly) return { slots: jointly.map((one) => slotFor(one, office, author, today)) };
  if (!quorum) return { slots: [slotFor(post, office, author, today)] };
  const slots = holdersOf(office, post, today).flatMap(
    (holder) => seatOfHolder(office, holder, post, author, today) ?? [],
  );
  if (slots.length >= quorum) return { slots, need: quorum };
  const title = postTitle(office, post);
  return {
    slots: [{ problem: `${quorum} must approve as ${title}, and only ${slots.length} can be asked` }],
  };
}

function slotFor(post: string, office: Office, author: string, today: string): Slot | { problem: string } {
  const seat = seatOf(office, post, author, today);
  if (seat) return seat;
  const title = postTitle(office, post);
  return {
    problem: holdersOf(office, post, today).length
      ? `the only ${title} is the author, and no one signs their own paper`
      : `no one holds the post of ${title}`,
  };
}

/** Someone outside the office, by the address in a person field. One of the office's own goes by their id. */
function externalSlot(
  office: Office,
  form: Form,
  answers: Answers,
  fieldId: string,
  author: string,
): Slot | { problem: string } {
  const [person] = (answers[fieldId] as { email?: string }[] | undefined) ?? [];
  const email = person?.email?.trim().toLowerCase();
  if (!email) return { problem: `enter an email address under ${form.fields[fieldId]?.label ?? fieldId}` };
  const own = office.people?.find((p) => p.email === email)?.id;
  if (own === author) return { problem: "this is the author's address, and no one signs their own paper" };
  return { person: own ?? outsiderId(email) };
}
