/** The seeds, continued: the report to a panel and the longest notice; and all examples together. */
import { describe, expect, it } from "vitest";
import { proofread } from "#core/checks/proofread.ts";
import { allExamples, exampleView } from "./example-views.ts";
import { edit, expectFound, findings, fundingOf } from "./put-right.ts";

describe("Leicestershire report to the panel, 6 March 2023", () => {
  const seed = () => exampleView("leicestershire", "jenkins-centre-report");

  it("finds what the paper got wrong", () => {
    const found = findings(seed());
    expectFound(found, "condition-dropped", "risks", "agreed in principle", "agreed to continue paying");
    expectFound(found, "undertaking", "risks", "continue paying staff costs for one month");
    expectFound(found, "nothing-after", "risks", "beyond 31st March 2023", "April 2023");
    expectFound(found, "at-once-later", "risks", "immediate effect", "31st March 2023");
    expectFound(found, "counts-differ", "background", "13 + 93 = 106", "73 + 25 + 4 + 2 = 104");
    expectFound(found, "small-count", "background", "1 identifying as", "2 Black");
    expectFound(found, "confident", "conclusion", "confident the Home Office application will be successful");
    expectFound(found, "name-variants", "application", "Step Up", "Step-Up");
    expectFound(found, "amount-form", "finance", "£370, 083", "£370,083");
    expectFound(found, "no-preferred", "options", "Option 1", "Option 3");
  });

  it("reads the bid as a sum that comes out, and says so when it does not", () => {
    expect(findings(seed()).some((f) => f.rule === "stated-sum" || f.rule === "stated-total")).toBe(false);
    const view = seed();
    edit(view, "finance", ["£741,942.00", "£761,942.00"]);
    expectFound(findings(view), "stated-sum", "finance", "£761,942.00", "£370, 083 + £371,859 = £741,942");
  });

  it("finds nothing once it is put right", () => {
    const view = seed();
    edit(view, "background", [/13 females.*Afro-Caribbean\./, "106 people."]);
    edit(
      view,
      "risks",
      [
        "there are no further arrangements to fund the service beyond 31st March 2023.",
        "funding beyond 31st March 2023 rests on the bid.",
      ],
      ["closes with immediate effect", "closes on 31st March 2023"],
      [
        /the OPCC has agreed to continue paying staff costs for one month/,
        "one month of staff costs would then be met",
      ],
    );
    edit(view, "application", ["Step-Up Dads", "Step Up Dads"]);
    edit(view, "finance", ["£370, 083", "£370,083"]);
    edit(view, "conclusion", [
      "is confident the Home Office application will be successful and that",
      "expects to hear by April; if it succeeds",
    ]);
    const options = view.answers.options as { preferred?: boolean }[];
    if (options[0]) options[0].preferred = true;
    expect(findings(view)).toEqual([]);
  });
});

describe("Norfolk decision notice 15/2024", () => {
  const seed = () => exampleView("norfolk", "change-project");

  it("finds what the paper got wrong", () => {
    const found = findings(seed());
    expectFound(found, "duty-stranger", "conditions", "Norfolk County Council", "The Change Project");
    expectFound(
      found,
      "confirmed-doubted",
      "risks",
      "confirmed multi-year grant agreement",
      "does not provide the funding",
    );
    expectFound(found, "stated-length", "resources", "multi-year", "2024/25");
    expectFound(found, "no-answered", "checklist", "sustainability", "Carbon emissions: filled in");
    expectFound(found, "advice", "checklist", "legal advice", "£169,674.48");
    expectFound(
      found,
      "certificate",
      undefined,
      "existing revenue or capital budgets",
      "Home Office Serious Violence Funding 24/25 £100,000",
    );
    expectFound(found, "plan-ends", "aims", "Plan 2022-2024", "31 March 2025");
    expectFound(found, "plan-ends", "aims", "Safer Norfolk Plan 2021-2024", "31 March 2025");
    expectFound(
      found,
      "repeated",
      "background",
      "The main objective of this Decision Notice",
      "The main objective of The Change Project",
    );
    expectFound(found, "body-name", "summary", "Police and Crime Commission for Norfolk");
    expectFound(found, "marking", "marking", "Not Protectively Marked");
    expectFound(found, "amount-unsaid", "recommendation", "£169,674.48");
  });

  it("wants a reason for each no", () => {
    const view = seed();
    const checklist = view.answers.checklist as Record<string, { detail?: string }>;
    for (const row of Object.values(checklist)) delete row.detail;
    const found = findings(view).filter((f) => f.rule === "no-unexplained");
    expect(found.map((f) => f.where.row)).toEqual([0, 7]);
  });

  it("finds nothing once it is put right", () => {
    const view = seed();
    edit(view, "summary", ["Police and Crime Commission for", "Police and Crime Commissioner for"]);
    edit(view, "recommendation", ["gives Serious", "gives £169,674.48, made up of Serious"]);
    edit(view, "background", [/The main objective of The Change Project's provision[^\n]*\n\n/, ""]);
    edit(
      view,
      "aims",
      ["Commission's Police", "Commissioner's Police"],
      ["2022-2024", "2022-2026"],
      ["2021-2024", "2021-2026"],
      ["2022-24", "2022-26"],
    );
    edit(view, "resources", ["a confirmed multi-year grant agreement", "an indicative grant"]);
    (view.answers.conditions as { text: string; on: string }[])[0] = {
      text: "Should delivery be at any risk, The Change Project is required to notify the OPCCN.",
      on: "The Change Project",
    };
    const checklist = view.answers.checklist as Record<string, unknown>;
    checklist.legal = { answers: { answer: "yes" } };
    checklist.sustainability = { answers: { answer: "yes" } };
    view.answers.marking = "Official";
    const sources = fundingOf(view).sources ?? [];
    for (const s of sources)
      s.from = s.from.replace(
        "Home Office Serious Violence Funding",
        "Serious Violence budget, from the Home Office,",
      );
    expect(findings(view)).toEqual([]);
  });
});

describe("all shipped examples", () => {
  it("none is blocked: the mistakes of published papers are warnings", () => {
    for (const [office, name] of allExamples())
      expect(
        findings(exampleView(office, name)).filter((f) => f.severity === "block"),
        `${office}/${name}`,
      ).toEqual([]);
  });

  it("the longest is read in a few milliseconds", () => {
    const view = exampleView("norfolk", "change-project");
    const times = Array.from({ length: 60 }, () => {
      const start = performance.now();
      proofread(view);
      return performance.now() - start;
    })
      .slice(20)
      .sort((a, b) => a - b);
    console.log(
      `the longest seed: ${times[0]?.toFixed(1)} ms at best, ${times[20]?.toFixed(1)} ms at the median`,
    );
    expect(times).toHaveLength(40);
  });
});
