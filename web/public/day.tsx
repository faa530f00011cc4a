/** A civil date for people and, in its attribute, for machines. */
import { type DatePattern, formatDate } from "#core/form/dates.ts";

export function Day({ date, pattern, itemprop }: { date: string; pattern?: DatePattern; itemprop?: string }) {
  return (
    <time datetime={date} itemprop={itemprop}>
      {formatDate(date, pattern)}
    </time>
  );
}
