/**
 * Money in a record's own fields: totals against rows, sources against uses, years, "of which", rows
 * entered twice, and money that others have not yet confirmed. Exact to the penny.
 */
import { formatMoney } from "#core/form/money.ts";
import { totalOf } from "#core/form/reading.ts";
import { amountField, byYear, figureInWords, fundingOf, someAddUpTo } from "./figures.ts";
import type { Found, Where } from "./finding.ts";
import { at, type Proof, quoted } from "./proof.ts";
import { sameBody } from "./text/names.ts";
import { quoteOf } from "./text/words.ts";

const TOTAL_LABEL = /^\W*(?:grand |sub-?|overall )?totals?\b|^\W*overall\b/i;

/** Where the money comes from and where it goes must be the same sum, once both tables are filled in. */
export function sourcesEqualUses(proof: Proof): Found[] {
  const table = fundingOf(proof);
  const { sources = [], awards = [] } = table?.funding ?? {};
  const [from, to] = [totalOf(sources), totalOf(awards)];
  if (!table || from === undefined || to === undefined || from === to) return [];
  if (sources.some((s) => !s.from.trim()) || awards.some((a) => !a.recipient.trim())) return [];
  return [
    {
      where: { field: table.field },
      message: `The money coming in and the money going out differ by ${formatMoney(Math.abs(from - to))}`,
      why: [`sources add up to ${formatMoney(from)}`, `awards add up to ${formatMoney(to)}`],
      suggestion:
        from > to
          ? "Add the award that is missing, or the part that the office keeps, or correct a row"
          : "Add the source that is missing, or correct a row",
    },
  ];
}

/** A total that was typed must be the total of its rows. */
export function statedTotal(proof: Proof): Found[] {
  const table = fundingOf(proof);
  const stated = table?.funding.statedTotal;
  if (!table || stated === undefined) return [];
  const totals = [totalOf(table.funding.awards), totalOf(table.funding.sources)].filter(
    (t) => t !== undefined,
  );
  if (!totals.length || totals.includes(stated)) return [];
  return [
    {
      where: { field: table.field },
      message: "The total stated is not the sum of the rows",
      why: [`stated total ${formatMoney(stated)}`, `the rows add up to ${formatMoney(totals[0] ?? 0)}`],
      suggestion: `Check the rows; if they are right, the total is ${formatMoney(totals[0] ?? 0)}`,
    },
  ];
}

/** The amount in its own field must be the total of the awards, or a sum of some of the sources. */
export function amountAgainstTable(proof: Proof): Found[] {
  const amount = amountField(proof);
  const table = fundingOf(proof);
  if (!amount || !table) return [];
  const { sources = [], awards = [] } = table.funding;
  const rows = awards.length ? awards : sources;
  if (!rows.length || totalOf(rows) === amount.pence) return [];
  const parts = [awards, sources].map((list) => list.map((r) => r.amount));
  if (parts.some((list) => someAddUpTo(list, amount.pence))) return [];
  return [
    {
      where: amount.where,
      message: "The amount is not the total of the table, nor of any of its rows",
      why: [figureInWords(amount), `the rows add up to ${formatMoney(totalOf(rows) ?? 0)}`],
      suggestion: "Correct the amount or the row that is wrong",
    },
  ];
}

/** Where sources and awards both name years, each year must balance, or the difference be carried forward. */
export function yearsBalance(proof: Proof): Found[] {
  const table = fundingOf(proof);
  const { sources = [], awards = [] } = table?.funding ?? {};
  const years = (rows: typeof sources | typeof awards) => rows.length > 0 && rows.every((r) => r.year);
  if (!table || !years(sources) || !years(awards) || totalOf(sources) !== totalOf(awards)) return [];
  const [from, to] = [byYear(sources), byYear(awards)];
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((year) => (from.get(year) ?? 0) !== (to.get(year) ?? 0))
    .slice(0, 1)
    .map((year) => ({
      where: { field: table.field },
      message: `The money of 20${year} does not balance`,
      why: [
        `sources of 20${year}: ${formatMoney(from.get(year) ?? 0)}`,
        `awards of 20${year}: ${formatMoney(to.get(year) ?? 0)}`,
      ],
      suggestion: "Put each row in its year, or say what is carried forward",
    }));
}

/** "Of which" splits an amount: its parts may not exceed it, and two or more should make it up. */
export function ofWhich(proof: Proof): Found[] {
  const table = fundingOf(proof);
  return (table?.funding.awards ?? []).flatMap((award, row): Found[] => {
    const parts = totalOf(award.ofWhich);
    if (!table || parts === undefined || parts === award.amount) return [];
    if (parts < award.amount && (award.ofWhich?.length ?? 0) < 2) return [];
    return [
      {
        severity: parts < award.amount ? "note" : undefined,
        where: { field: table.field, row },
        message:
          parts > award.amount
            ? "The parts of this award come to more than the award"
            : "The parts of this award come to less than the award",
        why: [`award to ${award.recipient} ${formatMoney(award.amount)}`, `“of which” ${formatMoney(parts)}`],
        suggestion: "“Of which” splits the amount; it is never added to it",
      },
    ];
  });
}

/** The same money entered in two rows. */
export function rowTwice(proof: Proof): Found[] {
  const table = fundingOf(proof);
  const { sources = [], awards = [] } = table?.funding ?? {};
  const lists = [
    sources.map((s) => ({
      who: s.from,
      amount: s.amount,
      rest: `${s.year ?? ""}|${s.members?.join() ?? ""}`,
    })),
    awards.map((a) => ({ who: a.recipient, amount: a.amount, rest: `${a.year ?? ""}|${a.purpose ?? ""}` })),
  ];
  return lists.flatMap((rows) =>
    rows.flatMap((row, i): Found[] => {
      const same = (other: typeof row) =>
        plain(other.who) === plain(row.who) &&
        other.amount === row.amount &&
        plain(other.rest) === plain(row.rest);
      const first = rows.findIndex(same);
      if (!table || first === i) return [];
      const quote = `${row.who} ${formatMoney(row.amount)}`;
      return [
        {
          where: { field: table.field, row: i },
          message: "This row is the same as an earlier one, so the money is counted twice",
          why: [`row ${first + 1}: ${quote}`, `row ${i + 1}: ${quote}`],
          suggestion: "Remove one, or say in each what it is for",
        },
      ];
    }),
  );
}

/** A total typed as if it were one more row. */
export function totalAsRow(proof: Proof): Found[] {
  const table = fundingOf(proof);
  const { sources = [], awards = [] } = table?.funding ?? {};
  return [
    sources.map((s) => ({ label: s.from, amount: s.amount })),
    awards.map((a) => ({ label: a.recipient, amount: a.amount })),
  ].flatMap((rows) =>
    rows.flatMap((row, i): Found[] =>
      table && TOTAL_LABEL.test(row.label)
        ? [
            {
              where: { field: table.field, row: i },
              message: "A total stands among the rows, so the money is counted twice",
              why: [
                `row ${i + 1}: “${row.label}” ${formatMoney(row.amount)}`,
                `all rows ${formatMoney(totalOf(rows) ?? 0)}`,
              ],
              suggestion: "Remove the row: totals are computed",
            },
          ]
        : [],
    ),
  );
}

/** The office’s own money is confirmed by the decision itself. */
export const OWN_MONEY = /\b(?:OPCC\w*|OPFCC\w*|PCC|PFCC|office of the police|commissioner)/i;

/** The decision is unconditional, but some of its money is only requested or agreed in principle. */
export function unconfirmedMoney(proof: Proof): Found[] {
  const table = fundingOf(proof);
  const view = proof.record;
  if (!table || view?.form.kind !== "decision") return [];
  const conditional =
    /\bsubject to\b|\bconditional\b|\bif\b[^.]{0,80}\b(?:fund|confirm|award|grant|contribut)/i;
  if (
    proof.passages.some(
      (p) =>
        ["decision", "recommendations", "conditions"].includes(p.means ?? "") && conditional.test(p.text),
    )
  )
    return [];
  return (table.funding.sources ?? []).flatMap((source, row): Found[] =>
    source.status && source.status !== "confirmed" && !OWN_MONEY.test(source.from)
      ? [
          {
            where: { field: table.field, row },
            message: `The decision relies on money from ${source.from} that is not confirmed`,
            why: [
              `${source.from} ${formatMoney(source.amount)}: ${source.status === "requested" ? "requested" : "agreed in principle"}`,
              "the decision is not made subject to it",
            ],
            suggestion: "Make the decision subject to that money, or confirm it first",
          },
        ]
      : [],
  );
}

const KEPT = /\b(?:retain(?:s|ed|ing)?|kept|keeps?|held back|top-?sliced)\b/i;
const BY_OFFICE =
  /\b(?:by|in|within) (?:the )?(?:OPCC\w*|PCC|PFCC|office|commissioner|combined authority)\b|\b(?:OPCC\w*|PCC|PFCC|office|commissioner|combined authority)\b[^.£]{0,30}\b(?:will |to )?(?:retain|keep|hold back|top-?slice)/i;

/** A sum that the office keeps, in words, and no row of the table marked as kept; or such a row paid to another body. */
export function retainedCosts(proof: Proof): Found[] {
  const table = fundingOf(proof);
  const awards = table?.funding.awards ?? [];
  if (!table || !awards.length) return [];
  const kept = awards.filter((a) => a.retained);
  const said = proof.sentences.flatMap((s): Found[] => {
    const sum = KEPT.test(s.text) && BY_OFFICE.test(s.text) ? s.amounts.find((a) => !a.rate) : undefined;
    if (!sum || kept.some((a) => Math.abs(a.amount - sum.pence) <= sum.slack)) return [];
    return [
      {
        where: at(s, sum.span),
        message: "The office keeps this sum, and no row of the table says so",
        why: [
          quoted(s, sum.span),
          kept.length ? `kept: ${formatMoney(totalOf(kept) ?? 0)}` : "no row is marked as kept",
        ],
        suggestion: "Give it a row, marked as kept by the office",
      },
    ];
  });
  const paid = awards.flatMap((a, row): Found[] =>
    a.retained && !OWN_MONEY.test(a.recipient) && !sameBody(a.recipient, proof.record?.office.body.name ?? "")
      ? [
          {
            where: { field: table.field, row },
            message: "This row is marked as kept by the office, and names another body",
            why: [`${a.recipient} ${formatMoney(a.amount)}`, "marked as kept"],
            suggestion: "Name the office, or remove the mark",
          },
        ]
      : [],
  );
  return [...said, ...paid];
}

const SEVERAL =
  /\b(?:(?:the )?[A-Z][\w ]{1,40} and )?(?:two|three|four|five|six|seven|eight|several|all|the) (?:local )?(?:authorities|councils|partners|funders|boroughs|districts|forces|bodies|agencies)\b[^.£]{0,90}\b(?:provid|contribut|invest|fund|giv)\w*[^.£]{0,60}£/i;

/** One sum from several contributors, with no word on who gives how much. */
export function unsplitSource(proof: Proof): Found[] {
  const table = fundingOf(proof);
  const rows = (table?.funding.sources ?? []).flatMap((source, row): Found[] =>
    table && (source.members?.length ?? 0) > 1
      ? [
          unsplit(
            { field: table.field, row },
            `${source.from} ${formatMoney(source.amount)}`,
            `from ${source.members?.join(", ")}`,
          ),
        ]
      : [],
  );
  if (rows.length) return rows;
  return proof.sentences.flatMap((s): Found[] => {
    const match = SEVERAL.exec(s.text);
    const sum = match && s.amounts.find((a) => a.span[0] >= match.index + match[0].length - 1);
    if (!match || !sum || sum.rate) return [];
    return [unsplit(at(s, sum.span), sum.quote, `“${quoteOf(match[0].replace(/£$/, ""))}”`)];
  });
}

function unsplit(where: Where, sum: string, contributors: string): Found {
  return {
    where,
    message: "One sum stands for several contributors, without the share of each",
    why: [sum, contributors],
    suggestion: "Give each contributor its share, if it is known",
  };
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9|]/g, "");
}
