/** A civil date for people and, in its attribute, for machines. */
import { type DatePattern, formatDate } from "#core/form/dates.ts";
import type { Lang } from "#core/form/say.ts";

interface DayProps {
  date: string;
  pattern?: DatePattern;
  itemprop?: string;
  lang?: Lang;
}

export function Day({ date, pattern, itemprop, lang }: DayProps) {
  return (
    <time datetime={date} itemprop={itemprop}>
      {formatDate(date, pattern, lang)}
    </time>
  );
}
