/**
 * Whether an office is closed: nothing new is begun there then. What was begun may still be finished or
 * withdrawn, by the links that people have.
 */
import * as v from "valibot";
import { officesKey } from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import { ClosedSchema } from "#core/form/office.ts";
import { type ClosedRegister, isOver } from "#core/notice/succession.ts";

const Item = v.object({ name: v.string(), closed: v.nullish(ClosedSchema) });

/** Where its last day is over on a civil date: which that was, and who came after it. */
export async function findClosing(office: string, today: string): Promise<ClosedRegister | undefined> {
  const { closed } = (await findItem(Item, officesKey(office))) ?? {};
  if (!closed || !isOver(closed, today)) return undefined;
  const { on, by } = closed;
  const next = by === undefined ? undefined : await findItem(Item, officesKey(by));
  return { on, ...(by && next && { by: { slug: by, name: next.name } }) };
}

/** Where the rewriting of an office's public pages stands. */
export const RewritingSchema = v.object({
  /** What its pages say, or are to say: of its own end, and of the offices before it. */
  closed: v.string(),
  before: v.string(),
  /** The year under way, and the last record of it that was written. Absent: all is done. */
  year: v.optional(v.string()),
  after: v.optional(v.string()),
  /** Records written, and how many the year under way has. */
  records: v.number(),
  of: v.optional(v.number()),
});
export type Rewriting = v.InferOutput<typeof RewritingSchema>;

const RewritingItem = v.object({ rewriting: v.optional(v.string()) });

/** How far its public pages have come to say that it is closed. */
export async function findRewriting(office: string): Promise<Rewriting | undefined> {
  const { rewriting } = (await findItem(RewritingItem, officesKey(office))) ?? {};
  return rewriting === undefined ? undefined : readRewriting(rewriting);
}

export function readRewriting(stored: string): Rewriting {
  return v.parse(RewritingSchema, JSON.parse(stored));
}
