/**
 * Funding: where money comes from and to whom it goes. Totals are worked out from the rows each time
 * the page is drawn, never typed; a total that the paper states is kept beside and compared.
 */
import { asksTable } from "#core/form/answer-problems.ts";
import type { Funding } from "#core/form/answers.ts";
import type { FieldOf } from "#core/form/fields.ts";
import { formatMoney, parseMoney } from "#core/form/money.ts";
import { Button } from "#web/components/button.tsx";
import { Input } from "#web/components/input.tsx";
import { InsetText } from "#web/components/inset-text.tsx";
import type { RowSpec } from "./columns.ts";
import { errorAt, type FieldKind, hintOf, question } from "./control.ts";
import { awards, sources } from "./funding-columns.ts";
import { Group } from "./group.tsx";
import { fillRows, parseRows, Rows } from "./rows.tsx";
import { moneyTyped, parseAmount } from "./text.tsx";
import { rowCount, type Typed } from "./typed.ts";

const TABLES = ["sources", "awards"] as const;
type Table = (typeof TABLES)[number];

const LEGENDS: Record<Table, string> = {
  sources: "Where the money comes from",
  awards: "Who receives the money",
};

export const funding: FieldKind<"funding"> = {
  fill: (id, field, answer) => ({
    ...fillRows(`${id}.sources`, fundingSpec(field, "sources"), answer.sources ?? []),
    ...fillRows(`${id}.awards`, fundingSpec(field, "awards"), answer.awards ?? []),
    ...(answer.statedTotal !== undefined && { [`${id}.statedTotal`]: moneyTyped(answer.statedTotal) }),
  }),
  parse(id, field, typed) {
    const from = parseRows(`${id}.sources`, fundingSpec(field, "sources"), typed);
    const to = parseRows(`${id}.awards`, fundingSpec(field, "awards"), from.typed);
    const stated = parseAmount(`${id}.statedTotal`, "The total", typed);
    const errors = [...from.errors, ...to.errors, ...stated.errors];
    const answer = {
      ...(from.rows.length && { sources: from.rows }),
      ...(to.rows.length && { awards: to.rows }),
      ...(stated.answer !== undefined && { statedTotal: stated.answer }),
    } as Funding;
    const kept = Object.keys(answer).length > 0 && errors.length === 0;
    return { ...(kept && { answer }), errors, typed: to.typed };
  },
  Control({ id, field, typed, errors, note, describedBy }) {
    const shown = TABLES.filter((t) => asksTable(field, t) || rowCount(typed, `${id}.${t}`) > 0);
    return (
      <Group
        id={id}
        legend={question(field)}
        hint={hintOf(field, note)}
        errors={errors}
        describedBy={describedBy}
        size="m"
      >
        {shown.map((table) => (
          <Group id={`${id}.${table}`} legend={LEGENDS[table]} errors={errors}>
            <Rows
              path={`${id}.${table}`}
              spec={fundingSpec(field, table)}
              typed={typed}
              errors={errors}
              after={<Total words={TOTALS[table]} {...totalTyped(typed, `${id}.${table}`)} />}
            />
          </Group>
        ))}
        {(field.statedTotal || typed[`${id}.statedTotal`]) && (
          <Input
            name={`${id}.statedTotal`}
            label={{ text: "Total as the paper states it (optional)" }}
            value={typed[`${id}.statedTotal`]}
            prefix={{ text: "£" }}
            classes="govuk-input--width-10"
            inputmode="decimal"
            spellcheck={false}
            errorMessage={errorAt(errors, `${id}.statedTotal`)}
          />
        )}
        <Agreement id={id} typed={typed} />
        <Button classes="govuk-button--secondary" name="do" value={`total:${id}`}>
          Work out the totals
        </Button>
      </Group>
    );
  },
};

const TOTALS: Record<Table, string> = { sources: "Total of the sources", awards: "Total of the awards" };

/** The rows of one of its two tables. */
export function fundingSpec(field: FieldOf<"funding">, table: Table): RowSpec {
  const asked = (key: string) => (field.columns as string[] | undefined)?.includes(key) ?? false;
  return table === "sources" ? sources(asked) : awards(asked);
}

function Total({ words, pence, rows }: { words: string; pence: number; rows: number }) {
  return (
    <p class="govuk-body app-total">
      {words}: <strong>{rows ? formatMoney(pence) : "nothing yet"}</strong>
    </p>
  );
}

/** Says whether sources, awards and the stated total come to the same. */
function Agreement({ id, typed }: { id: string; typed: Typed }) {
  const from = totalTyped(typed, `${id}.sources`);
  const to = totalTyped(typed, `${id}.awards`);
  const stated = parseMoney(typed[`${id}.statedTotal`] ?? "");
  const total = to.rows ? to : from;
  const says = [
    from.rows > 0 && to.rows > 0 && from.pence !== to.pence
      ? `The sources come to ${formatMoney(from.pence)} and the awards to ${formatMoney(to.pence)}: they differ by ${formatMoney(Math.abs(from.pence - to.pence))}.`
      : "",
    stated !== undefined && total.rows > 0 && stated !== total.pence
      ? `The total stated is ${formatMoney(stated)}, and the rows come to ${formatMoney(total.pence)}.`
      : "",
  ].filter(Boolean);
  if (says.length) return <InsetText>{says.join(" ")}</InsetText>;
  if (from.rows && to.rows) return <p class="govuk-body">The sources and the awards come to the same.</p>;
  return null;
}

interface Sum {
  pence: number;
  /** How many amounts were typed that can be read. */
  rows: number;
}

function totalTyped(typed: Typed, path: string): Sum {
  const amounts = [...Array(rowCount(typed, path)).keys()]
    .map((i) => parseMoney(typed[`${path}.${i}.amount`] ?? ""))
    .filter((pence) => pence !== undefined);
  return { pence: amounts.reduce((sum, pence) => sum + pence, 0), rows: amounts.length };
}
