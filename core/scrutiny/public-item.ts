/**
 * What the public sees of an item: nothing before it is published, nothing ever of one put in
 * confidence, then what it was when it was last published. Withdrawn, it is a stub with the reason. An
 * answer that was never public is not shown as one that was corrected.
 */
import * as v from "valibot";
import { IsoDate } from "#core/form/answers.ts";
import { londonDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { type Item, KINDS, type Link } from "./item.ts";

/** By the address of its page in the register. */
const RecordSchema = v.object({ id: v.string(), slug: v.string(), call: v.string() });

export const PublicItemSchema = v.object({
  id: v.string(),
  slug: v.string(),
  office: v.object({ slug: v.string(), name: v.string() }),
  kind: v.picklist(KINDS),
  askedOn: IsoDate,
  /** ISO instants: when it was first published, and last. */
  publishedAt: v.string(),
  updatedAt: v.string(),
  /** Absent once it is withdrawn, as all below. */
  askedBy: v.optional(v.string()),
  meeting: v.optional(v.string()),
  subject: v.optional(v.string()),
  words: v.optional(v.string()),
  about: v.optional(RecordSchema),
  due: v.optional(IsoDate),
  dueChanges: v.array(v.object({ from: IsoDate, to: IsoDate, on: IsoDate, reason: v.string() })),
  answer: v.optional(
    v.object({
      on: IsoDate,
      publishedOn: IsoDate,
      text: v.string(),
      record: v.optional(RecordSchema),
    }),
  ),
  /** Answers that anyone could read before, oldest first; without their words where these may be read no more. */
  earlier: v.array(
    v.object({ text: v.optional(v.string()), publishedOn: IsoDate, replacedOn: IsoDate, reason: v.string() }),
  ),
  withdrawn: v.optional(v.object({ on: IsoDate, reason: v.string() })),
});
export type PublicItem = v.InferOutput<typeof PublicItemSchema>;

/** `shown` is the item as it was when last published, in full; `publishedAt` of the first time. */
export function publicOf(
  shown: Item,
  { office, body }: Pick<Office, "office" | "body">,
  publishedAt: string,
): PublicItem | undefined {
  if (shown.confidential || !shown.published) return undefined;
  const head = {
    id: shown.id,
    slug: slugOf(shown),
    office: { slug: office, name: body.name },
    kind: shown.kind,
    askedOn: shown.askedOn,
    publishedAt,
    updatedAt: shown.withdrawn?.at ?? shown.published.at,
  };
  if (shown.withdrawn) {
    const { at, reason } = shown.withdrawn;
    return { ...head, dueChanges: [], earlier: [], withdrawn: { on: londonDate(at), reason } };
  }
  const { askedBy, meeting, subject, words, about, due, answer } = shown;
  return {
    ...head,
    askedBy,
    meeting,
    subject,
    words,
    about,
    due,
    dueChanges: shown.dueChanges.map(({ at, ...change }) => ({ ...change, on: londonDate(at) })),
    answer: answer?.seenAt
      ? {
          on: answer.on,
          publishedOn: londonDate(answer.seenAt),
          text: answer.text,
          record: answer.link,
        }
      : undefined,
    earlier: earlierOf(shown),
  };
}

/** Each answer that was public, until when, and why another took its place: drafts in between were nobody's. */
function earlierOf({ earlier, answer }: Item): PublicItem["earlier"] {
  return earlier.flatMap(({ seenAt, text, hidden }, i) => {
    if (!seenAt) return [];
    const later = earlier.slice(i + 1).findIndex((e) => e.seenAt);
    const next = later < 0 ? answer : earlier[i + 1 + later];
    const { reason, replacedAt } = earlier[later < 0 ? earlier.length - 1 : i + later]!;
    return [
      {
        ...(!hidden && { text }),
        publishedOn: londonDate(seenAt),
        replacedOn: londonDate(next?.seenAt ?? replacedAt),
        reason,
      },
    ];
  });
}

/** The last part of its address: the day it was asked with the end of its id. Once published, it stays. */
export function slugOf({ askedOn, id }: Pick<Item, "askedOn" | "id">): string {
  return `${askedOn}-${id.slice(-8).toLowerCase()}`;
}

/** Every record that an item names or has named: their notices say so, or did. */
export function recordsOf({ about, answer, earlier }: Item): string[] {
  const links: (Link | undefined)[] = [about, answer?.link, ...earlier.map((e) => e.link)];
  return [...new Set(links.flatMap((link) => link?.id ?? []))];
}

/** Whether an item speaks of a record, and how. */
export function bearingOn(item: PublicItem, record: string): "about" | "answers" | undefined {
  if (item.answer?.record?.id === record) return "answers";
  return item.about?.id === record ? "about" : undefined;
}

/** Newest first. */
export function newestAsked(a: PublicItem, b: PublicItem): number {
  return b.askedOn.localeCompare(a.askedOn) || b.id.localeCompare(a.id);
}

export const yearAsked = ({ askedOn }: Pick<PublicItem, "askedOn">): string => askedOn.slice(0, 4);

/** Those that wait for an answer, or were answered, changed or withdrawn on a day or after it. */
export function openOrSince(items: PublicItem[], since: string): PublicItem[] {
  return items
    .filter(
      (item) =>
        isWaiting(item) || londonDate(item.updatedAt) >= since || (item.answer && item.answer.on >= since),
    )
    .sort(newestAsked);
}

export function isWaiting({ answer, withdrawn }: PublicItem): boolean {
  return !answer && !withdrawn;
}
