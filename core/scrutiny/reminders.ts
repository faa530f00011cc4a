/**
 * When the office is reminded of an answer: a working week before it is due, the working day after, and
 * a working week after that. Then silence: a fourth email helps nobody, and the list shows what is overdue.
 */
import { addWorkingDays } from "#core/calendar/working-days.ts";
import { formatDate, londonDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import { type Item, isOpen, isOverdue } from "./item.ts";
import { overdueWords, panelWords } from "./words.ts";

/** Working days from the due day. */
const REMINDERS = [-5, 1, 6] as const;

/** The instant of the next reminder after another instant; undefined once there have been all, or none is wanted. */
export function nextReminder(
  item: Pick<Item, "due" | "answer" | "withdrawn">,
  after: string,
): string | undefined {
  if (!isOpen(item)) return undefined;
  return REMINDERS.map((days) => `${addWorkingDays(item.due, days)}T08:00:00.000Z`).find((at) => at > after);
}

/** What a reminder says; nothing where none is wanted any more. No words of the item: an email crosses many servers. */
export function dueLetter(
  office: Office,
  item: Item,
  now: string,
  origin: string,
): { subject: string; paragraphs: string[] } | undefined {
  if (!isOpen(item)) return undefined;
  const today = londonDate(now);
  const late = isOverdue(item, today);
  const on = formatDate(item.due);
  const what = `${item.kind === "report" ? "A report" : `A ${item.kind}`} from ${panelWords(office)}`;
  return {
    subject: late ? `Overdue: an answer that was due on ${on}` : `An answer is due on ${on}`,
    paragraphs: [
      late
        ? `${what} was to be answered by ${on}. It has not been answered, and is ${overdueWords(item.due, today)}.`
        : `${what} is to be answered by ${on}. It has not been answered yet.`,
      `Read it, answer it, or change the date with a reason:\n${origin}/questions/${item.id}`,
    ],
  };
}
