import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entryOf } from "#core/notice/entry.ts";
import { numberLines, runsIn } from "#core/notice/numbers.ts";
import { csvCell, csvOf, jsonOf, schemaOf } from "#core/notice/open-data.ts";
import { busyYear, decided, EXAMPLES, facts, ORIGIN, officeOf } from "./published.ts";

const ALL = Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[];
const entries = ALL.map((of) => entryOf(decided(of), facts(decided(of))));

describe("CSV", () => {
  test("quotes by RFC 4180: what is read back is what was written", () => {
    const field = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", "\n", "\r", " ", ";", "£", "=") });
    fc.assert(
      fc.property(fc.array(field, { minLength: 1 }), (cells) => {
        const read = parseCsv(`${cells.map((c) => csvCell(c)).join(",")}\r\n`)[0]!;
        expect(read.map((c, i) => (c === `'${cells[i]}` ? cells[i] : c))).toEqual(cells);
      }),
    );
  });

  test("lets no text run as a formula, and leaves numbers numbers", () => {
    const hostile = [
      "=1+1",
      "+1",
      "-1",
      "@SUM(A1)",
      "\t=1",
      " =1",
      "\r=1",
      '=HYPERLINK("http://x","y")',
      "＝1",
    ];
    for (const text of hostile) expect(parseCsv(`${csvCell(text)}\r\n`)[0]![0]).toBe(`'${text}`);
    expect(csvCell(["=1", "b"])).toBe("'=1; b");
    expect(csvCell(-5)).toBe("-5");
    expect(csvCell("2023/2024 - 0022")).toBe("2023/2024 - 0022");
  });

  test("guards a title and a recipient that begin like formulas", () => {
    const view = decided("decision");
    const funding = { awards: [{ recipient: "@evil", amount: 1 }] };
    const answers = { ...view.answers, title: "=cmd|' /C calc'!A0", funding };
    const [, row] = table(csvOf([entryOf({ ...view, answers }, facts(view))], ORIGIN));
    expect(row).toMatchObject({ title: "'=cmd|' /C calc'!A0", recipients: "'@evil" });
  });

  test("has the same columns for every office, dates as ISO and amounts in pounds and pence", () => {
    const csv = csvOf(entries, ORIGIN);
    expect(csv.startsWith("\ufeffreference,title,")).toBe(true);
    const rows = parseCsv(csv.slice(1));
    expect(new Set(rows.map((r) => r.length)).size).toBe(1);
    const [, cleveland, , , , norfolk] = table(csv);
    expect(cleveland).toMatchObject({
      reference: "2023/2024 - 0022",
      decided_on: "2023-11-01",
      amount: "27690.00",
      recipients: "Harbour",
      page: `${ORIGIN}/decisions/cleveland/2023-2024-0022/`,
      pdf: `${ORIGIN}/decisions/cleveland/2023-2024-0022/2023-2024-0022.pdf`,
    });
    expect(norfolk).toMatchObject({ reference: "15/2024", decided_on: "2024-02-12", amount: "169674.48" });
    expect(norfolk?.sources).toContain("; ");
  });
});

describe("JSON", () => {
  const office = { slug: "cleveland", name: "Police and Crime Commissioner for Cleveland" };
  const numbers = numberLines(officeOf("cleveland"), runsIn(busyYear(40), []));
  const of = { office, year: "2023", numbers };

  test("holds to the schema published beside it", () => {
    const schema = JSON.parse(schemaOf(ORIGIN)) as Schema;
    const stub = entryOf({ ...decided("decision"), state: "withheld" }, facts(decided("decision")));
    const withdrawn = entryOf({ ...decided("decision"), state: "withdrawn" }, facts(decided("decision")));
    const json = JSON.parse(jsonOf(of, [...entries, ...busyYear(40), stub, withdrawn], ORIGIN));
    expect(faults(schema, json)).toEqual([]);
    expect(json.decisions).toHaveLength(entries.length + 42);
    expect(json.$schema).toBe(schema.$id);
  });

  test("the schema refuses what is not in it", () => {
    const schema = JSON.parse(schemaOf(ORIGIN)) as Schema;
    const good = JSON.parse(jsonOf(of, entries, ORIGIN));
    const wrong = (change: object) =>
      faults(schema, { ...good, decisions: [{ ...good.decisions[0], ...change }] });
    expect(wrong({ amount: "27690" })).toEqual(["/decisions/0/amount is no number"]);
    expect(wrong({ status: "secret" })).toEqual([
      "/decisions/0/status is not one of published, withheld, withdrawn, unpublished",
    ]);
    expect(wrong({ reason: "x" })).toEqual(["/decisions/0/reason is unknown"]);
    expect(wrong({ title: undefined })).toEqual(["/decisions/0/title is missing"]);
  });
});

interface Schema {
  $id?: string;
  type?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: Schema;
  format?: string;
}

/** The part of JSON Schema that our schema uses. */
function faults(schema: Schema, value: unknown, at = ""): string[] {
  if (schema.enum)
    return schema.enum.includes(value) ? [] : [`${at} is not one of ${schema.enum.join(", ")}`];
  if (schema.type === "array")
    return Array.isArray(value)
      ? value.flatMap((v, i) => faults(schema.items!, v, `${at}/${i}`))
      : [`${at} is no list`];
  if (schema.type === "object") {
    const object = value as Record<string, unknown>;
    return [
      ...(schema.required ?? []).filter((k) => object[k] === undefined).map((k) => `${at}/${k} is missing`),
      ...Object.entries(object)
        .filter(([, v]) => v !== undefined)
        .flatMap(([k, v]) =>
          schema.properties?.[k] ? faults(schema.properties[k], v, `${at}/${k}`) : [`${at}/${k} is unknown`],
        ),
    ];
  }
  if (typeof value !== schema.type) return [`${at} is no ${schema.type}`];
  if (schema.format === "date" && !/^\d{4}-\d\d-\d\d$/.test(String(value))) return [`${at} is no date`];
  if (schema.format === "uri" && !URL.canParse(String(value))) return [`${at} is no address`];
  return [];
}

/** Rows by the names of their columns; the first is the header itself. */
function table(csv: string): Record<string, string>[] {
  const [head = [], ...rows] = parseCsv(csv.slice(1));
  return [head, ...rows].map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ""])));
}

/** A reader of RFC 4180, written apart from the writer. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const [, quoted, plain, end] of csv.matchAll(cell)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
