/**
 * The JSON Schema of an office.json, made from the valibot schema, so that an editor completes and
 * checks a definition as it is typed. What JSON Schema cannot say is left to `office check`.
 */
import { toJsonSchema } from "@valibot/to-json-schema";
import { BlockSchema } from "#core/form/definition.ts";
import { FieldSchema, IdSchema } from "#core/form/fields.ts";
import { MeaningSchema } from "#core/form/meaning.ts";
import { OfficeSchema } from "#core/form/office.ts";
import { RuleSchema } from "#core/form/rules.ts";

/** The text of core/offices/office.schema.json. */
export function officeJsonSchema(): string {
  const schema = toJsonSchema(OfficeSchema, {
    target: "draft-07",
    typeMode: "input",
    errorMode: "ignore",
    definitions: {
      Block: BlockSchema,
      Field: FieldSchema,
      Id: IdSchema,
      Meaning: MeaningSchema,
      Rule: RuleSchema,
    },
  });
  return `${JSON.stringify({ title: "An office, as data", ...schema }, null, 2)}\n`;
}
