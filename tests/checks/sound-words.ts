/**
 * The prose of correct papers: sentences made from a record's own facts in several wordings, and others
 * that look like faults and are none (a pilot that ended earlier, an option to extend, a condition met).
 */
import { formatDate } from "#core/form/dates.ts";
import { formatMoney } from "#core/form/money.ts";
import type { Chance } from "./chance.ts";
import type { Facts } from "./sound-record.ts";

export const fy = (year: number) => `${year}/${String((year + 1) % 100).padStart(2, "0")}`;

export function summaryWords(c: Chance, f: Facts): string {
  const who = f.awards.map((a) => a.recipient);
  const whom = who.length === 1 ? who[0] : `${who.slice(0, -1).join(", ")} and ${who.at(-1)}`;
  const when = `from ${formatDate(f.from)} to ${formatDate(f.to)}`;
  const total = formatMoney(f.total);
  const opening = c.pick([
    `The Commissioner is asked to award ${total} to ${whom} ${when}.`,
    `This paper asks for approval of ${total} for ${f.work}, ${when}.`,
    `Approval is sought to fund ${f.work} in the sum of ${total}. The funding will run ${when}.`,
  ]);
  const length = c.pick([
    `The ${f.months}-month programme builds on work that partners know well.`,
    `It gives ${f.months} months of funding, and no commitment beyond.`,
    `Providers have asked for certainty over the ${f.months} month period.`,
    "",
  ]);
  const rate =
    f.months % 12 === 0 && f.months > 12 && f.total % (f.months / 12) === 0
      ? `The cost is ${formatMoney(f.total / (f.months / 12))} per annum for ${["", "one", "two", "three"][f.months / 12]} years.`
      : "";
  const why = c.pick([
    "It will help to reduce offending and to prevent harm to victims across the area.",
    "The work contributes to reducing crime and disorder, and violence above all.",
  ]);
  return [`${opening} ${length}`.trim(), `${why} ${rate}`.trim(), split(f)].filter(Boolean).join("\n\n");
}

/** Where the period crosses 31 March and the table has no years, the prose gives the split. */
function split(f: Facts): string {
  if (f.splitYears.length < 2 || f.yearsInRows) return "";
  const parts = f.splitYears.map(({ year, amount }) => `${formatMoney(amount)} in ${fy(year)}`);
  return `The award falls as ${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}.`;
}

export function backgroundWords(c: Chance, f: Facts): string {
  const start = Number(f.from.slice(0, 4));
  const sentences = c.some(
    [
      `An earlier pilot ran from July ${start - 3} to October ${start - 2} at a cost of ${formatMoney(c.int(20, 90) * 100_000 + 731)}.`,
      `In ${fy(start - 3)} the service helped ${c.int(112, 680)} people, and ${c.int(30, 90)}% of them said that they felt safer.`,
      `The previous 18-month contract ended on 31 March ${start - 2} and had an option to extend for one year.`,
      `The need is set out in the Police and Crime Plan ${start - 1}-${start + 6}.`,
      `The Safer Communities Strategy (${start - 2} to ${start + 5}) names this as a priority.`,
      `A steering group met on ${formatDate(f.meeting)} and agreed in principle that the work should be funded, subject to this decision.`,
      "Sessions are held one to one and in groups, in four places, by staff who know the area.",
      `Of ${c.int(20, 70) * 10} people referred, most came from housing and health services. Each has a plan of their own.`,
      "Questions can be sent to enquiries@opcc.example or by telephone to 0300 123 0001.",
      `Costs have been compared with those of ${c.pick(["three", "two", "five"])} other areas and are in line with them.`,
      `The number of reports rose by ${c.int(3, 40)}% between ${fy(start - 4)} and ${fy(start - 2)}.`,
      "Partners report good results: fewer repeat calls, quicker help and better information sharing between agencies.",
    ],
    c.int(4, 8),
  );
  const cut = c.int(2, sentences.length);
  return `${sentences.slice(0, cut).join(" ")}\n\n${sentences.slice(cut).join(" ")}`.trim();
}

export function decisionWords(c: Chance, f: Facts): string[] {
  const each = f.awards.map((a) => `To award ${a.recipient} ${formatMoney(a.amount)} for ${f.work}.`);
  const all = `To approve ${formatMoney(f.total)} for ${f.work}, paid to ${f.awards.map((a) => a.recipient).join(", ")}.`;
  const rest = c.pick([
    `The funding will cover the period ${formatDate(f.from)} – ${formatDate(f.to)}.`,
    "Officers will report on results each quarter.",
    "The Chief Executive is to sign the agreements on the Commissioner’s behalf.",
  ]);
  return f.awards.length < 4 && c.yes() ? [...each, rest] : [all, rest];
}

export function financialWords(c: Chance, f: Facts): string {
  const total = formatMoney(f.total);
  const parts = f.sources.map((s) => `- ${s.from}: ${formatMoney(s.amount)}`).join("\n");
  const [first, second] = f.sources;
  const half = f.total % 2 === 0 ? `50% of ${total} (${formatMoney(f.total / 2)}) is paid at the start.` : "";
  return c
    .pick([
      f.sources.length > 1
        ? `The work costs a total of ${total}. It is funded by:\n\n${parts}`
        : `The cost of ${total} is met from ${first?.from}.`,
      second && f.sources.length === 2
        ? `The total cost is ${total}, made up of ${formatMoney(first?.amount ?? 0)} from ${first?.from} and ${formatMoney(second.amount)} from ${second.from}.`
        : `The Chief Finance Officer confirms that ${total} is available. ${half}`,
      `The sum of ${total} is within the approved budget. ${half}`,
      `The Chief Finance Officer has confirmed that the cost of ${total} can be met and that it is good value for money.`,
    ])
    .trim();
}

export const SUBJECT_WORDS: Record<string, string[]> = {
  legalComment: [
    "The Commissioner has power to make this award under the Police Reform and Social Responsibility Act 2011. The Monitoring Officer has advised and is content.",
    "The award is lawful and the agreement follows the office’s standard terms.",
  ],
  equality: [
    "An equality impact assessment was completed before this paper was written. It found that the service is open to all and reaches groups that others miss.",
    "Due regard was had to the public sector equality duty. Access for disabled people and for those who speak little English was looked at, and is good.",
  ],
  humanRights: [
    "The service supports the right to private and family life, and interferes with none.",
    "No right is engaged beyond what the safeguards in the agreement protect.",
  ],
  risk: [
    "The main risk is that posts cannot be filled. The provider will keep a list of bank staff, and the board will see progress each quarter.",
    "Demand could be higher than planned. If so, cases will be put in order of need.",
  ],
};
