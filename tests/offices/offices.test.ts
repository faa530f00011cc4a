import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, describe, expect, it } from "vitest";
import { checkExample } from "#core/form/check/example.ts";
import { checkOffice } from "#core/form/check.ts";
import { londonDate } from "#core/form/dates.ts";
import { BlockSchema, FormSchema, OUTCOMES } from "#core/form/definition.ts";
import { FieldSchema } from "#core/form/fields.ts";
import { MEANINGS } from "#core/form/meaning.ts";
import { getForm, POST_KINDS } from "#core/form/office.ts";
import { firstNumber, formatReference, periodOf } from "#core/form/series.ts";
import { loadOffice, loadOffices, readJson } from "#core/offices/index.ts";
import { officeJsonSchema } from "#infra/local/office-schema.ts";

const OFFICES = join(import.meta.dirname, "../../core/offices");
const offices = loadOffices();
/** Those that a first start plays. */
const records = offices.flatMap(({ office, examples }) => examples.map((e) => ({ office, ...e })));

describe("the offices that ship", () => {
  it("are six, with a record for every form and one that waits for a signature", () => {
    expect(offices).toHaveLength(6);
    for (const { office, examples, outcomes } of offices)
      for (const form of office.forms)
        expect(
          [...examples, ...outcomes].filter((r) => r.example.form === form.id),
          office.office,
        ).not.toEqual([]);
    expect(records.filter((r) => r.example.expect.state === "review")).toHaveLength(1);
  });

  it.each(offices.map((o) => [o.office.office, o] as const))(
    "%s: nothing is wrong, not even a warning",
    (_, { folder }) => {
      expect(checkOffice(readJson(join(folder, "office.json")))).toEqual([]);
    },
  );

  const scripts = offices.flatMap(({ office, outcomes }) => outcomes.map((o) => ({ office, ...o })));
  it.each([...records, ...scripts].map((r) => [r.name, r] as const))(
    "%s: can be typed in, submitted and signed as it says",
    (_, { office, file }) => {
      expect(checkExample(office, readJson(file), "2026-02-03T10:00:00Z")).toEqual([]);
    },
  );

  it.each(
    records.flatMap((r) => (r.example.expect.reference ? [[r.example.expect.reference, r] as const] : [])),
  )("%s is the first number of its series", (reference, { office, example }) => {
    const series = office.series![getForm(office, example.form).series!]!;
    const decided = londonDate(example.signOffs!.at(-1)!.at!);
    expect(formatReference(series, firstNumber(series, periodOf(series, decided)), decided)).toBe(reference);
  });

  it("have people of invented names at addresses that can reach no one", () => {
    for (const { office } of offices)
      for (const { email } of [...(office.people ?? []), office.body.contact])
        expect(email).toMatch(/\.example$/);
  });
});

describe("a folder of offices", () => {
  const folder = mkdtempSync(join(tmpdir(), "offices-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (text: string) => writeFileSync(join(folder, "office.json"), text);

  it("says what is wrong by file and path", () => {
    const raw = JSON.parse(readFileSync(join(OFFICES, "cleveland/office.json"), "utf8"));
    raw.forms[0].layout[4].field = "titel";
    write(JSON.stringify(raw));
    expect(() => loadOffice(folder)).toThrow(
      /office\.json is not right:\n {2}forms\.[a-z-]+\.layout\[4\]\.field: There is no field/,
    );
  });

  it("says where a file is not JSON", () => {
    write('{ "office": "kent",, }');
    expect(() => loadOffice(folder)).toThrow(/office\.json cannot be read: .*line 1 column 20/);
  });

  it("is empty where no folder holds an office", () =>
    expect(loadOffices(join(OFFICES, "norfolk/examples"))).toEqual([]));
});

describe("what helps a writer", () => {
  const readme = readFileSync(join(OFFICES, "README.md"), "utf8");

  it("the JSON Schema is fresh (npm run office -- schema)", () => {
    expect(readJson(join(OFFICES, "office.schema.json"))).toEqual(JSON.parse(officeJsonSchema()));
    for (const { folder } of offices)
      expect(
        existsSync(join(folder, (readJson(join(folder, "office.json")) as { $schema: string }).$schema)),
      ).toBe(true);
  });

  const words = {
    "field type": literals(FieldSchema, "type"),
    block: literals(BlockSchema, "block"),
    meaning: Object.keys(MEANINGS),
    outcome: [...OUTCOMES],
    post: [...POST_KINDS],
    "setting of a form": Object.keys(FormSchema.entries),
  };
  it.each(Object.entries(words).flatMap(([what, list]) => list.map((word) => [what, word] as const)))(
    "the guide tells of the %s %s",
    (_, word) => expect(readme).toContain(`\`${word}\``),
  );

  it("the guide's own JSON can be read", () => {
    const blocks = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map((m) => m[1]!.replaceAll("…", "null"));
    expect(blocks.length).toBeGreaterThan(5);
    for (const block of blocks)
      expect(() => JSON.parse(block.startsWith('"') ? `{${block}}` : block)).not.toThrow();
  });

  it("the guide is short", () => expect(readme.split("\n").length).toBeLessThan(250));
});

/** The values of a variant's discriminator. */
function literals(schema: v.GenericSchema<unknown, unknown>, key: string): string[] {
  const variant = (
    "getter" in schema ? (schema as unknown as { getter(input: unknown): unknown }).getter(undefined) : schema
  ) as { options: { entries: Record<string, { literal: string }> }[] };
  return variant.options.map((o) => v.parse(v.string(), o.entries[key]?.literal));
}
