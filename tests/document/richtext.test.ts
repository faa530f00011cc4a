import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Inline, PaperBlock } from "#core/document/paper.ts";
import { blocksText, MAX_NESTING, plainText, richText, sanitise } from "#core/form/richtext.ts";

const para = (...c: Inline[]): PaperBlock => ({ t: "para", c });
const RUNS = 300;

describe("rich text", () => {
  it("reads what has no marks as the parser does, without asking it", () => {
    const words = fc.constantFrom(
      "Cost",
      "£1,000.",
      "of",
      "(a)",
      "2022-2023",
      "it’s",
      "–",
      "\n",
      "\n\n",
      "\n \n",
      "1.5",
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(words, fc.constantFrom(" ", " ", "", "\n"))), (parts) => {
        const text = parts.flat().join("");
        // A mark at the end has the whole of it parsed.
        expect(richText(text)).toEqual(richText(`${text}\n\n*x*`).slice(0, -1));
      }),
      { numRuns: RUNS },
    );
  });

  it("reads paragraphs, emphasis, links and breaks", () => {
    expect(
      richText("One *two* **three** ~~four~~ `five`\nsix\n\n[seven](https://a.example) <mailto:a@b.example>"),
    ).toEqual([
      para(
        "One ",
        { t: "emph", c: ["two"] },
        " ",
        { t: "strong", c: ["three"] },
        " ",
        { t: "strike", c: ["four"] },
        " ",
        { t: "code", c: ["five"] },
        { t: "break" },
        "six",
      ),
      para({ t: "link", url: "https://a.example", c: ["seven"] }, " ", {
        t: "link",
        url: "mailto:a@b.example",
        c: ["mailto:a@b.example"],
      }),
    ]);
  });

  it("reads nested lists, keeping the numbers typed", () => {
    expect(richText("- a\n\n  3. b\n  4. c\n\n- d")).toEqual([
      {
        t: "list",
        items: [
          {
            blocks: [
              para("a"),
              {
                t: "list",
                items: [
                  { label: "3.", blocks: [para("b")] },
                  { label: "4.", blocks: [para("c")] },
                ],
              },
            ],
          },
          { blocks: [para("d")] },
        ],
      },
    ]);
  });

  it("reads tables with their alignment, every row as wide as the head", () => {
    expect(richText("| Year | Trips |\n|---|--:|\n| 2022 | 12 |\n| 2023 |")).toEqual([
      {
        t: "table",
        head: [{ c: ["Year"] }, { c: ["Trips"], align: "right" }],
        rows: [
          [{ c: ["2022"] }, { c: ["12"], align: "right" }],
          [{ c: ["2023"] }, { c: [] }],
        ],
      },
    ]);
  });

  it.each([
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0": *',
    "<b>bold</b> <script>alert(1)</script>",
    "![a picture](https://a.example/x.png)",
    "# Not a heading",
    "> not a quotation",
    "$ sum $ @ref <label> // c /* d */",
    "&amp; &lt; &#65;",
    "[^1] and [x] and [DRF 2021-0007335](#)",
    "[go](javascript:alert(1)) [go](data:text/html,x)",
    "---",
    "= Heading\n/ Term: x",
    "a. first\nb. second",
    "2,000 * 3 = 6,000",
    "snake_case_name",
  ])("leaves %j as typed", (typed) => {
    expect(plainText(typed)).toBe(typed);
    expect(JSON.stringify(richText(typed))).not.toContain('"url"');
  });

  it("keeps every letter of any text, in order", () => {
    const letters = (s: string) => s.replace(/[^\p{L}\p{N}]/gu, "");
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9 .,;:#<>(){}|!?\n-]*$/), (typed) => {
        // A list's own numbers are counted on from the first, so they are left out of the comparison.
        fc.pre(
          !/^\s*([-+*]\s+)*\d+[.)](\s|$)/m.test(typed) &&
            !/^[\s|:-]*$/m.test(typed.replace(/\n\s*\n/g, "\n")),
        );
        expect(letters(plainText(typed))).toBe(letters(typed));
      }),
      { numRuns: RUNS },
    );
  });

  it("never throws, links only to the web and email, and never nests beyond the cap", () => {
    const marks = fc.constantFrom(
      "*",
      "**",
      "_",
      "~~",
      "`",
      "[",
      "](https://a.example)",
      "- ",
      "1. ",
      "\n",
      "  ",
      "|",
      "|-",
      "x",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(marks, { maxLength: 80 }).map((m) => m.join("")),
        ),
        (typed) => {
          const blocks = richText(typed);
          for (const [, url] of JSON.stringify(blocks).matchAll(/"url":"([^"]*)"/g))
            expect(url).toMatch(/^(https?:\/\/|mailto:)/i);
          expect(depthOf(blocks)).toBeLessThanOrEqual(MAX_NESTING + 1);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it("caps nesting at thirty and keeps what is deeper as text", () => {
    const steps = Array.from({ length: 45 }, (_, i) => `${"  ".repeat(i)}- level ${i}`);
    const blocks = richText(steps.join("\n"));
    expect(depthOf(blocks)).toBeLessThanOrEqual(MAX_NESTING + 1);
    for (let i = 0; i < 45; i++) expect(blocksText(blocks)).toContain(`level ${i}`);
  });

  it.each([
    ["list markers", `${"- ".repeat(5_000)}x`],
    ["stars", "**a *b ".repeat(8_000)],
    ["brackets", "[".repeat(50_000)],
    ["links", "[a](".repeat(10_000)],
    ["steps", Array.from({ length: 1_000 }, (_, i) => `${"  ".repeat(i)}- x`).join("\n")],
    ["columns", `${"|a".repeat(5_000)}\n${"|-".repeat(5_000)}`],
  ])(
    "reads many %s without losing one or hanging",
    (_, typed) => {
      const letters = (s: string) => s.replace(/[^abx]/g, "");
      expect(letters(plainText(typed))).toBe(letters(typed));
    },
    20_000,
  );
});

describe("sanitise", () => {
  it("takes out what cannot be printed, and says what", () => {
    expect(sanitise("a\u0000b\uFEFFc\uE000d\uD800e\u{F0000}f\u202Eg\th\r\ni\u0000")).toEqual({
      text: "abcdefg h\ni",
      removed: ["U+0000", "U+FEFF", "U+E000", "U+D800", "U+F0000", "U+202E"],
    });
  });

  it("leaves clean text alone, and once is enough", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (s) => {
        const once = sanitise(s).text;
        expect(sanitise(once)).toEqual({ text: once, removed: [] });
        expect(once.isWellFormed()).toBe(true);
      }),
      { numRuns: RUNS },
    );
    const kept = "Łódź, Ynys Môn, محمد, 🎉👨‍👩‍👧, £1.50 – “ok”";
    expect(sanitise(kept)).toEqual({ text: kept, removed: [] });
  });
});

/** How deep the deepest list or inline mark stands in its own kind. */
function depthOf(blocks: PaperBlock[]): number {
  const inline = (content: Inline[]): number =>
    Math.max(0, ...content.map((i) => (typeof i === "object" && "c" in i ? 1 + inline(i.c) : 0)));
  return Math.max(
    0,
    ...blocks.map((block) => {
      if (block.t === "para") return inline(block.c);
      if (block.t === "list") return 1 + Math.max(0, ...block.items.map((item) => depthOf(item.blocks)));
      return 0;
    }),
  );
}
