/** Faults of dates and periods. */
import { dayOff } from "#core/calendar/holidays.ts";
import type { Period } from "#core/form/answers.ts";
import { formatDate, weekday } from "#core/form/dates.ts";
import { read } from "#core/form/reading.ts";
import { plusDays } from "./sound-record.ts";
import { fy } from "./sound-words.ts";
import type { Fault, Hand } from "./spoil.ts";

const periodOf = (h: Hand) => read(h.view.form, h.view.answers, "period") as Period;
const redecide = (h: Hand, date: string) => {
  h.view.decidedAt = `${date}T15:00:00Z`;
  for (const s of h.view.signOffs) s.at = `${date}${s.at.slice(10)}`;
};

export const DATE_FAULTS: Record<string, Fault> = {
  "stated-length": (h, c, f) => {
    const wrong = f.months + c.pick([2, 3, -2]);
    const words =
      ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"][
        wrong
      ] ?? String(wrong);
    if (c.yes(0.3)) return h.put("period", { ...periodOf(h), words: `${wrong} months` });
    return h.say(
      "summary",
      c.pick([
        `Given the ${wrong} month timescale for delivery, the present provider is best placed.`,
        `Funding is for a period of ${words} months.`,
        `The ${words}-month contract is with the present provider.`,
        `The service will run for ${wrong} months, from ${formatDate(f.from)} to ${formatDate(f.to)}.`,
      ]),
    );
  },
  "ends-differ": (h, c, f) => {
    if (f.months < 6) return false;
    const earlier = plusDays(f.to, -61);
    return h.say(
      c.pick(["risk", "financialComment"]),
      c.pick([
        `Funding is in place until ${formatDate(earlier)}.`,
        `The service ends on ${formatDate(earlier)}, when staff will move on.`,
        `The contract expires ${formatDate(earlier)}.`,
      ]),
    );
  },
  "year-end": (h, _c, f) => {
    const table = h.funding();
    if (f.splitYears.length < 2 || !table?.awards) return false;
    const by = Map.groupBy(table.awards, (a) => a.recipient);
    table.awards = [...by.values()].map((rows) => {
      const { year: _, ...row } = rows[0] as NonNullable<typeof table.awards>[number];
      return { ...row, amount: rows.reduce((n, r) => n + r.amount, 0) };
    });
    const summary = String(read(h.view.form, h.view.answers, "summary"));
    return h.put(
      "summary",
      summary
        .replace(/The award falls as[^\n]*/, "")
        .replace(/The cost is £[\d,.]+ per annum[^\n]*/, "")
        .trim(),
    );
  },
  "year-outside": (h, _c, f) => {
    const row = h.funding()?.awards?.find((a) => a.year);
    if (!row) return false;
    row.year = fy(Number(f.to.slice(0, 4)) + 3);
    return true;
  },
  "end-before-start": (h, c, f) => {
    const to = `${Number(f.from.slice(0, 4)) - 1}${f.to.slice(4)}`;
    if (c.yes()) return h.put("period", { from: f.from, to: to.replace("02-29", "02-28") });
    return h.say("risk", `Sessions are planned between 1 May 2031 and 30 April 2030.`);
  },
  "start-decided": (h, c, f) => {
    const date = c.pick([f.from, plusDays(f.from, 20)]);
    redecide(h, date);
    return true;
  },
  "day-off": (h, _c, f) => {
    let date = f.decided;
    while (!dayOff(date)) date = plusDays(date, 1);
    if (date >= f.from) return false;
    redecide(h, date);
    return true;
  },
  weekday: (h, c, f) => {
    const other = weekday(plusDays(f.meeting, c.int(1, 6)));
    return h.say(
      "background",
      c.pick([
        `The board met on ${other} ${formatDate(f.meeting)}.`,
        `It was agreed on ${other.slice(0, 3)} ${formatDate(f.meeting)}.`,
      ]),
    );
  },
  "no-such-day": (h, c, f) =>
    h.say(
      "background",
      c.pick([
        `A review is due by 31 June ${f.to.slice(0, 4)}.`,
        `A review is due by 30/02/${f.to.slice(0, 4)}.`,
        "Claims close on 31st November 2030.",
      ]),
    ),
  "date-ambiguous": (h, c) =>
    h.say(
      "background",
      c.pick([
        "It was reported on 09/10/2016.",
        "The board met on 3.4.19.",
        "See the minutes of 05-06-2020.",
      ]),
    ),
  "year-apart": (h, _c, f) =>
    h.put("paperDate", `${Number(f.decided.slice(0, 4)) - 1}${f.decided.slice(4).replace("02-29", "02-28")}`),
  "paper-late": (h, c, f) => h.put("paperDate", plusDays(f.decided, c.int(1, 20))),
  "plan-ends": (h, c, f) => {
    const end = Number(f.to.slice(0, 4)) - 1;
    return h.say(
      "background",
      c.pick([
        `This supports the Police and Crime Plan ${end - 3}-${end}.`,
        `It follows the Domestic Abuse Strategy for the county ${end - 4}-${String(end).slice(2)}.`,
        `It serves the Serious Violence Strategy (${end - 3} to ${end}).`,
        `The ${end - 2}-${end} Community Safety Plan asks for it.`,
      ]),
    );
  },
  "year-stale": (h, c, f) => {
    const year = Number(f.decided.slice(0, 4)) - 3;
    return h.say(
      "financialComment",
      c.pick([
        `For ${fy(year)} the budget available is £538,000.`,
        `The cost will be met in ${fy(year)} from core budgets.`,
      ]),
    );
  },
  "number-year": (h, c, f) => {
    h.view.reference = `${c.int(1, 99)}/${Number(f.decided.slice(0, 4)) - 2}`;
    return true;
  },
  "number-twice": (h, c) => {
    const [number, year] = (h.view.reference ?? "").split("/");
    const other = c.yes() ? `${Number(number) + 1}/${year}` : `0${number}/${year}`;
    return h.put("title", `Decision ${other} – ${String(read(h.view.form, h.view.answers, "title"))}`);
  },
  promise: (h, c, f) =>
    h.say(
      "background",
      `A strategy is in preparation and ${c.pick(["will be published early in", "is to be published by spring", "will be published in the summer of"])} ${Number(f.to.slice(0, 4)) + 1}.`,
    ),
};
