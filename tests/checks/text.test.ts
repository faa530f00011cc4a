/** The layer that reads prose: amounts, dates, spans of time, lengths, blocks, names and references. */
import { describe, expect, it } from "vitest";
import { findAmounts } from "#core/checks/text/amounts.ts";
import { blocksOf } from "#core/checks/text/blocks.ts";
import { findDates, findRanges } from "#core/checks/text/dates.ts";
import { findLengths, fits, inWords } from "#core/checks/text/lengths.ts";
import { findBodies, sameBody } from "#core/checks/text/names.ts";
import { findReferences } from "#core/checks/text/references.ts";
import { blankMarkup, quoteOf, sentences } from "#core/checks/text/words.ts";

describe("amounts", () => {
  it.each([
    ["the sum of £27,690 is", 2_769_000],
    ["£370, 083 for the first year", 37_008_300],
    ["£0.600m of capital", 60_000_000],
    ["£50k and no more", 5_000_000],
    ["£1.2 million", 120_000_000],
    ["100,000 per annum for two years", 10_000_000],
    ["£200,124.66 in July", 20_012_466],
    ["£121 197", 12_119_700],
    ["£229,135.00", 22_913_500],
    ["GBP 5,000", 500_000],
    ["£43m", 4_300_000_000],
  ])("%s", (text, pence) => expect(findAmounts(text).map((a) => a.pence)).toEqual([pence]));

  it("does not run an amount into the number after it", () => {
    expect(findAmounts("of £50,000, 100 people were helped").map((a) => a.pence)).toEqual([5_000_000]);
    expect(findAmounts("It cost £500. 12 came.").map((a) => a.pence)).toEqual([50_000]);
    expect(findAmounts("a fee of £5 meals included").map((a) => a.pence)).toEqual([500]);
  });

  it("finds no money where there is none", () => {
    for (const text of ["1,200 people", "in 2023/24", "paragraph 4.1", "decision 15/2024", "020 7946 0123"])
      expect(findAmounts(text), text).toEqual([]);
  });

  it("knows a rate, an approximation, a total, and an odd form", () => {
    const [rate] = findAmounts("at £95,000 per annum");
    expect(rate?.rate).toBe("year");
    expect(findAmounts("£50,000 each")[0]?.rate).toBe("each");
    expect(findAmounts("£11.44 an hour")[0]?.rate).toBe("hour");
    expect(findAmounts("up to £1 million")[0]?.about).toBe(true);
    expect(findAmounts("a total of £169,674.48")[0]?.total).toBe(true);
    expect(findAmounts("(£229,135.00 overall)")[0]?.total).toBe(true);
    expect(findAmounts("£12,5000")[0]?.odd).toBe(true);
    expect(findAmounts("£12,500.00")[0]?.odd).toBe(false);
  });

  it("spans and quotes are of the text itself", () => {
    const text = "First £1,000 and then £2,500.50 more";
    for (const a of findAmounts(text)) expect(quoteOf(text.slice(...a.span))).toBe(a.quote);
  });
});

describe("dates", () => {
  it.each([
    ["31st March 2024", "2024-03-31"],
    ["1 st of April 2024", "2024-04-01"],
    ["MONDAY 6 MARCH 2023", "2023-03-06"],
    ["the 9th of Oct. 2016", "2016-10-09"],
    ["01.11.23", "2023-11-01"],
    ["01.11.2023", "2023-11-01"],
    ["12/02/2024", "2024-02-12"],
    ["18th February, 2022", "2022-02-18"],
    ["2024-02-12", "2024-02-12"],
    ["April 1, 2024", "2024-04-01"],
    ["03/25/2024", "2024-03-25"],
  ])("%s", (text, iso) => {
    const [date] = findDates(text);
    expect([date?.precision, date?.from, date?.to]).toEqual(["day", iso, iso]);
  });

  it("reads months and financial years as spans", () => {
    expect(findDates("by mid-March 2023")[0]).toMatchObject({
      precision: "month",
      from: "2023-03-01",
      to: "2023-03-31",
    });
    for (const text of ["2024/25", "2024-25", "2024/2025", "24/25"])
      expect(findDates(text)[0], text).toMatchObject({
        from: "2024-04-01",
        to: "2025-03-31",
        financialYear: true,
      });
  });

  it("leaves what is no date: plans' years, references, paragraph numbers, times", () => {
    for (const text of [
      "2013-18",
      "15/2024",
      "2023/2024 - 0022",
      "8.2.1",
      "1 in 4 people",
      "10:30",
      "5 may come",
    ])
      expect(
        findDates(text).filter((d) => !d.yearless),
        text,
      ).toEqual([]);
  });

  it("keeps both readings of a date in figures", () => {
    expect(findDates("09/10/2016")[0]).toMatchObject({ from: "2016-10-09", other: "2016-09-10" });
    expect(findDates("06/06/2016")[0]?.other).toBeUndefined();
    expect(findDates("31/06/2016")[0]?.impossible).toBe(true);
  });

  it.each([
    ["1 November 2023 – 31 July 2024", "2023-11-01", "2024-07-31"],
    ["from the 1st of April 2024 until the 31st of March 2025", "2024-04-01", "2025-03-31"],
    ["between 1 April and 30 June 2024", "2024-04-01", "2024-06-30"],
    ["1 November to 31 March 2025", "2024-11-01", "2025-03-31"],
    ["from July 2021 to October 2023", "2021-07-01", "2023-10-31"],
    ["from April to June 2024", "2024-04-01", "2024-06-30"],
    ["on the 01 October 2023, through to 31 March 2025", "2023-10-01", "2025-03-31"],
    ["01/04/2024-31/03/2025", "2024-04-01", "2025-03-31"],
  ])("a span: %s", (text, from, to) => {
    expect(findRanges(text, findDates(text)).map((r) => [r.from, r.to])).toEqual([[from, to]]);
  });

  it("two dates joined by “and” are a span only after “between”", () => {
    const text = "met on 1 May 2024 and 3 June 2024";
    expect(findRanges(text, findDates(text))).toEqual([]);
  });
});

describe("lengths", () => {
  it.each([
    ["the 11 month timescale for delivery", 11],
    ["a two year Domestic Abuse Perpetrator Programme", 24],
    ["an 18-month period", 18],
    ["for twelve (12) months", 12],
    ["run the programme for two years", 24],
  ])("%s", (text, months) => expect(findLengths(text)[0]?.months).toBe(months));

  it("sets aside what is another's, an option, a deadline or an age", () => {
    for (const text of [
      "the previous 18-month contract",
      "an option to extend the contract for two years",
      "within a six month period",
      "ran for three years",
    ])
      expect(
        findLengths(text).every((l) => l.aside),
        text,
      ).toBe(true);
    expect(findLengths("children aged 11 months")).toEqual([]);
  });

  it("counts months, both ends inclusive", () => {
    expect(inWords("2023-11-01", "2024-07-31")).toBe("9 months");
    expect(inWords("2023-04-01", "2025-03-31")).toBe("2 years");
    expect(inWords("2024-02-01", "2024-02-29")).toBe("1 month");
    const nine = { span: [0, 1] as [number, number], quote: "", months: 9, aside: false };
    expect(fits(nine, { from: "2023-11-01", to: "2024-07-31", exact: true })).toBe(true);
    expect(fits({ ...nine, months: 10 }, { from: "2023-11-01", to: "2024-07-31", exact: true })).toBe(false);
    expect(fits({ ...nine, months: 27 }, { from: "2021-07-01", to: "2023-10-31", exact: false })).toBe(true);
  });
});

describe("blocks and sentences", () => {
  const kinds = (text: string) => blocksOf(text).map((b) => [b.kind, quoteOf(text.slice(b.start, b.end))]);

  it("joins wrapped lines, and a paragraph over a page break", () => {
    const text =
      "The service was funded through grant monies received after a\nbid was made to the Home Office and\n\nreceived in the spring.\n\nNext paragraph here.";
    expect(kinds(text).map(([k]) => k)).toEqual(["paragraph", "paragraph"]);
  });

  it("knows headings, items, rows, and a label with its answer", () => {
    expect(
      kinds(
        "## Background\n\n1. First point here\n2. Second point here\n\nYear\tAmount\n2024/25\t£5,000\n\nRisk:\n\nN/A",
      ),
    ).toEqual([
      ["heading", "## Background"],
      ["item", "1. First point here"],
      ["item", "2. Second point here"],
      ["row", "Year Amount"],
      ["row", "2024/25 £5,000"],
      ["heading", "Risk:"],
      ["paragraph", "N/A"],
    ]);
    expect(kinds("5. Financial implications\n5.1 The cost is met.")[0]?.[0]).toBe("heading");
  });

  it("knows labels and paragraphs of a text that is not wrapped", () => {
    const long = `${"The Commissioner has made money available to community groups ".repeat(3)}this year.`;
    const text = `${long}\nApplications for the Fund:\nRiver Care\nTo award River Care £5,000.\n${long}\nThe club was told.\nRecommendation:\n- £5,000 to River Care`;
    expect(kinds(text).map(([kind, words]) => `${kind}: ${words?.slice(0, 26)}`)).toEqual([
      "paragraph: The Commissioner has made ",
      "heading: Applications for the Fund:",
      "paragraph: River Care",
      "paragraph: To award River Care £5,000",
      "paragraph: The Commissioner has made ",
      "paragraph: The club was told.",
      "heading: Recommendation:",
      "item: - £5,000 to River Care",
    ]);
  });

  it("ends sentences where they end", () => {
    const cut = (text: string) => sentences(text).map(([a, b]) => text.slice(a, b).trim());
    expect(cut("Decision no. 15/2024 was taken. It cost £1.5 million. Dr. Hale wrote it.")).toEqual([
      "Decision no. 15/2024 was taken.",
      "It cost £1.5 million.",
      "Dr. Hale wrote it.",
    ]);
  });

  it("blanks markup without moving a character", () => {
    const text = "**Decision** by [DRF 2021](#) on the 1<sup>st</sup> of `May`";
    expect(blankMarkup(text)).toHaveLength(text.length);
    expect(quoteOf(blankMarkup(text))).toBe("Decision by DRF 2021 on the 1st of May");
  });
});

describe("names and references", () => {
  it("finds bodies by how their names end", () => {
    const text = "Should it fail, Norfolk County Council must tell The Change Project and Jane Smith.";
    expect(findBodies(text).map((b) => b.name)).toEqual(["Norfolk County Council", "The Change Project"]);
  });

  it("knows one body under two names, and two under two", () => {
    expect(sameBody("The Change Project", "Change Project")).toBe(true);
    expect(sameBody("OPCC", "Office of the Police and Crime Commissioner")).toBe(true);
    expect(sameBody("Harbour", "Harbour Support Services")).toBe(true);
    expect(sameBody("Norfolk County Council", "The Change Project")).toBe(false);
    expect(sameBody("Northfield Council", "Southfield Council")).toBe(false);
  });

  it("finds references, and not years", () => {
    const found = (text: string) => findReferences(text).map((r) => r.typed);
    expect(found("recorded in DRF 2021-0007335 and Decision 15/2024")).toEqual([
      "DRF 2021-0007335",
      "15/2024",
    ]);
    expect(found("see decision notice number 048/2021")).toEqual(["048/2021"]);
    expect(found("the decision of 2024/25, taken on 01/04/2024, for FY 2023/24")).toEqual([]);
  });
});
