/** Withholding: whether any of the record is confidential, which parts, on what ground and until when. */

import type { Withholding } from "#core/form/answers.ts";
import type { Form } from "#core/form/definition.ts";
import { Checkboxes } from "#web/components/checkboxes.tsx";
import { Details } from "#web/components/details.tsx";
import { Input } from "#web/components/input.tsx";
import { Radios } from "#web/components/radios.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import { parseYesNo, YesNo } from "./choice.tsx";
import { errorAt, type FieldKind, hintOf, question, STORED, textProblems } from "./control.ts";
import { DateBoxes, dateTyped, parseDate } from "./dates.tsx";
import { Group } from "./group.tsx";
import { lineAt, type Typed, textAt } from "./typed.ts";

const TEXTS = [
  { key: "reason", label: "The reasons", read: textAt, longest: STORED.prose },
  { key: "publicInterest", label: "The public interest text", read: textAt, longest: STORED.prose },
  { key: "opinionOf", label: "The person whose opinion it is", read: lineAt, longest: STORED.line },
  { key: "safeTitle", label: "The title that may be published", read: lineAt, longest: STORED.line },
] as const;

export const withholding: FieldKind<"withholding"> = {
  fill(id, _field, { withheld, parts, review, ...texts }) {
    const typed: Typed = { [id]: withheld };
    if (parts !== undefined) typed[`${id}.extent`] = parts === "whole" ? "whole" : "parts";
    if (Array.isArray(parts)) for (const part of parts) typed[`${id}.parts.${part}`] = "yes";
    if (review) Object.assign(typed, dateTyped(`${id}.review`, review));
    for (const [key, text] of Object.entries(texts)) typed[`${id}.${key}`] = text ?? "";
    return typed;
  },
  parse(id, field, typed, { form }) {
    const { answer: withheld, errors } = parseYesNo(id, field.label, typed);
    const review = parseDate(`${id}.review`, "The review date", typed);
    errors.push(...review.errors);
    const texts: Partial<Withholding> = {};
    for (const { key, label, read, longest } of TEXTS) {
      const text = read(typed, `${id}.${key}`);
      errors.push(...textProblems(`${id}.${key}`, label, text, longest));
      if (text) texts[key] = text;
    }
    if (!withheld || errors.length) return { errors, typed };
    const parts = partsTyped(id, typed, form);
    const ground = lineAt(typed, `${id}.ground`);
    const answer: Withholding = {
      withheld,
      ...(parts && { parts }),
      ...(ground && { ground }),
      ...texts,
      ...(review.answer && { review: review.answer }),
    };
    return { answer, errors, typed };
  },
  Control({ id, field, typed, errors, context, note, describedBy }) {
    const { office, form } = context;
    return (
      <div class="app-group">
        <YesNo
          path={id}
          legend={{ text: question(field), classes: "govuk-fieldset__legend--s" }}
          hint={hintOf(field, note)}
          typed={typed}
          error={errorAt(errors, id)}
          describedBy={describedBy}
        />
        <Details
          summaryText="If yes: what is withheld and why"
          open={typed[id] === "yes" || errors.some((e) => e.id.startsWith(`${id}.`))}
        >
          <Group id={`${id}.parts`} legend="How much is withheld" errors={errors}>
            <Radios
              name={`${id}.extent`}
              classes="govuk-radios--inline"
              fieldset={{ legend: { text: "Extent", classes: "govuk-visually-hidden" } }}
              value={typed[`${id}.extent`]}
              items={[
                { value: "whole", text: "The whole record" },
                { id: `${id}.extent.parts`, value: "parts", text: "Only the parts ticked below" },
              ]}
            />
            <Checkboxes
              name={`${id}.parts`}
              idPrefix={`${id}.part`}
              classes="govuk-checkboxes--small"
              fieldset={{ legend: { text: "Parts", classes: "govuk-visually-hidden" } }}
              items={offeredParts(id, typed, form).map((part) => ({
                id: `${id}.parts.${part}`,
                name: `${id}.parts.${part}`,
                value: "yes",
                text: form.fields[part]?.label ?? part,
                checked: !!typed[`${id}.parts.${part}`],
              }))}
            />
          </Group>
          {office.withholding ? (
            <Radios
              name={`${id}.ground`}
              fieldset={{ legend: { text: "Ground for withholding", classes: "govuk-fieldset__legend--s" } }}
              errorMessage={errorAt(errors, `${id}.ground`)}
              value={typed[`${id}.ground`]}
              items={office.withholding.map((g, i) => ({
                id: i ? `${id}.ground.${g.id}` : `${id}.ground`,
                value: g.id,
                text: g.label,
              }))}
            />
          ) : (
            <Input
              name={`${id}.ground`}
              label={{ text: "Ground for withholding", classes: "govuk-label--s" }}
              value={typed[`${id}.ground`]}
              errorMessage={errorAt(errors, `${id}.ground`)}
            />
          )}
          <Textarea
            name={`${id}.reason`}
            label={{ text: (field.reasonLabel ?? "Reasons").replace(/:\s*$/, ""), classes: "govuk-label--s" }}
            rows={4}
            value={typed[`${id}.reason`]}
            errorMessage={errorAt(errors, `${id}.reason`)}
          />
          <Input
            name={`${id}.opinionOf`}
            label={{ text: "Whose opinion this is (optional)" }}
            value={typed[`${id}.opinionOf`]}
            errorMessage={errorAt(errors, `${id}.opinionOf`)}
          />
          <Textarea
            name={`${id}.publicInterest`}
            label={{ text: "Why the public interest favours withholding (optional)" }}
            hint={{ text: "Needed where the ground is a qualified one. It is published." }}
            rows={3}
            value={typed[`${id}.publicInterest`]}
            errorMessage={errorAt(errors, `${id}.publicInterest`)}
          />
          <Input
            name={`${id}.safeTitle`}
            label={{ text: "A title that may be published (optional)" }}
            hint={{ text: "Where the title itself would give away what is withheld." }}
            value={typed[`${id}.safeTitle`]}
            errorMessage={errorAt(errors, `${id}.safeTitle`)}
          />
          <DateBoxes
            path={`${id}.review`}
            legend={{ text: "Date to look at this again (optional)" }}
            hint={{ text: "For example, 31 3 2027" }}
            typed={typed}
            errors={errors}
          />
        </Details>
      </div>
    );
  },
};

/**
 * The fields that the form leaves to the record to withhold; every field, where it names none. One whose
 * words are withheld always is offered too, so that a record can withhold these alone.
 */
function offeredParts(id: string, typed: Typed, form: Form): string[] {
  const all = inOrder(form).filter((f) => f !== id && form.fields[f] && form.fields[f].public !== "no");
  const having = (wanted: string) => all.filter((f) => form.fields[f]?.public === wanted);
  const left = having("decided");
  const offered = left.length ? [...left, ...having("withheld")] : all;
  return [...new Set([...offered, ...all.filter((f) => typed[`${id}.parts.${f}`])])];
}

/** Ticks without "only the parts ticked below" still mean parts: never more withheld than was asked. */
function partsTyped(id: string, typed: Typed, form: Form): Withholding["parts"] {
  const extent = lineAt(typed, `${id}.extent`);
  if (extent === "whole") return "whole";
  const ticked = inOrder(form).filter((part) => typed[`${id}.parts.${part}`]);
  return ticked.length || extent === "parts" ? ticked : undefined;
}

/** The form's fields as its pages ask them, then any that no page asks. */
function inOrder(form: Form): string[] {
  return [...new Set([...form.sections.flatMap((s) => s.fields), ...Object.keys(form.fields)])];
}
