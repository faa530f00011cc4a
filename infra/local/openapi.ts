/**
 * What is published about the data, made from the valibot schemas: the API's description (OpenAPI 3.1,
 * whose schemas are JSON Schema 2020-12) and the schema of a year's JSON. `npm run office -- schema`
 * writes both; a test holds them against the code.
 */
import { toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import {
  API,
  AWARDS,
  AWARDS_CSV,
  FEED,
  OFFICES,
  QUESTION,
  QUESTIONS,
  RECORDS,
  RETURN_CSV,
} from "#core/api/addresses.ts";
import {
  AwardsSchema,
  OfficesSchema,
  ProblemSchema,
  QuestionsSchema,
  RecordsSchema,
} from "#core/api/answers.ts";
import { AskedSchema, FeedSchema, QuestionsAskedSchema } from "#core/api/query.ts";
import { AwardDataSchema } from "#core/notice/awards.ts";
import { RecordDataSchema, YearDataSchema } from "#core/notice/data-schema.ts";
import { FEED_TYPES } from "#core/notice/feeds.ts";
import { RETURNS } from "#core/returns/lines.ts";
import { QuestionDataSchema } from "#core/scrutiny/data.ts";

type Json = Record<string, unknown>;

/** The text of core/notice/open-data.schema.json. */
export function openDataSchema(): string {
  return text({ title: "A year of an office's register of decisions", ...schemaOf(YearDataSchema) });
}

/** The text of core/api/openapi.json. */
export function openApi(): string {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const json = (description: string, name: string) => ({
    description,
    headers: { ETag: { schema: { type: "string" } } },
    content: { "application/json": { schema: ref(name) } },
  });
  const problem = (description: string) => ({
    description,
    content: { "application/problem+json": { schema: ref("Problem") } },
  });
  const unchanged = { description: "Nothing has changed since the ETag sent in If-None-Match." };
  const get = (operationId: string, summary: string, parameters: unknown[], responses: Json) => ({
    get: { operationId, summary, parameters, responses: { ...responses, 304: unchanged } },
  });
  const path = (address: string) => address.slice(API.length);
  return text({
    openapi: "3.1.0",
    info: {
      title: "Registers of decisions",
      version: "1.0.0",
      summary: "Every published decision, with those that are withheld or were withdrawn. Read-only.",
    },
    servers: [{ url: API }],
    paths: {
      [path(RECORDS)]: get(
        "listRecords",
        "Records, newest first, a page at a time",
        parametersOf(AskedSchema),
        {
          200: json("A page of records.", "Records"),
          400: problem("A parameter is wrong: “errors” names each."),
          404: problem("No office of this name has a register."),
        },
      ),
      [`${path(RECORDS)}/{id}`]: get(
        "getRecord",
        "One record, by its permanent id",
        [{ name: "id", in: "path", required: true, schema: { type: "string", pattern: "^urn:uuid:" } }],
        { 200: json("The record.", "Record"), 404: problem("No record of this id is in a register.") },
      ),
      [path(AWARDS)]: get(
        "listAwards",
        "The awards in records, newest record first; of one recipient in all its spellings",
        parametersOf(AskedSchema),
        {
          200: json("The awards in a page of records.", "Awards"),
          400: problem("A parameter is wrong: “errors” names each."),
          404: problem("No office of this name has a register."),
        },
      ),
      [path(AWARDS_CSV)]: get("awardsCsv", "The same as one CSV file", parametersOf(AskedSchema), {
        200: { description: "All of them.", content: { "text/csv": { schema: { type: "string" } } } },
        400: problem("A parameter is wrong: “errors” names each."),
        404: problem("No office of this name has a register."),
        413: problem("Too much for one file: ask for one year, or for one office."),
      }),
      ...Object.fromEntries(
        RETURNS.map(({ id, title, law }) => [
          path(RETURN_CSV).replace(":file", `${id}.csv`),
          get(`return-${id}`, `${title}, as CSV (${law})`, parametersOf(AskedSchema), {
            200: { description: "All of them.", content: { "text/csv": { schema: { type: "string" } } } },
            400: problem("A parameter is wrong: “errors” names each."),
            404: problem("No office of this name has a register."),
            413: problem("Too much for one file: ask for one year, or for one office."),
          }),
        ]),
      ),
      ...Object.fromEntries(
        (["atom", "json"] as const).map((type) => [
          `${path(FEED)}.${type}`,
          get(`feed-${type}`, "The newest of the same as a feed", parametersOf(FeedSchema), {
            200: {
              description: "A feed: of an office, a category, a recipient.",
              content: { [FEED_TYPES[type].split(";")[0]!]: { schema: { type: "string" } } },
            },
            400: problem("A parameter is wrong: “errors” names each."),
            404: problem("No office of this name has a register."),
          }),
        ]),
      ),
      [path(QUESTIONS)]: get(
        "listQuestions",
        "What those who scrutinise an office asked it and what was answered, newest first, a page at a time",
        parametersOf(QuestionsAskedSchema),
        {
          200: json("A page of what was asked.", "Questions"),
          400: problem("A parameter is wrong: “errors” names each."),
          404: problem("No office of this name has a register."),
        },
      ),
      [path(QUESTION).replaceAll(/:(\w+)/g, "{$1}")]: get(
        "getQuestion",
        "One of these, by its office and its name in addresses",
        ["office", "id"].map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
        {
          200: json("What was asked.", "Question"),
          404: problem("Nothing that was asked has this address."),
        },
      ),
      [path(OFFICES)]: get("listOffices", "Every office that has a register", [], {
        200: json("The offices, by name.", "Offices"),
      }),
    },
    components: {
      schemas: {
        Record: schemaOf(RecordDataSchema),
        Records: withItems(RecordsSchema, "records", ref("Record")),
        Award: schemaOf(AwardDataSchema),
        Awards: withItems(AwardsSchema, "awards", ref("Award")),
        Question: schemaOf(QuestionDataSchema),
        Questions: withItems(QuestionsSchema, "questions", ref("Question")),
        Offices: schemaOf(OfficesSchema),
        Problem: schemaOf(ProblemSchema),
      },
    },
  });
}

/** A list, with what is in it by reference: its schema is said once. */
function withItems(list: GenericSchema, name: string, items: Json): Json {
  const schema = schemaOf(list);
  return { ...schema, properties: { ...(schema.properties as Json), [name]: { type: "array", items } } };
}

function parametersOf(schema: GenericSchema): unknown[] {
  const { properties, required } = schemaOf(schema) as {
    properties: Record<string, Json>;
    required: string[];
  };
  return Object.entries(properties).map(([name, { description, ...of }]) => ({
    name,
    in: "query",
    ...(required.includes(name) && { required: true }),
    description,
    schema: of,
  }));
}

function schemaOf(schema: GenericSchema): Json {
  const { $schema: _, ...rest } = toJsonSchema(schema, {
    target: "draft-2020-12",
    typeMode: "input",
    errorMode: "ignore",
  });
  return rest as Json;
}

function text(value: Json): string {
  return `${JSON.stringify({ ...("openapi" in value ? {} : { $schema: "https://json-schema.org/draft/2020-12/schema" }), ...value }, null, 2)}\n`;
}
