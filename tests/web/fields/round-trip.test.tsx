/** A stored answer, drawn as controls and sent back by a browser untouched, is the same answer. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer } from "#core/form/answers.ts";
import type { Field } from "#core/form/fields.ts";
import { parseAnswers } from "#core/form/validate.ts";
import { Control, parse } from "#web/fields/controls.tsx";
import { typedFrom } from "#web/fields/typed.ts";
import { formData } from "./form-data.ts";
import { ANSWERS, CONTEXT, FIELDS, TYPES } from "./generated.ts";

describe("what is stored survives a visit to the page", () => {
  for (const type of TYPES.filter((t) => t !== "attachments"))
    test(type, () => {
      const field: Field = FIELDS[type];
      fc.assert(
        fc.property(ANSWERS[type], (generated) => {
          const { answers, problems } = parseAnswers(
            { ...CONTEXT.form, fields: { field } },
            { field: generated },
          );
          expect(problems).toEqual([]);
          const html = String(
            <Control id="field" field={field} value={answers.field} errors={[]} context={CONTEXT} />,
          );
          const parsed = parse("field", field, typedFrom(formData(html)), CONTEXT);
          expect(parsed.errors).toEqual([]);
          expect(parsed.answer).toEqual(answers.field);
        }),
        { numRuns: 60 },
      );
    });

  test("nothing stored: nothing is made of the empty controls", () => {
    for (const type of TYPES) {
      const field: Field = FIELDS[type];
      const html = String(<Control id="field" field={field} errors={[]} context={CONTEXT} />);
      const { answer, errors } = parse("field", field, typedFrom(formData(html)), CONTEXT);
      expect({ type, answer, errors }).toEqual({ type, answer: undefined, errors: [] });
    }
  });

  test("what was typed wrongly is shown back as typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (junk) => {
        const typed = typedFrom([
          ["amount", junk],
          ["day.day", junk],
          ["day.month", "2"],
          ["day.year", ""],
        ]);
        const back = String(
          <>
            <Control id="amount" field={FIELDS.money} typed={typed} errors={[]} context={CONTEXT} />
            <Control id="day" field={FIELDS.date} typed={typed} errors={[]} context={CONTEXT} />
          </>,
        );
        const sent = typedFrom(formData(back));
        expect(sent).toEqual(typed);
      }),
    );
  });

  test("an answer is never taken from another field's controls", () => {
    const answer = parse(
      "a",
      FIELDS.line,
      typedFrom([
        ["a-b", "other"],
        ["ab", "other"],
      ]),
      CONTEXT,
    ).answer;
    expect(answer satisfies Answer | undefined).toBeUndefined();
  });
});
