/**
 * What is typed about a question from those who scrutinise the office, as the command that it means, or
 * what is wrong with it, beside the field and in words. `today` is a civil date in London.
 */
import type { Problem } from "#core/form/validate.ts";
import { type EventOf, type Item, KINDS, type Link } from "#core/scrutiny/item.ts";
import { findRecord } from "#core/scrutiny/items.store.ts";
import { STORED, textProblems } from "#web/fields/control.ts";
import { parseDate } from "#web/fields/dates.tsx";
import { lineAt, type Typed, textAt } from "#web/fields/typed.ts";
import { textErrors } from "./words.ts";

const LONGEST_SUBJECT = 120;

export type Read<T> = { errors: Problem[]; value?: T };

export async function readAsked(
  office: string,
  typed: Typed,
  today: string,
): Promise<Read<Omit<EventOf<"Asked">, "type">>> {
  const kind = KINDS.find((k) => k === typed.kind);
  const askedBy = lineAt(typed, "askedBy");
  const meeting = lineAt(typed, "meeting");
  const subject = lineAt(typed, "subject");
  const words = textAt(typed, "words").trim();
  const askedOn = dateIn("askedOn", "The date it was asked", "Enter the date it was asked", typed);
  const due = dateIn("due", "The date an answer is due", "Enter the date an answer is due", typed);
  const about = await recordIn(office, "about", typed);
  const errors = [
    ...(kind ? [] : [{ id: "kind", message: "Select what it is" }]),
    ...(askedBy
      ? textProblems("askedBy", "Who asked", askedBy, STORED.line)
      : [missing("askedBy", "Enter who asked")]),
    ...askedOn.errors,
    ...notAfter("askedOn", "The date it was asked", askedOn.value, today),
    ...textProblems("meeting", "The meeting", meeting, STORED.line),
    ...(subject
      ? textProblems("subject", "What it is about", subject, LONGEST_SUBJECT)
      : [missing("subject", "Enter what it is about, in a few words")]),
    ...textErrors("words", words, "What was asked", "Enter what was asked"),
    ...about.errors,
    ...due.errors,
    ...notBefore("due", "The date an answer is due", due.value, askedOn.value),
    ...(["yes", "no"].includes(typed.public ?? "")
      ? []
      : [missing("public", "Select whether it may be published")]),
  ];
  if (errors.length || !kind || !askedOn.value || !due.value) return { errors };
  const confidential = typed.public === "no";
  const value = {
    ...{ kind, askedBy, askedOn: askedOn.value, subject, words, due: due.value, confidential },
    meeting: meeting || undefined,
    about: about.value,
  };
  return { errors, value };
}

export async function readAnswer(
  item: Item,
  typed: Typed,
  today: string,
): Promise<Read<Omit<EventOf<"Answered">, "type">>> {
  const on = dateIn("on", "The date it was answered", "Enter the date it was answered", typed);
  const { errors, value } = await readText(item, typed);
  const wrong = [
    ...on.errors,
    ...notAfter("on", "The date it was answered", on.value, today),
    ...notBefore("on", "The date it was answered", on.value, item.askedOn),
    ...errors,
  ];
  return wrong.length || !on.value || !value
    ? { errors: wrong }
    : { errors: [], value: { on: on.value, ...value } };
}

export async function readCorrection(
  item: Item,
  typed: Typed,
): Promise<Read<Omit<EventOf<"Corrected">, "type">>> {
  const { errors, value } = await readText(item, typed);
  const reason = textAt(typed, "reason").trim();
  const chosen = typed.earlier === "keep" || typed.earlier === "hide";
  const same = value && value.text === item.answer?.text && value.link?.id === item.answer?.link?.id;
  const wrong = [
    ...errors,
    ...(same ? [missing("text", "Change the answer, or the record that answers it")] : []),
    ...textErrors("reason", reason, "The reason", "Enter what is being corrected, and why"),
    ...(chosen
      ? []
      : [missing("earlier", "Select whether people can still read the answer that is corrected")]),
  ];
  if (wrong.length || !value) return { errors: wrong };
  return { errors: [], value: { ...value, reason, hides: typed.earlier === "hide" } };
}

export function readDue(item: Item, typed: Typed): Read<{ due: string; reason: string }> {
  const due = dateIn("due", "The date an answer is due", "Enter the date an answer is due", typed);
  const reason = textAt(typed, "reason").trim();
  const errors = [
    ...due.errors,
    ...notBefore("due", "The date an answer is due", due.value, item.askedOn),
    ...(due.value === item.due
      ? [missing("due", "The date an answer is due must be different from what it is now")]
      : []),
    ...textErrors("reason", reason, "The reason", "Enter why the date changes"),
  ];
  return errors.length || !due.value ? { errors } : { errors, value: { due: due.value, reason } };
}

export function readReason(typed: Typed): Read<string> {
  const reason = textAt(typed, "reason").trim();
  const errors = textErrors("reason", reason, "The reason", "Enter why you are withdrawing it");
  return errors.length ? { errors } : { errors, value: reason };
}

async function readText(item: Item, typed: Typed): Promise<Read<{ text: string; link?: Link }>> {
  const text = textAt(typed, "text").trim();
  const link = await recordIn(item.office, "link", typed);
  const errors = [...textErrors("text", text, "The answer", "Enter the answer"), ...link.errors];
  return errors.length ? { errors } : { errors, value: { text, link: link.value } };
}

async function recordIn(office: string, id: string, typed: Typed): Promise<Read<Link>> {
  const line = lineAt(typed, id);
  if (!line) return { errors: [] };
  const value = await findRecord(office, line);
  if (value) return { errors: [], value };
  const message = "No record in your register has this number or address. Check it, or leave it out";
  return { errors: [{ id, message }] };
}

function dateIn(id: string, label: string, none: string, typed: Typed): Read<string> {
  const { answer, errors } = parseDate(id, label, typed);
  if (answer || errors.length) return { errors, value: answer };
  return { errors: [missing(id, none)] };
}

function notAfter(id: string, label: string, date: string | undefined, today: string): Problem[] {
  return date && date > today ? [{ id, message: `${label} must be today or in the past` }] : [];
}

function notBefore(
  id: string,
  label: string,
  date: string | undefined,
  askedOn: string | undefined,
): Problem[] {
  const early = date && askedOn && date < askedOn;
  return early ? [{ id, message: `${label} must be the same as or after the date it was asked` }] : [];
}

function missing(id: string, message: string): Problem {
  return { id, message };
}
