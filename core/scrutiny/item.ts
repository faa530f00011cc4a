/**
 * An item of scrutiny: a question, request, report or recommendation that the body which scrutinises an
 * office puts to it, with the day an answer is due and what was answered (Police Reform and Social
 * Responsibility Act 2011, s28(6), s29 and, for having regard to it, s17). Its history is only added to.
 * Pure: a verb makes an event of what stands, or refuses with the reason.
 */
import * as v from "valibot";
import { AppError } from "#core/errors.ts";
import { IsoDate } from "#core/form/answers.ts";

export const KINDS = ["question", "request", "report", "recommendation"] as const;
export type Kind = (typeof KINDS)[number];

/** A record of the office's register. Without its title: that may be withdrawn, and the address stays. */
const LinkSchema = v.object({ id: v.string(), slug: v.string(), call: v.string() });
export type Link = v.InferOutput<typeof LinkSchema>;

const Asked = {
  kind: v.picklist(KINDS),
  askedBy: v.string(),
  meeting: v.optional(v.string()),
  askedOn: IsoDate,
  /** In a few words, in place of a title. */
  subject: v.string(),
  words: v.string(),
  about: v.optional(LinkSchema),
  due: IsoDate,
  /** Put in confidence, say: it can never be published. */
  confidential: v.boolean(),
};
const Answer = { on: IsoDate, text: v.string(), link: v.optional(LinkSchema) };

export const EventSchema = v.variant("type", [
  v.object({ type: v.literal("Asked"), ...Asked }),
  v.object({ type: v.literal("DueChanged"), due: IsoDate, reason: v.string() }),
  v.object({ type: v.literal("Answered"), ...Answer }),
  v.object({
    type: v.literal("Corrected"),
    text: v.string(),
    link: v.optional(LinkSchema),
    reason: v.string(),
    /** The answer before shows something that nobody may read any more. */
    hides: v.boolean(),
  }),
  v.object({ type: v.literal("Published") }),
  v.object({ type: v.literal("Withdrawn"), reason: v.string() }),
]);
export type ItemEvent = v.InferOutput<typeof EventSchema>;
export type EventOf<T extends ItemEvent["type"]> = Extract<ItemEvent, { type: T }>;

/** An event as it is kept: instants are ISO; who did it by id, and by name as it was then. */
export const HappenedSchema = v.object({
  seq: v.number(),
  at: v.string(),
  by: v.object({ person: v.string(), name: v.string() }),
  event: EventSchema,
});
export type Happened = v.InferOutput<typeof HappenedSchema>;

/** `seenAt`: since when it has been public; absent while it is not. */
const Given = v.object({ ...Answer, seenAt: v.optional(v.string()) });

export const ItemSchema = v.object({
  id: v.string(),
  office: v.string(),
  /** How many events made it. */
  rev: v.number(),
  ...Asked,
  /** Since when the due day is what it is. */
  dueSince: v.string(),
  dueChanges: v.array(v.object({ from: IsoDate, to: IsoDate, at: v.string(), reason: v.string() })),
  answer: v.optional(Given),
  /** Answers that a correction replaced, oldest first. */
  earlier: v.array(
    v.object({ ...Given.entries, replacedAt: v.string(), reason: v.string(), hidden: v.boolean() }),
  ),
  /** Up to which of its events it is public. */
  published: v.optional(v.object({ at: v.string(), rev: v.number() })),
  withdrawn: v.optional(v.object({ at: v.string(), reason: v.string() })),
});
export type Item = v.InferOutput<typeof ItemSchema>;

/** The item after one more event. */
export function evolve(
  item: Item | undefined,
  event: ItemEvent,
  at: string,
  of: Pick<Item, "id" | "office">,
): Item {
  if (event.type === "Asked") {
    const { type: _, ...asked } = event;
    return { ...of, ...asked, rev: 1, dueSince: at, dueChanges: [], earlier: [] };
  }
  if (!item) throw new Error(`The history of ${of.id} begins with ${event.type}`);
  const next = { ...item, rev: item.rev + 1 };
  switch (event.type) {
    case "DueChanged": {
      const change = { from: item.due, to: event.due, at, reason: event.reason };
      return { ...next, due: event.due, dueSince: at, dueChanges: [...item.dueChanges, change] };
    }
    case "Answered": {
      const { on, text, link } = event;
      return { ...next, answer: { on, text, link } };
    }
    case "Corrected": {
      if (!item.answer) throw new Error(`The history of ${of.id} corrects an answer that is not there`);
      const { text, link, reason, hides } = event;
      const replaced = { ...item.answer, replacedAt: at, reason, hidden: false };
      const earlier = [...item.earlier, replaced].map((e) => (hides ? { ...e, hidden: true } : e));
      return { ...next, answer: { on: item.answer.on, text, link }, earlier };
    }
    case "Published":
      return {
        ...next,
        published: { at, rev: next.rev },
        answer: item.answer && { ...item.answer, seenAt: item.answer.seenAt ?? at },
      };
    case "Withdrawn":
      return { ...next, withdrawn: { at, reason: event.reason } };
  }
}

/** What can be done with an item as it stands. */
export function may(item: Item, verb: "answer" | "correct" | "due" | "publish" | "withdraw"): boolean {
  if (item.withdrawn) return false;
  switch (verb) {
    case "answer":
    case "due":
      return item.answer === undefined;
    case "correct":
      return item.answer !== undefined;
    case "publish":
      return !item.confidential && item.published?.rev !== item.rev;
    case "withdraw":
      return true;
  }
}

export function answer(item: Item, given: Omit<EventOf<"Answered">, "type">): EventOf<"Answered"> {
  refuseUnless(may(item, "answer"), item, "This has been answered already");
  return { type: "Answered", ...given };
}

export function correct(item: Item, given: Omit<EventOf<"Corrected">, "type">): EventOf<"Corrected"> {
  refuseUnless(may(item, "correct"), item, "There is no answer to correct");
  return { type: "Corrected", ...given };
}

export function changeDue(item: Item, due: string, reason: string): EventOf<"DueChanged"> {
  refuseUnless(may(item, "due"), item, "This has been answered already, so it is no longer due");
  return { type: "DueChanged", due, reason };
}

/** Makes public what there is by now; what happens later waits for its own. */
export function publish(item: Item): EventOf<"Published"> {
  refuseUnless(!item.confidential, item, "This was put in confidence, so it cannot be published");
  refuseUnless(may(item, "publish"), item, "Everything here is public already");
  return { type: "Published" };
}

export function withdraw(item: Item, reason: string): EventOf<"Withdrawn"> {
  refuseUnless(may(item, "withdraw"), item, "");
  return { type: "Withdrawn", reason };
}

export function isOpen(item: Pick<Item, "answer" | "withdrawn">): boolean {
  return item.answer === undefined && item.withdrawn === undefined;
}

/** `today` is a civil date. */
export function isOverdue(item: Pick<Item, "answer" | "withdrawn" | "due">, today: string): boolean {
  return isOpen(item) && item.due < today;
}

function refuseUnless(allowed: boolean, item: Item, why: string): void {
  if (!allowed)
    throw new AppError("conflict", "item-closed", item.withdrawn ? "This has been withdrawn" : why);
}
