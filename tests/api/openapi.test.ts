/** What is published about the data is what the schemas say, and every record holds to it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { expect, test } from "vitest";
import { RecordDataSchema } from "#core/notice/data-schema.ts";
import { entryOf } from "#core/notice/entry.ts";
import { decisionOf } from "#core/notice/open-data.ts";
import { openApi, openDataSchema } from "#infra/local/openapi.ts";
import { busyYear, decided, EXAMPLES, facts, ORIGIN } from "#tests/notice/published.ts";

const committed = (path: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../..", path), "utf8"));

test("the description of the API and the schema of the data are current: `npm run office -- schema`", () => {
  expect(committed("core/api/openapi.json")).toEqual(JSON.parse(openApi()));
  expect(committed("core/notice/open-data.schema.json")).toEqual(JSON.parse(openDataSchema()));
});

test("the description names every parameter with its words, and refers only to what it has", () => {
  const api = JSON.parse(openApi());
  const parameters: { name: string; description: string }[] = api.paths["/records"].get.parameters;
  expect(parameters.map((p) => p.name)).toContain("since");
  for (const { name, description } of parameters) expect(description, name).toMatch(/\w+/);
  for (const [, name] of JSON.stringify(api).matchAll(/#\/components\/schemas\/(\w+)/g))
    expect(Object.keys(api.components.schemas)).toContain(name);
});

test("every kind of record holds to the schema", () => {
  const published = Object.keys(EXAMPLES).map((of) => decided(of as keyof typeof EXAMPLES));
  const [first] = published;
  const views = [
    ...published,
    { ...first!, state: "withheld" as const },
    { ...first!, state: "withdrawn" as const },
  ];
  const entries = [...views.map((view) => entryOf(view, facts(view))), ...busyYear(20)];
  for (const entry of entries) {
    const data = JSON.parse(JSON.stringify(decisionOf(entry, ORIGIN)));
    expect(v.parse(RecordDataSchema, data)).toEqual(data);
  }
});
