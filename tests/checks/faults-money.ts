/** Faults of money, one way or another for each rule. */
import { formatMoney } from "#core/form/money.ts";
import type { Chance } from "./chance.ts";
import { fy } from "./sound-words.ts";
import type { Fault } from "./spoil.ts";

const slip = (c: Chance) => c.pick([100, 5_000, 100_000, 2_560_000, -100, -90_000]);

export const MONEY_FAULTS: Record<string, Fault> = {
  "sources-uses": (h, c) => {
    const row = h.funding()?.sources?.[0];
    if (!row) return false;
    row.amount += Math.abs(slip(c));
    return true;
  },
  "stated-total": (h, c, f) => {
    const table = h.funding();
    if (!table) return false;
    table.statedTotal = f.total + slip(c);
    return true;
  },
  "amount-table": (h, c, f) => h.funding() !== undefined && h.put("amount", f.total + Math.abs(slip(c))),
  "years-balance": (h) => {
    const table = h.funding();
    const [first, ...rest] = table?.sources ?? [];
    const years = [...new Set((table?.awards ?? []).flatMap((a) => (a.year ? [a.year] : [])))];
    if (!table || !first || years.length < 2) return false;
    table.sources = [first, ...rest].map((s) => ({ ...s, year: years[0] }));
    return true;
  },
  "of-which": (h, c) => {
    const award = h.funding()?.awards?.[0];
    if (!award) return false;
    award.ofWhich = c.yes()
      ? [{ label: "management", amount: award.amount + 50_000 }]
      : [
          { label: "staff", amount: award.amount },
          { label: "rent", amount: 100_000 },
        ];
    return true;
  },
  "row-twice": (h) => {
    const table = h.funding();
    const award = table?.awards?.[0];
    if (!table?.awards || !award) return false;
    table.awards.push({ ...award });
    return true;
  },
  retained: (h, c) => {
    const award = h.funding()?.awards?.[0];
    if (!award) return false;
    if (c.yes())
      return h.say(
        "background",
        c.pick([
          "A sum of £4,150 is retained by the OPCC for administration.",
          "The Office will keep £3,075 to meet the cost of monitoring.",
        ]),
      );
    award.retained = true;
    return true;
  },
  "total-row": (h, c, f) => {
    const awards = h.funding()?.awards;
    if (!awards) return false;
    awards.push({ recipient: c.pick(["Total", "TOTAL", "Grand total", "Overall total"]), amount: f.total });
    return true;
  },
  "unconfirmed-money": (h, c) => {
    const source = h.funding()?.sources?.find((s) => !/OPCC/.test(s.from));
    if (!source) return false;
    source.status = c.pick(["requested", "in-principle"]);
    return true;
  },
  "unsplit-source": (h) => {
    const source = h.funding()?.sources?.[0];
    if (!source) return false;
    source.members = ["Northfield Council", "Southfield Council", "Weald Council"];
    return true;
  },
  "stated-sum": (h, c, f) => {
    const [a, b] = [c.int(20, 90) * 123_00, c.int(20, 90) * 217_00];
    const wrong = formatMoney(a + b + c.pick([100_000, 2_560_000, -55_500]));
    return h.say(
      "background",
      c.pick([
        `The whole scheme costs a total of ${wrong}. This is split as ${formatMoney(a)} for staff and ${formatMoney(b)} for premises.`,
        `The scheme is paid for as follows, a total of ${wrong}:\n\n- staff ${formatMoney(a)}\n- premises ${formatMoney(b)}`,
        `| Item | Cost |\n| Staff | ${formatMoney(a)} |\n| Premises | ${formatMoney(b)} |\n| Total | ${wrong} |`,
        `Partners give ${formatMoney(a)} and the office ${formatMoney(b)}, totalling ${wrong}.`,
        `Staff\t${formatMoney(a)}\nPremises\t${formatMoney(b)}\nTotal\t${wrong}`,
        `Last ${fy(Number(f.from.slice(0, 4)) - 3)} the scheme received ${formatMoney(a)}, of which ${formatMoney(a + 700_000)} was for staff.`,
      ]),
    );
  },
  "rate-total": (h, c) => {
    const rate = c.int(11, 60) * 100_000;
    const wrong = formatMoney(rate * 3 + 400_000);
    return h.say(
      "background",
      c.pick([
        `A like scheme cost ${formatMoney(rate)} per annum for three years, a total of ${wrong}.`,
        `A like scheme elsewhere cost ${wrong} over three years at ${formatMoney(rate)} a year.`,
        `There were three grants of ${formatMoney(rate)} each, totalling ${wrong}.`,
      ]),
    );
  },
  percentage: (h, c) => {
    const whole = c.int(12, 70) * 1_000_000;
    return h.say(
      "background",
      c.pick([
        `The first payment is 40% of ${formatMoney(whole)} (${formatMoney(whole * 0.4 + 300_000)}).`,
        `Of the cost, ${formatMoney(whole * 0.25 + 450_000)} (25% of ${formatMoney(whole)}) was spent on training.`,
        `The rate rose from ${formatMoney(whole)} to ${formatMoney(whole * 1.2)}, an increase of 12%.`,
        "The cost is split 60% to the office, 25% to councils and 20% to health.",
      ]),
    );
  },
  "amount-no-row": (h, c) =>
    h.decide(`To award a further £${c.int(311, 379)},${c.int(111, 989)} for the running of the scheme.`),
  "recipient-sum": (h, c, f) => {
    const [award, other] = h.funding()?.awards ?? [];
    if (!award || h.funding()?.awards?.some((a) => a !== award && a.recipient === award.recipient))
      return false;
    // Another figure of the table, where there is one: true of it, and false of this recipient.
    const wrong = formatMoney(other && other.amount !== award.amount ? other.amount : f.total + 370_000);
    return h.decide(
      c.pick([
        `That ${wrong} is awarded to ${award.recipient}.`,
        `To award ${award.recipient} ${wrong}.`,
        `To award ${wrong} of funding to ${award.recipient} for this work.`,
        `To grant ${award.recipient} a total of ${wrong}.`,
      ]),
    );
  },
  "amount-unsaid": (h, _c, f) => {
    const words = `That funding is provided to ${f.awards[0]?.recipient} as set out in this paper.`;
    return h.has("recommendations") ? h.put("recommendations", [words]) : h.put("decision", words);
  },
  "amount-mistyped": (h, c, f) => {
    const pounds = String(Math.floor(f.total / 100));
    const at = [...pounds].findIndex((d, i) => i > 0 && pounds[i + 1] !== undefined && d !== pounds[i + 1]);
    if (at < 0 || pounds.replace(/0+$/, "").length < 4 || f.total % 100) return false;
    const [d, e] = [pounds[at], pounds[at + 1]];
    const swapped = pounds.slice(0, at) + e + d + pounds.slice(at + 2);
    if (swapped.replace(/0+$/, "").length < 4) return false;
    return h.say(
      "background",
      `Partners agreed that ${formatMoney(Number(swapped) * 100)} ${c.pick(["was needed", "would be enough"])}.`,
    );
  },
  "sum-twice": (h, c) =>
    h.say(
      "risk",
      "Partners have committed £218,400 to help witnesses with travel to court and care of children.",
    ) &&
    h.say(
      "background",
      c.pick([
        "The commitment by partners of £281,900 will help witnesses with travel to court and care of children.",
        "Court travel and child care for witnesses is helped by £198,000 that partners committed.",
      ]),
    ),
  "amount-words": (h, c) =>
    h.say(
      "background",
      c.pick([
        "A gift of four thousand two hundred pounds (£42,000) was made to the scheme.",
        "Rent is £1,250,000 (one million and twenty-five thousand pounds) for the site.",
        "The fee was ninety-eight pounds and fifty pence (£98.05).",
      ]),
    ),
  "amount-form": (h, c) =>
    h.say(
      "background",
      c.pick(["The first bid was for £370, 083.", "Rent came to £12,5000.", "Travel cost £1,204.5 in all."]),
    ),
  "closed-year": (h, c, f) => {
    const year = Number(f.decided.slice(0, 4)) - 3;
    return h.say(
      "financialComment",
      c.pick([
        `The sum is taken from the ${fy(year)} underspend.`,
        `It is met from unspent money of ${fy(year)}.`,
      ]),
    );
  },
};
