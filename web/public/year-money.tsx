/** The money of a year's decisions, on the page of that year: four charts, each with its table, and the rule. */

import type { Lang } from "#core/form/say.ts";
import { say, type Words } from "#core/form/say.ts";
import { referenceSlug } from "#core/form/series.ts";
import * as Address from "#core/notice/addresses.ts";
import { recipientKey } from "#core/notice/recipients.ts";
import type { Largest, Share, YearMoney } from "#core/notice/year-money.ts";
import { addressOf } from "#core/search/query.ts";
import type { TableCell } from "../components/table.tsx";
import { Charted, numeric, short, sum } from "./charted.tsx";

/** A chart of more bars than these tells nothing; the table has them all. */
const MOST_BARS = 12;

interface MoneyProps {
  office: string;
  year: string;
  money: YearMoney;
  lang: Lang;
}

/** Where it begins, for a link at the top of a long page. */
export const MONEY = "money";

export function YearMoneyPart({ office, year, money, lang }: MoneyProps) {
  const { funders, categories, recipients, together, funded, committed } = money;
  const category = ({ name, category }: Share): TableCell["text"] =>
    category === undefined ? (
      name || say(lang, "No category")
    ) : (
      <Link
        href={Address.inLanguage(lang, Address.filterPath(office, year, "category", referenceSlug(category)))}
        text={name}
      />
    );
  const recipient = ({ name }: Share): TableCell["text"] => {
    const key = recipientKey(name);
    return key ? <Link href={addressOf({ office, year, recipient: key, lang })} text={name} /> : name;
  };
  const unsaid: [string, number][] =
    together === 0 ? [] : [[say(lang, "Not said who receives how much"), together]];
  return (
    <>
      <h2 class="govuk-heading-m" id={MONEY}>
        {say(lang, "Money in the decisions of {year}", { year })}
      </h2>
      <p class="govuk-body">
        {say(lang, "What these decisions commit. What is then paid, and when, is in the office’s accounts.")}
      </p>
      <Years money={money} lang={lang} />
      <Shares title="By who gives it" first="Funder" of={funders} total={funded} name={giver} lang={lang} />
      <Shares
        title="By category"
        first="Category"
        of={categories}
        total={committed}
        name={category}
        lang={lang}
      />
      <Shares
        title="By who receives it"
        first="Recipient"
        of={recipients}
        total={committed}
        name={recipient}
        also={unsaid}
        lang={lang}
      />
      <h3 class="govuk-heading-s">{say(lang, "How this money is counted")}</h3>
      <ul class="govuk-list govuk-list--bullet">
        {RULE.map((words) => (
          <li>{say(lang, words)}</li>
        ))}
      </ul>
    </>
  );
}

const RULE: Words[] = [
  "Each sum is counted once on this page: the same amount for the same body, beginning on the same day or in the same financial year, is the same award, however many linked decisions state it.",
  "A financial year is 1 April to 31 March: the year that a decision states for a sum, else the one in which its period begins, else the one in which it was decided. A sum for more than one year is not split by guess.",
  "What was refused, revoked, superseded, withheld or withdrawn counts nothing. Nor does a notice beside its decision, or a report.",
  "Funding that is asked for, or agreed in principle, is not counted. A sum that decisions of several years state is on the page of each.",
];

function Years({ money: { years, funded, committed }, lang }: Pick<MoneyProps, "money" | "lang">) {
  const [confirmed, awarded] = [say(lang, "Funding confirmed"), say(lang, "Committed")];
  const spanOf = (label: string) => {
    const [from = "", to] = label.split(" to ");
    return to ? say(lang, "{from} to {to}", { from, to }) : label;
  };
  return (
    <Charted
      title={say(lang, "By financial year")}
      groups={years.slice(-MOST_BARS).map(({ label, funded, awarded: given }) => ({
        label: spanOf(label),
        bars: [
          { value: funded, text: `${confirmed} ${short(funded)}` },
          { value: given, text: `${awarded} ${short(given)}`, outlined: true },
        ],
      }))}
      head={[{ text: say(lang, "Financial year") }, numeric(confirmed), numeric(awarded)]}
      rows={[
        ...years.map(({ label, split, funded, awarded: given }) => [
          {
            text: split ? label : say(lang, "{years}, not split by its record", { years: spanOf(label) }),
          },
          sum(funded),
          sum(given),
        ]),
        [{ text: say(lang, "Total") }, sum(funded), sum(committed)],
      ]}
      below
      lang={lang}
    />
  );
}

interface SharesProps {
  title: Words;
  first: Words;
  of: Largest;
  total: number;
  name: (share: Share) => TableCell["text"];
  /** Lines after these, which no bar shows. */
  also?: [words: string, amount: number][];
  lang: Lang;
}

function Shares({ title, first, of: { rows, others }, total, name, also = [], lang }: SharesProps) {
  if (rows.length === 0) return null;
  const words = say(lang, title);
  const after: [string, number][] = [
    ...(others ? [[say(lang, "{n} more", { n: others.count }), others.amount] as [string, number]] : []),
    ...also,
    [say(lang, "Total"), total],
  ];
  return (
    <Charted
      title={words}
      chart={others ? say(lang, "{title}, the {n} largest", { title: words, n: rows.length }) : words}
      groups={rows.map((share) => ({
        label: share.name || say(lang, "No category"),
        bars: [{ value: share.amount, text: short(share.amount) }],
      }))}
      head={[{ text: say(lang, first) }, numeric(say(lang, "Amount"))]}
      rows={[
        ...rows.map((share) => [{ text: name(share) }, sum(share.amount)]),
        ...after.map(([text, amount]) => [{ text }, sum(amount)]),
      ]}
      below
      lang={lang}
    />
  );
}

function giver({ name, members }: Share): string {
  return members ? `${name} (${members.join("; ")})` : name;
}

function Link({ href, text }: { href: string; text: string }) {
  return (
    <a class="govuk-link" href={href}>
      {text}
    </a>
  );
}
