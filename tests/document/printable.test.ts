/** What a page says cannot be printed, held against the fonts and against what is drawn with them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { proofread } from "#core/checks/proofread.ts";
import { compose } from "#core/document/compose.ts";
import type { Paper } from "#core/document/paper.ts";
import { nameOf, unprintableIn } from "#core/document/printable.ts";
import { render } from "#core/document/render.ts";
import { coverageSource } from "#infra/local/font-coverage.ts";
import { exampleView } from "./fixtures/views.ts";

const paper = compose(exampleView("surrey/perpetrator-programme"), "public");
const said = (text: string) => unprintableIn(text).map(nameOf);

it("knows the fonts of today: run `node infra/local/font-coverage.ts`", () => {
  expect(readFileSync(join(import.meta.dirname, "../../core/document/font-coverage.ts"), "utf8")).toBe(
    coverageSource(),
  );
});

describe("a text", () => {
  it.each([
    ["Welsh", "Ŵy Ŷd ynys Môn, ẁ ẃ ẅ ỳ"],
    ["Polish, with its accents as letters or as marks", "Zażółć gęślą jaźń Z\u0301 a\u0328"],
    ["Arabic, pointed", "مُحَمَّد العربي ﷺ"],
    ["emoji, joined and coloured", "🎉 👍🏽 👩‍👩‍👧 ❤️ 🇬🇧"],
    ["signs of a form", "£1,000 – “so” ½ → ≤ ™ ☐ ☑ • … €"],
  ])("in %s can be printed", (_, text) => {
    expect(said(text)).toEqual([]);
  });

  it("that no font can show is named, each character once", () => {
    expect(said("漢字 and 漢, q\u20DD")).toEqual([
      "“漢” (U+6F22)",
      "“字” (U+5B57)",
      "“q\u20DD” (U+0071 U+20DD)",
    ]);
    expect(said("a\u0000b\uE000c")).toEqual(["U+0000", "U+E000"]);
  });
});

it("agrees with what is drawn, over the scripts of the world", () => {
  const codes = Array.from({ length: 0x2ff0 - 0xa0 }, (_, i) => 0xa0 + i).filter((_, i) => i % 41 === 0);
  const texts = codes
    .map((code) => String.fromCodePoint(code))
    .filter((c) => /[\p{L}\p{N}\p{S}\p{P}]/u.test(c));
  expect(texts.length).toBeGreaterThan(200);
  for (let i = 0; i < texts.length; i += 50) {
    const some = texts.slice(i, i + 50);
    const drawn: Paper = {
      ...paper,
      blocks: [
        { t: "heading", level: 1, c: ["A heading"] },
        ...some.map((c) => ({ t: "para" as const, c: [c, " ", { t: "strong" as const, c: [c] }] })),
      ],
    };
    const boxed = some.filter((c) => unprintableIn(c).length > 0);
    const words = boxed.map((c) => `No font has ${said(c)[0]}: it is printed as □.`);
    expect(render(drawn).notices.sort()).toEqual(words.sort());
  }
});

it("is told to the author with the field's name, a name in a table too", () => {
  const view = exampleView("surrey/perpetrator-programme");
  const fields = Object.entries(view.form.fields);
  const prose = fields.find(([id, f]) => f.type === "prose" && typeof view.answers[id] === "string")![0];
  const person = fields.find(([id, f]) => f.type === "person" && Array.isArray(view.answers[id]))![0];
  view.answers[prose] = `${view.answers[prose]}\n\nThe charity 善意 runs it.`;
  view.answers[person] = [{ name: "李 Wei", role: "Analyst" }];
  const found = proofread(view).filter((f) => f.rule === "not-printable");
  expect(found.map(({ where, why }) => [where.field, why])).toEqual([
    [person, ["“李” (U+674E) would be printed as □"]],
    [prose, ["“善” (U+5584) would be printed as □", "“意” (U+610F) would be printed as □"]],
  ]);
  expect(found[0]?.severity).toBe("warning");
});
