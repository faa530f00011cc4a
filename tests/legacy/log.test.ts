/** Logs as offices kept them, and files that are none: each is read, or refused in words that say what to do. */
import { describe, expect, test } from "vitest";
import { MAX_BYTES, readCsv } from "#core/legacy/csv.ts";
import { fitColumns, parseMapping } from "#core/legacy/mapping.ts";
import { lookAt } from "#core/legacy/pdf.ts";
import { reportCsv } from "#core/legacy/report.ts";
import { addressKey, readTable } from "#core/legacy/table.ts";
import { PLAIN, pdfOf } from "./log.ts";

const TODAY = "2026-03-02";
const { file: _, ...columns } = PLAIN.columns;
const mapping = (more: object = {}) => parseMapping({ ...PLAIN, columns, ...more });
const read = (csv: string | Uint8Array, more: object = {}) =>
  readTable(readCsv(typeof csv === "string" ? Buffer.from(csv) : csv), mapping(more), TODAY);
const rows = (...lines: string[]) => `No,Title,Date,Amount\n${lines.join("\n")}\n`;
const utf16 = (text: string) => Buffer.from(text, "utf16le");

describe("a CSV", () => {
  const text = rows('1,"Café, “new”",01/02/2020,£5');
  test.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16", utf16(`\ufeff${text}`)],
    ["UTF-16 without its mark", utf16(text)],
    ["UTF-16 the other way about", utf16(`\ufeff${text}`).swap16()],
    ["semicolons", Buffer.from('No;Title;Date;Amount\r\n1;"Café, “new”";01/02/2020;£5\r\n')],
    ["tabs", Buffer.from("No\tTitle\tDate\tAmount\n1\tCafé, “new”\t01/02/2020\t£5")],
  ])("is read as %s", (_name, bytes) => {
    const { rows: found, odd } = read(bytes);
    expect(found[0]).toMatchObject({ title: "Café, “new”", decidedOn: "2020-02-01", amount: 500 });
    expect(odd).toEqual([]);
  });

  test("that is Windows-1252 is read so, and says it", () => {
    const bytes = Buffer.from(rows("1,Caf\xe9 \x96 a \xa3 sign,01/02/2020,\xa35"), "latin1");
    const { rows: found, odd } = read(bytes);
    expect(found[0]).toMatchObject({ title: "Café – a £ sign", amount: 500 });
    expect(odd[0]?.what).toContain("read as Windows-1252");
  });

  test("keeps quotes, line ends and words after a quote, and the line of each row", () => {
    const csv = 'No,Title,Date,Amount\n1,"A ""new""\nroof",01/02/2020,\n\n2,"Old" (revised),02/02/2020,\n';
    expect(read(csv).rows.map(({ line, title }) => [line, title])).toEqual([
      [2, 'A "new" roof'],
      [5, "Old (revised)"],
    ]);
  });

  test.each([
    ["nothing", Buffer.alloc(0), "The file is empty"],
    ["blank lines", Buffer.from("\n ,\n"), "no line with words"],
    ["a spreadsheet", Buffer.from("PK\x03\x04xxxx"), "save it as “CSV UTF-8”"],
    ["a PDF", Buffer.from("%PDF-1.7"), "a PDF, not a CSV"],
    ["a NUL", Buffer.from(rows("1,A\0B,01/02/2020,")), "Line 2 holds a character that no text has"],
    ["an open quote", Buffer.from(rows('1,"A,01/02/2020,', "2,B,01/02/2020,")), "Line 2 opens a quote mark"],
    ["two columns alike", Buffer.from("No,Title,title \n1,2,3"), "Two columns are called “title”"],
    ["a cell without end", Buffer.from(rows(`1,${"x".repeat(40_000)},01/02/2020,`)), "40,000 characters"],
    ["20 MB and more", Buffer.alloc(MAX_BYTES + 1, "a,b\n"), "at most 20 MB"],
    ["too many rows", Buffer.from(`No\n${"1\n".repeat(50_002)}`), "more than 50,000 rows"],
  ])("of %s is refused in words", (_name, bytes, words) => {
    expect(() => readCsv(bytes)).toThrow(words);
  });

  test("of 20 MB is read in a few seconds", () => {
    const line = `,"${"words, and more words ".repeat(40)}",01/02/2020,"£1,000"`;
    const csv = Buffer.from(rows(...Array.from({ length: 20_000 }, (_, i) => i + line)));
    expect(csv.length).toBeGreaterThan(17_000_000);
    const started = performance.now();
    expect(readCsv(csv).rows.length).toBe(20_000);
    expect(performance.now() - started).toBeLessThan(8000);
  });

  test("with a formula in it is text here, and in the report", () => {
    const { rows: found, odd } = read(rows('=1+1,"=HYPERLINK(""http://x"")",not a date,'));
    expect(found).toEqual([]);
    expect(reportCsv({ odd })).not.toMatch(/(^|,)"?=/m);
  });
});

describe("a mapping", () => {
  test.each([
    [
      { columns: { ...columns, title: "Subject" } },
      "names a column “Subject”, and the CSV has none of this name. It has: “No”",
    ],
    [{ columns: { ...columns, tittle: "Title" } }, "columns.tittle"],
    [{ office: "Not A Slug" }, "office"],
  ])("that does not fit says where: %j", (more, words) => {
    const csv = readCsv(Buffer.from(rows()));
    expect(() => fitColumns(mapping(more), csv)).toThrow(words);
  });

  test("finds columns in any case and spacing, takes the first that is filled, and names those unused", () => {
    const csv = "no , TITLE,Subject,date,amount,Notes\n1,,Second,01/02/2020,,x\n";
    const { rows: found, odd } = read(csv, { columns: { ...columns, title: ["Title", "Subject"] } });
    expect(found[0]?.title).toBe("Second");
    expect(odd[0]?.what).toBe("These columns are not used: “Notes”");
  });
});

describe("a row", () => {
  test.each([
    ["01/02/2020", "2020-02-01"],
    ["1st of February 2020", "2020-02-01"],
    ["Sat 1 Feb 20", "2020-02-01"],
    ["2020-02-01T00:00:00Z", "2020-02-01"],
    ["2020-02-01 00:00:00", "2020-02-01"],
    ["20200201", "2020-02-01"],
    ["01.02.20", "2020-02-01"],
    ["43862", "2020-02-01"],
  ])("is dated %s", (typed, iso) => {
    expect(read(rows(`1,A,${typed},`)).rows[0]?.decidedOn).toBe(iso);
  });

  test("dated with the month first is read so where the mapping says it, and else only where it must be", () => {
    expect(read(rows("1,A,02/03/2020,"), { dates: "month-first" }).rows[0]?.decidedOn).toBe("2020-02-03");
    const { rows: found, odd } = read(rows("1,A,04/25/2014,"));
    expect(found[0]?.decidedOn).toBe("2014-04-25");
    expect(odd[0]?.what).toContain("only a date with the month first");
  });

  test.each([
    ["£1,250.50", 125_050],
    ["£0.6m", 60_000_000],
    ["GBP 500", 50_000],
    ["£500 (grant)", 50_000],
    ["N/A", undefined],
    ["-", undefined],
  ])("amounts to %s", (typed, pence) => {
    const { rows: found, odd } = read(rows(`1,A,01/02/2020,"${typed}"`));
    expect(found[0]?.amount).toBe(pence);
    expect(odd).toEqual([]);
  });

  test.each(["£5 to £10", "about £500", "£5 per month", "see paper"])(
    "keeps “%s” as it is written",
    (typed) => {
      const { rows: found } = read(rows(`1,A,01/02/2020,${typed}`));
      expect(found[0]).toMatchObject({ amount: undefined, asWritten: [`Amount: ${typed}`] });
    },
  );

  test("has what belongs to it when it is put right, and is known by its number however that is typed", () => {
    const [a] = read(rows("PCC 2020-001,A,01/02/2020,")).rows;
    const [b] = read(rows("PCC-2020/1,B,02/02/2020,5")).rows;
    expect(b?.id).toBe(a?.id);
  });

  test("to come, and with more cells than there are columns, is odd", () => {
    const { odd } = read(rows("1,A,01/02/2030,5,6"));
    expect(odd.map((o) => o.what)).toEqual([
      expect.stringContaining("The row has 5 cells"),
      "It is decided on 01/02/2030, which is still to come",
    ]);
  });
});

describe("numbers", () => {
  const missing = (...numbers: string[]) =>
    read(rows(...numbers.map((n) => `${n},Title ${n},01/02/2020,`))).odd.map((o) => o.what);
  test("have their gaps named, in runs of their own", () => {
    expect(missing("001/2019", "002/2019", "005/2019", "001/2020")).toEqual([
      "The 2 numbers 003/2019 to 004/2019 are missing",
    ]);
    expect(missing("D1", "D3")).toEqual(["The number D2 is missing"]);
    expect(missing("2023/2024 - 0021", "2023/2024 - 0023")).toEqual([
      "The number 2023/2024 - 0022 is missing",
    ]);
  });
});

test.each([
  ["http://www.Old.example/Decisions/12/", "old.example/decisions/12"],
  ["https://old.example/a%20b?ID=5", "old.example/a b?id=5"],
])("the old address %s is looked up as %s", (address, key) => {
  expect(addressKey(address)).toBe(key);
});

test.each([
  ["text", "untagged"],
  ["tagged", "tagged"],
  ["scan", "scan"],
] as const)("a PDF of %s is %s", async (how, reads) => {
  expect(await lookAt(await pdfOf("Words", how))).toMatchObject({ pages: 1, reads });
});
