/** How a message names the question that it is about. */
import { describe, expect, test } from "vitest";
import { enter, select, subject } from "#core/form/wording.ts";

describe("how a message names a question", () => {
  test.each([
    ["Executive Summary", "Enter the executive summary"],
    ["OPCC Lead Officer:", "Enter the OPCC lead officer"],
    ["Home Office award", "Enter the Home Office award"],
    ["Contractor details (if applicable)", "Enter the contractor details"],
    ["The dates that the funding covers", "Enter the dates that the funding covers"],
    ["The decision in plain English", "Enter the decision in plain English"],
    ["Who will run it?", "Enter an answer to “Who will run it?”"],
    ["Has legal advice been sought", "Enter an answer to “Has legal advice been sought”"],
  ])("%s", (label, message) => {
    expect(enter(label)).toBe(message);
  });

  test("as a subject and in a choice", () => {
    expect(subject("OPCC Lead Officer:")).toBe("OPCC lead officer");
    expect(subject("Is it urgent?")).toBe("The answer to “Is it urgent?”");
    expect(select("Protective Marking")).toBe("Select the protective marking");
  });
});
