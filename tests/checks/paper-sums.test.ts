/** Sums and counts in plain papers: lists and the words around them, rates, years, sums written out. */
import { describe, expect, it } from "vitest";
import { proofreadText } from "#core/checks/proofread.ts";

/** What a rule quotes in a text; empty where it finds nothing. */
const quoted = (rule: string, text: string) =>
  proofreadText(text)
    .filter((f) => f.rule === rule)
    .flatMap((f) => f.why)
    .join(" | ");

describe("a list and what is said of it", () => {
  const bids = (
    count: string,
    total: string,
  ) => `The Commissioner has received ${count} bids that the board supports, as follows:

- Camera vehicles - £59,000
- Drive for Life - £15,000
- Virtual reality project - £15,000

The Commissioner is asked to release ${total} to support the ${count} schemes.`;

  it("has as many as the words before it say", () => {
    expect(quoted("list-count", bids("four", "£89,000"))).toContain("3 are listed");
    expect(quoted("list-count", bids("3", "£89,000"))).toBe("");
  });

  it("comes to the total after it", () => {
    expect(quoted("stated-sum", bids("three", "£98,000"))).toContain("£89,000");
    expect(quoted("stated-sum", bids("three", "£89,000"))).toBe("");
  });

  it("is counted by its own items, not those under them, and not where a count is loose", () => {
    expect(
      quoted("list-count", "There are two themes:\n\n- Victims\n  - support\n  - advice\n- Prevention"),
    ).toBe("");
    expect(quoted("list-count", "At least three grants were made:\n\n- to a hub\n- to a school")).toBe("");
    expect(quoted("list-count", "Plan 2022-26 priorities:\n\n- Victims\n- Prevention")).toBe("");
  });
});

it("a part, and the rest in the next sentence", () => {
  const paper = (rest: string) =>
    `The cost is £1,191,000 for the year. This is made up of £856,153 from the Ministry of Justice. The office increases this by ${rest} to help witnesses too.`;
  expect(quoted("stated-sum", paper("£343,847"))).toContain("£1,200,000");
  expect(quoted("stated-sum", paper("£334,847"))).toBe("");
});

describe("rates and years", () => {
  const bracket = (total: string) => `To award ${total} to Clean Slate (£20,000 a year over three years).`;
  it("a sum and its rate in brackets", () => {
    expect(quoted("rate-total", bracket("£80,000"))).toContain("£60,000");
    expect(quoted("rate-total", bracket("£60,000"))).toBe("");
  });

  const award = (total: string) =>
    `To award £30,000 to the Haven Trust. This is a multi-year award of ${total} over three years.`;
  it("one year's award, and that over its years", () => {
    expect(quoted("rate-total", award("£120,000"))).toContain("£40,000 a year");
    expect(quoted("rate-total", award("£90,000"))).toBe("");
  });

  it("a number of years, and the years named", () => {
    expect(quoted("stated-length", "The agreement is for a 4-year period (2026-29).")).toBe("");
    expect(quoted("stated-length", "The agreement is for a 5-year period (2022-25).")).toContain("3 years");
    const four = "It covers the four financial years of 2025-26 to";
    expect(quoted("stated-length", `${four} 2028-29.`)).toBe("");
    expect(quoted("stated-length", `${four} 2027-28.`)).toContain("3 years");
  });
});

it("a sum in words and in figures", () => {
  const offer = (figures: string) =>
    `A grant of four million four hundred and thirty-nine thousand nine hundred and ninety-eight pounds and seventy-two pence (${figures}) is offered.`;
  expect(quoted("amount-words", offer("£4,439,989.72"))).toContain("£4,439,998.72");
  expect(quoted("amount-words", offer("£4,439,998.72"))).toBe("");
});

it("a figure of five digits without a comma", () => {
  expect(quoted("amount-form", "To award £20000 to the mill.")).toContain("£20,000");
  expect(quoted("amount-form", "Small grants are up to £5000.")).toBe("");
});

describe("one thing said twice", () => {
  const paper = (first: string, second: string) =>
    `Summary

The funding is confirmed, with ${first} committed to domestic abuse and sexual violence provision in 2022/23.

Recommendation

Accept the commitment of ${second} to fund domestic abuse and sexual violence provision in 2022/23.`;

  it("has one sum", () => {
    expect(quoted("sum-twice", paper("£2,518,400", "£3,777,600"))).toContain("£3,777,600");
    expect(quoted("sum-twice", paper("£2,518,400", "£2.5m"))).toBe("");
  });

  it("is not two things alike: another year, another name, another item of a list", () => {
    expect(quoted("sum-twice", paper("£2,518,400", "£3,777,600").replace(/2022\/23\.$/, "2023/24."))).toBe(
      "",
    );
    const club = (name: string, sum: string) =>
      `To award the ${name} Club ${sum} towards the core costs of the evening project for children.`;
    expect(quoted("sum-twice", `${club("Kestrel", "£5,000")}\n\n${club("Wren", "£3,000")}`)).toBe("");
    const item = (sum: string) => `- Windows ${sum}: scheme deferred until the new financial plan`;
    expect(quoted("sum-twice", `Changes\n\n${item("£25,000")}\n${item("£103,000")}`)).toBe("");
  });
});

it("a number of years, and the years listed", () => {
  const fund = (n: string, years: string) =>
    `It is the intention to create a new ${n}-year fund for ${years}.`;
  expect(quoted("stated-length", fund("3", "2023/24 and 2024/25"))).toContain("3-year");
  expect(quoted("stated-length", fund("2", "2023/24 and 2025/26"))).toContain("2025/26");
  expect(quoted("stated-length", fund("2", "2023/24 and 2024/25"))).toBe("");
});

it("what is asked for is what is decided, where each is one sum", () => {
  const paper = (asked: string, given: string) =>
    `Summary\n\nThis paper is to approve the allocation of ${asked} towards a coordinator.\n\nDecision\n\nTo award Harbour ${given} to employ one coordinator.`;
  expect(quoted("sum-twice", paper("£28,690", "£27,690"))).toContain("£28,690");
  expect(quoted("sum-twice", paper("£27,690", "£27,690"))).toBe("");
  expect(quoted("sum-twice", paper("£60,000", "£30,000"))).toBe("");
  const left = "The remaining £12,310 is met by the council.";
  expect(quoted("sum-twice", `${paper("£40,000", "£27,690")}\n\n${left}`)).toBe("");
});
