/** An answer in words, for summary lists: what was said, without its controls. The paper is drawn elsewhere. */
import type { Child } from "hono/jsx";
import { type Answers, entry, type Withholding } from "#core/form/answers.ts";
import { formatDate } from "#core/form/dates.ts";
import type { Field } from "#core/form/fields.ts";
import { formatMoney } from "#core/form/money.ts";
import { postTitle } from "#core/form/office.ts";
import { totalOf } from "#core/form/reading.ts";
import { Details } from "#web/components/details.tsx";
import type { Context } from "./control.ts";

/** The answer's lines, the most of a long one folded away; "Not answered" where there is none. */
export function Shown({ id, field, answers, context }: ShownProps): Child {
  const lines = answerLines(id, field, answers, context);
  const long = field.type === "prose" && lines.length > 1 && lines.join("").length > LONG;
  const shown = long ? lines.slice(0, 1) : lines;
  if (!lines.length) return <span class="app-unanswered">Not answered</span>;
  return (
    <>
      <Lines of={shown} />
      {long && (
        <Details summaryText="Show the rest">
          <Lines of={lines.slice(1)} />
        </Details>
      )}
    </>
  );
}

/** Characters above which only the first paragraph is shown at once. */
const LONG = 500;

function Lines({ of }: { of: string[] }) {
  return (
    <>
      {of.map((text) => (
        <p class="govuk-body app-answer">{text}</p>
      ))}
    </>
  );
}

interface ShownProps {
  id: string;
  field: Field;
  answers: Answers;
  context: Context;
}

/** What was answered, line by line. */
export function answerLines(id: string, field: Field, answers: Answers, context: Context): string[] {
  const found = entry(id, field, answers);
  if (found.answer === undefined) return [];
  switch (found.type) {
    case "line":
    case "marking":
      return [found.answer];
    case "prose":
      return found.answer.split(/\n{2,}/);
    case "clauses":
      return found.answer.map((text, i) => `${i + 1}. ${text}`);
    case "date":
      return [formatDate(found.answer)];
    case "period": {
      const { from, to, words } = found.answer;
      return [`${formatDate(from)} to ${formatDate(to)}${words ? ` (${words})` : ""}`];
    }
    case "money":
      return [formatMoney(found.answer)];
    case "person":
      return found.answer.map((p) => listed(p.name, p.role, p.email));
    case "organisation":
      return found.answer.map((o) => listed(o.name, o.number));
    case "choice":
      return [labelIn(found.field.options, found.answer)];
    case "choices":
      return found.answer.map((option) => labelIn(found.field.options, option));
    case "yesno":
      return [yes(found.answer.answer), ...(found.answer.detail ? [found.answer.detail] : [])];
    case "matrix": {
      const { answer } = found;
      const { rows, columns } = found.field;
      return rows.flatMap((row) => {
        const given = answer[row.id];
        if (!given) return [];
        const said = columns.map((c) => {
          const word = given.answers[c.id] ? yes(given.answers[c.id]) : "not answered";
          return columns.length > 1 ? `${c.label}: ${word}` : word;
        });
        return [`${row.label}: ${said.join(", ")}${given.detail ? `. ${given.detail}` : ""}`];
      });
    }
    case "grid": {
      const { answer } = found;
      const { rows, columns, unit } = found.field;
      return rows.flatMap((row) => {
        const cells = columns.flatMap((c) => {
          const n = answer[row.id]?.[c.id];
          return n === undefined ? [] : [`${c.label} ${n}`];
        });
        return cells.length ? [`${row.label}: ${cells.join(", ")}${unit ? ` (${unit})` : ""}`] : [];
      });
    }
    case "funding":
      return fundingLines(found.answer);
    case "options":
      return found.answer.map(
        (o) => `${listed(o.label, o.cost, o.outcome)}${o.preferred ? " (preferred)" : ""}`,
      );
    case "conditions":
      return found.answer.map((c) => (c.on ? `${c.on}: ${c.text}` : c.text));
    case "links":
      return found.answer.map((l) => listed(l.reference, l.title, l.office, l.url));
    case "withholding":
      return withholdingLines(found.answer, context);
    case "attachments":
      return found.answer.map((a) => a.name);
    case "maker":
      return [postTitle(context.office, found.answer)];
    case "declaration":
      return ["Confirmed"];
  }
}

type Funding = NonNullable<Extract<ReturnType<typeof entry>, { type: "funding" }>["answer"]>;

function fundingLines({ sources, awards, statedTotal }: Funding): string[] {
  const total = (words: string, rows: { amount: number }[] | undefined) =>
    rows && rows.length > 1 ? [`${words}: ${formatMoney(totalOf(rows) ?? 0)}`] : [];
  return [
    ...(sources ?? []).map((s) => `From ${listed(s.from, s.year)}: ${formatMoney(s.amount)}`),
    ...total("Total of the sources", sources),
    ...(awards ?? []).map((a) => `To ${listed(a.recipient, a.purpose, a.year)}: ${formatMoney(a.amount)}`),
    ...total("Total of the awards", awards),
    ...(statedTotal === undefined ? [] : [`Total as stated: ${formatMoney(statedTotal)}`]),
  ];
}

function withholdingLines(
  { withheld, parts, ground, reason, review }: Withholding,
  context: Context,
): string[] {
  if (withheld === "no") return ["No"];
  const { office, form } = context;
  const what = Array.isArray(parts)
    ? parts.map((part) => form.fields[part]?.label ?? part).join(", ")
    : "the whole record";
  return [
    `Yes: ${what}`,
    office.withholding?.find((g) => g.id === ground)?.label ?? ground ?? "",
    reason ?? "",
    review ? `To be looked at again on ${formatDate(review)}` : "",
  ].filter(Boolean);
}

function listed(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(", ");
}

function yes(answer: "yes" | "no" | undefined): string {
  return answer === "yes" ? "Yes" : "No";
}

function labelIn(options: { id: string; label: string }[], id: string): string {
  return options.find((o) => o.id === id)?.label ?? id;
}
