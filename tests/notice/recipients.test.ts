import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bodiesOf, recipientKey } from "#core/notice/recipients.ts";

describe("the key of a recipient", () => {
  test.each([
    [
      "Harbour",
      ["HARBOUR", "The Harbour", "Harbour Ltd", "harbour limited.", "Harbour C.I.C.", " Harbour  CIC Ltd"],
    ],
    ["My Sister’s Place", ["My Sister's Place", "my sisters place", "MY SISTER’S PLACE LIMITED"]],
    ["A & B (Partners) Ltd", ["A and B Partners", "a+b partners limited"]],
    ["Café Môr", ["Cafe Mor", "CAFÉ MÔR PLC"]],
    ["St. Giles’ Trust", ["St Giles Trust"]],
  ])("of %s is that of its other spellings", (name, spellings) => {
    for (const spelling of spellings) expect(recipientKey(spelling), spelling).toBe(recipientKey(name));
  });

  test("tells apart what is not the same", () => {
    const names = [
      "Harbour",
      "Harbour Support Services",
      "Pearl Harbour",
      "Limited Edition",
      "Company A",
      "Company B",
    ];
    expect(new Set(names.map(recipientKey)).size).toBe(names.length);
    expect(recipientKey("Limited")).toBe("limited");
    expect(recipientKey("The")).toBe("the");
  });

  test("is its own key, and can stand in an address, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (name) => {
        const key = recipientKey(name);
        expect(recipientKey(key)).toBe(key);
        expect(key).not.toMatch(/[\s/?&#"<>]|^-|-$/);
      }),
    );
  });
});

test("names that offices give to one body are one, whichever office says so", () => {
  const bodies = bodiesOf([
    { name: "Harbour Support Services", also: ["Harbour"] },
    { name: "Harbour", also: ["Harbour Teesside"] },
    { name: "Other", also: ["Another"] },
  ]);
  const all = ["harbour", "harbour-support-services", "harbour-teesside"];
  for (const key of all) {
    expect(bodies.keysOf(key).toSorted()).toEqual(all);
    expect(bodies.nameOf(key)).toBe("Harbour Support Services");
  }
  expect(bodies.keysOf("nobody")).toEqual(["nobody"]);
  expect(bodies.nameOf("nobody")).toBeUndefined();
});
