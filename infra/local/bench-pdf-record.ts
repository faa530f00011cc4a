/**
 * A record as long as another, in other words: those of each line of its prose in an order of the run's
 * own, so that no renderer draws what it has drawn, and remembers, already.
 */
import type { RecordView } from "#core/record/view.ts";
import { randomFrom } from "./synthetic-records.ts";

/** A line of prose has more words than a label, a name or an amount. */
const PROSE = 8;

export function reworded(view: RecordView, run: number): RecordView {
  const random = randomFrom(run);
  const line = (text: string) => {
    const [first = "", ...words] = text.split(" ");
    if (words.length < PROSE) return text;
    for (let i = words.length - 1; i > 0; i--) {
      const other = Math.floor(random() * (i + 1));
      [words[i], words[other]] = [words[other]!, words[i]!];
    }
    return [first, ...words].join(" ");
  };
  const within = (value: unknown): unknown => {
    if (typeof value === "string") return value.split("\n").map(line).join("\n");
    if (Array.isArray(value)) return value.map(within);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, within(inside)]));
  };
  return { ...view, answers: within(view.answers) as RecordView["answers"] };
}
