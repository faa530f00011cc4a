/**
 * Pages of what those who scrutinise an office asked it, from the public copies alone. A page reads as many
 * as it shows, however many there are.
 */
import { AppError } from "#core/errors.ts";
import { findRegister } from "#core/notice/register.store.ts";
import type { PublicItem } from "#core/scrutiny/public-item.ts";
import { placeOf, publicItemsWithin } from "#core/scrutiny/published.store.ts";
import type { QuestionsQuery } from "./query.ts";

export interface QuestionsPage {
  items: PublicItem[];
  /** The place after which the next page begins, where there may be more. */
  next?: string;
}

export async function listQuestions({ office, limit, ...range }: QuestionsQuery): Promise<QuestionsPage> {
  const items = await publicItemsWithin(office, { ...range, limit });
  if (items.length === 0 && !(await isKnown(office)))
    throw new AppError("not-found", "no-register", "No office of this name has a register");
  const last = items.length === limit ? items.at(-1) : undefined;
  return { items, next: last && placeOf(last) };
}

/** An office may publish what it was asked before it has a register. */
async function isKnown(office: string): Promise<boolean> {
  if (await findRegister(office)) return true;
  return (await publicItemsWithin(office, { limit: 1 })).length > 0;
}
