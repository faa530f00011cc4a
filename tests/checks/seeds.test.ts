/**
 * The seeds, as shipped examples with every mistake kept: what the published papers got wrong is found,
 * with the two values that disagree; and nothing is found once the paper is put right.
 */
import { describe, expect, it } from "vitest";
import { exampleView } from "./example-views.ts";
import { decideOn, edit, expectFound, findings, fundingOf } from "./put-right.ts";

describe("Cleveland decision record 2023/2024 - 0022", () => {
  const seed = () => exampleView("cleveland", "perpetrator-coordinator");

  it("finds what the paper got wrong", () => {
    const found = findings(seed());
    expectFound(
      found,
      "stated-length",
      "summary",
      "11 month timescale",
      "1 November 2023 to 31 July 2024 is 9 months",
    );
    expectFound(found, "ends-differ", "sustainability", "31st March 2024", "1 November 2023 to 31 July 2024");
    expectFound(found, "year-end", "funding", "31 July 2024", "2023/24 and 2024/25");
    expectFound(found, "yes-empty", "legal", "Legal: yes", "None arising.");
    expectFound(found, "yes-empty", "humanRights", "Human Rights: yes", "N/A");
    expectFound(found, "yes-empty", "risk", "Risk: yes", "N/A");
    expectFound(found, "officer-comment", "legal", "comments of the Monitoring Officer", "None arising.");
    expectFound(
      found,
      "contractor-blank",
      "contractor",
      "Harbour",
      "Contractor Details (if applicable): blank",
    );
    expectFound(found, "start-decided", "period", "starts on 1 November 2023", "decided on 1 November 2023");
    expectFound(found, "direct-award", "summary", "would not express an interest");
    expectFound(found, "promise", "summary", "early in 2024");
  });

  it("asks for the chief finance officer's comment where none was made, and not where it was", () => {
    const view = seed();
    expect(findings(view).some((f) => f.rule === "officer-comment" && f.where.field === "financial")).toBe(
      false,
    );
    for (const s of view.signOffs) delete s.comment;
    expectFound(
      findings(view),
      "officer-comment",
      "financial",
      "comments of the PCC's Chief Finance Officer",
    );
  });

  it("knows the cited decision by its number, however it is typed", () => {
    expect(findings(seed()).some((f) => f.rule === "reference")).toBe(false);
    const view = seed();
    view.answers.links = [];
    edit(view, "summary", ["DRF 2021-0007335", "DRF 2021-0007353"]);
    expectFound(findings(view), "reference", "summary", "DRF 2021-0007353");
  });

  it("finds nothing once it is put right", () => {
    const view = seed();
    edit(
      view,
      "summary",
      ["11 month timescale", "9 month timescale"],
      ["It is to be published early in 2024 and will", "It will"],
      [
        "it was agreed that Harbour",
        "an exemption was approved under standing orders and it was agreed that Harbour",
      ],
    );
    const award = fundingOf(view).awards?.[0];
    if (!award) throw new Error("no award");
    fundingOf(view).awards = [
      { ...award, amount: 1538333, year: "2023/24" },
      { ...award, amount: 1230667, year: "2024/25" },
    ];
    view.answers.contractor = [{ name: "Harbour" }];
    view.answers.legal =
      "Monitoring Officer: the award is within the Commissioner’s powers under section 143.";
    view.answers.humanRights = "The post supports victims’ right to safety and interferes with no other.";
    view.answers.risk = "The post may prove hard to fill; Harbour has a member of staff ready to move.";
    edit(view, "sustainability", ["31st March 2024", "31st July 2024"]);
    decideOn(view, "2023-10-31");
    expect(findings(view)).toEqual([]);
  });
});

describe("Cleveland public notice", () => {
  const seed = () => exampleView("cleveland", "perpetrator-programme-notice");

  it("finds the unsplit contributors and the evaluator on the board, and no fault in the sums", () => {
    const found = findings(seed());
    expectFound(found, "unsplit-source", "funding", "£71,711.67", "Four local authorities");
    expectFound(found, "independence", "evaluation", "independently", "the evaluator sit on it");
    expect(found.filter((f) => f.severity !== "note")).toEqual([]);
  });

  it("finds a sum that does not come out: sources and uses, table and words", () => {
    const view = seed();
    const row = fundingOf(view).awards?.[1];
    if (!row) throw new Error("no award");
    row.amount -= 2_560_000;
    const found = findings(view);
    expectFound(found, "sources-uses", "funding", "£229,135", "£203,535");
    expect(found.find((f) => f.rule === "sources-uses")?.severity).toBe("block");
  });

  it("finds nothing once it is put right", () => {
    const view = seed();
    edit(view, "evaluation", [" independently", ""]);
    const rows = fundingOf(view).sources ?? [];
    fundingOf(view).sources = [
      rows[0],
      { from: "OPCC", amount: 3171167 },
      { from: "Four authorities at £10,000 each", amount: 4000000 },
    ].filter((r) => r !== undefined);
    expect(findings(view)).toEqual([]);
  });
});

describe("Surrey decision 120/2016", () => {
  const seed = () => exampleView("surrey", "perpetrator-programme");

  it("finds what the paper got wrong", () => {
    const found = findings(seed());
    expectFound(found, "day-off", undefined, "9 October 2016", "a Sunday");
    expectFound(
      found,
      "closed-year",
      "recommendations",
      "2015/16",
      "decided on 9 October 2016",
      "closed on 31 March 2016",
    );
    expectFound(found, "unconfirmed-money", "funding", "Surrey Police £50,000: requested");
    expectFound(found, "says-nothing", "financial", "As per the report.");
    expectFound(found, "says-nothing", "legal", "Not applicable.", "£50,000");
    expectFound(found, "plan-ends", "background", "2013-18", "8 October 2018");
    expectFound(found, "no-recipient", "funding", "no recipient is named", "tender");
  });

  it("finds nothing once it is put right", () => {
    const view = seed();
    edit(
      view,
      "background",
      ["Strategy 2013-18", "Strategy 2013-20"],
      ["from the 2015/16 underspend", "from the commissioning reserve"],
    );
    (view.answers.recommendations as string[])[1] = "That sum is met from the commissioning reserve.";
    const table = fundingOf(view);
    for (const s of table.sources ?? []) s.status = "confirmed";
    table.awards = [{ recipient: "Your Sanctuary", amount: 20000000, value: "Best of three tenders" }];
    view.answers.financial =
      "The treasurer confirms that the sum is in the reserve and that the price is good value for money.";
    view.answers.legal = "A tender under the Public Contracts Regulations 2015 will be held.";
    decideOn(view, "2016-10-10");
    expect(findings(view)).toEqual([]);
  });
});
