/** The dates of plain papers, as their layouts give them: under a label, in a title, in a range of years. */
import { describe, expect, it } from "vitest";
import { proofreadText } from "#core/checks/proofread.ts";

/** What a rule quotes in a text; empty where it finds nothing. */
const quoted = (rule: string, text: string) =>
  proofreadText(text)
    .filter((f) => f.rule === rule)
    .flatMap((f) => f.why)
    .join(" | ");

const RECORD = (decided: string, words: string) => `Issue:

Motor claims

${words}

Date of Decision:

${decided}

Decision Maker:

PCC`;

describe("the day of decision, under its label", () => {
  it("is held against the calendar", () => {
    expect(
      quoted("day-off", RECORD("4th January 2014", "The Commissioner has approved the policy.")),
    ).toContain("a Saturday");
    expect(quoted("day-off", RECORD("3rd January 2014", "The Commissioner has approved the policy."))).toBe(
      "",
    );
  });

  it("is held against what it authorises: begun before it, or over", () => {
    const began = "The contract is for the period 1 November 2013 – 31 December 2014.";
    expect(quoted("start-decided", RECORD("6th January 2014", began))).toContain("1 November 2013");
    expect(quoted("start-decided", RECORD("6th October 2013", began))).toBe("");
    const over = "The Commissioner has agreed to fund the ward scheme until March 31, 2020.";
    expect(quoted("start-decided", RECORD("12th November 2020", over))).toContain("March 31, 2020");
    expect(quoted("start-decided", RECORD("12th November 2019", over))).toBe("");
    const current = "The current agreement was extended until March 31, 2020, and a new one is approved.";
    expect(quoted("start-decided", RECORD("12th November 2020", current))).toBe("");
    const years = "The PCC has agreed to enter into a partnership for a 3-year period (2022-25).";
    expect(quoted("start-decided", RECORD("27 March 2023", years))).toContain("(2022-25)");
    expect(quoted("start-decided", RECORD("28 March 2022", years))).toBe("");
  });

  it("is not the day of publication", () => {
    const dates = "Publication date: 10/05/2025\n\nDate of decision: 01/05/2025";
    expect(quoted("day-off", dates)).toBe("");
  });
});

it("an officer's approval on a Sunday", () => {
  const paper = (day: string) => `Chief Officer approval: Chief Constable – ${day}\n\nDate: 31/03/2025`;
  expect(quoted("day-off", paper("6/4/25"))).toContain("a Sunday");
  expect(quoted("day-off", paper("7/4/25"))).toBe("");
});

describe("a year left from an earlier paper", () => {
  const paper = (month: string) =>
    `Decision 048 – Safety Fund Applications – ${month}\n\nSummary:\n\nFor 2020/21 the Commissioner has made available £538,000 of funding.`;
  it("is known by the month in the title", () => {
    expect(quoted("year-stale", paper("November 2021"))).toContain("2020/21");
    expect(quoted("year-stale", paper("March 2021"))).toBe("");
  });
});

describe("the year of the number and of the title", () => {
  const paper = (title: string, day: string) =>
    `${title}\n\nTo fund a van.\n\nSignature: A Hale\n\nDate: ${day}`;
  it("is that of the decision", () => {
    expect(quoted("number-year", paper("Decision 09/2023 – Support services", "11 July 2022"))).toContain(
      "09/2023",
    );
    expect(quoted("number-year", paper("Decision 09/2023 – Support services", "11 July 2023"))).toBe("");
    expect(quoted("number-year", paper("56/2024-25 – Fund application", "28 February 2024"))).toContain(
      "56/2024-25",
    );
    expect(quoted("number-year", paper("56/2024-25 – Fund application", "28 February 2025"))).toBe("");
    const title = "Decision record – Fund applications – October 2020";
    expect(quoted("year-apart", paper(title, "16th October 2019"))).toContain("October 2020");
    expect(quoted("year-apart", paper(title, "16th October 2020"))).toBe("");
  });

  it("is held against the years that the paper says are to come", () => {
    const paper = (year: string) =>
      `Decision number: 44/2024-25\n\nSummary:\n\nFor ${year} the Commissioner has made available £383,000.`;
    expect(quoted("year-stale", paper("2022/23"))).toContain("2022/23");
    expect(quoted("year-stale", paper("2024/25"))).toBe("");
    const covers =
      "Date: 10 April 2025\n\nThe framework has been reviewed, and approval is sought of the one which will cover";
    expect(quoted("year-stale", `${covers} 2023/24.`)).toContain("2023/24");
    expect(quoted("year-stale", `${covers} 2025/26.`)).toBe("");
  });
});

describe("a plan that ends too soon", () => {
  const plan = "The award supports the Police and Crime Plan 2022-25.";
  it("is held against the year in the title, and the day until which money runs", () => {
    expect(quoted("plan-ends", `Borough funding – 2026/27\n\n${plan}`)).toContain("31 March 2027");
    expect(quoted("plan-ends", `Borough funding – 2024/25\n\n${plan}`)).toBe("");
    expect(quoted("plan-ends", `Extension\n\n${plan} Grants are extended until 31 March 2026.`)).toContain(
      "31 March 2026",
    );
  });
});

describe("a date in figures", () => {
  const note = (text: string) => quoted("date-ambiguous", text);
  it("is noted once a paper", () => {
    expect(note("It was reported on 09/10/2016 and again on 10/11/2016.")).toBe(
      "“09/10/2016” | 9 October 2016 or 10 September 2016 | so can “10/11/2016”",
    );
  });
  it("is settled by the paper's other dates", () => {
    expect(note("Date: 12/03/2024\n\nSigned: A Hale\n\nDate: 13/03/2024")).toBe("");
    expect(note("The board met on 9 October 2016. Date: 09/10/2016")).toBe("");
  });
});

it("a span whose length stands between its two dates", () => {
  const words = (years: string) =>
    `He was appointed on a fixed term commencing 29 April 2019, running for ${years} years to 29 April 2024.`;
  expect(quoted("stated-length", `Decision\n\n${words("four")}`)).toContain("5 years");
  expect(quoted("stated-length", `Decision\n\n${words("five")}`)).toBe("");
});
