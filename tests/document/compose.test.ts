import { describe, expect, it } from "vitest";
import { compose } from "#core/document/compose.ts";
import type { PaperBlock } from "#core/document/paper.ts";
import type { Block } from "#core/form/definition.ts";
import { everyAnswer } from "./fixtures/every.ts";
import { linesOf } from "./fixtures/lines.ts";
import { everyView, field, printed, REFERENCE } from "./fixtures/printed.ts";
import { exampleView, exampleViews } from "./fixtures/views.ts";

describe("text", () => {
  it("replaces names in braces by what was answered, as text", () => {
    const answers = { ...everyAnswer, title: '#read("/etc/passwd") *bold* <b>' };
    expect(
      printed({ block: "text", text: "On {title}, {amount}, {reference}; not {this}." }, { answers }),
    ).toEqual([`On #read("/etc/passwd") *bold* <b>, £12,500, ${REFERENCE}; not {this}.`]);
  });

  it("prints groups only where their rule holds", () => {
    const lines = linesOf(compose(everyView(), "restricted").blocks);
    expect(lines).toContain("This is over £5,000.");
    expect(lines.join()).not.toContain("NOT-IN-THE-PAPER");
  });

  it("repeats the number and the marking in the body where the layout prints neither", () => {
    const view = everyView();
    const form = { ...view.form, layout: [{ block: "heading", level: 1, text: "Head" } as const] };
    expect(linesOf(compose({ ...view, form }, "restricted").blocks)).toEqual([
      "# Head",
      `Reference: ${REFERENCE}`,
      "Marking: OFFICIAL",
    ]);
  });

  it("says that a number is still to come", () => {
    const lines = linesOf(compose(everyView({ reference: undefined }), "restricted").blocks);
    expect(lines[0]).toBe("Decision number: Not yet allocated");
  });

  it("keeps an outline that goes down one level at a time", () => {
    for (const { view } of exampleViews())
      for (const edition of ["public", "restricted"] as const)
        expectSoundOutline(compose(view, edition).blocks);
    const view = everyView();
    const layout: Block[] = [
      { block: "heading", level: 3, text: "Three" },
      { block: "heading", level: 4, text: "Four" },
      { block: "signature", stage: "finance-officer", title: "Signed", level: 4, lines: [] },
    ];
    const { blocks } = compose({ ...view, form: { ...view.form, layout } }, "restricted");
    expectSoundOutline(blocks);
  });

  it("is headed by its form's title while its own is not given", () => {
    const layout: Block[] = [{ block: "heading", level: 1, text: "{title}" }, field("amount")];
    const { title: _, ...untitled } = everyAnswer;
    const view = everyView({ answers: untitled });
    const { blocks } = compose({ ...view, form: { ...view.form, layout } }, "restricted");
    expect(linesOf(blocks)[0]).toBe("# Decision with everything");
  });

  it("is headed by its title where a signature or an appendix comes first", () => {
    const view = everyView();
    for (const first of [
      { block: "signature", stage: "finance-officer", title: "Signed", level: 3, lines: [] },
      { block: "appendix", title: "Appendix", blocks: [] },
    ] satisfies Block[]) {
      const { blocks } = compose({ ...view, form: { ...view.form, layout: [first] } }, "restricted");
      expect(linesOf(blocks)[0]).toBe("# A footbridge at Lower Weir");
      expectSoundOutline(blocks);
    }
  });

  it("heads a paper that has no heading with its title", () => {
    const view = everyView();
    const { blocks } = compose({ ...view, form: { ...view.form, layout: [field("amount")] } }, "restricted");
    expect(linesOf(blocks)[0]).toBe("# A footbridge at Lower Weir");
  });
});

describe("every example", () => {
  it.each(exampleViews().map(({ name, view }) => [name, view] as const))(
    "%s prints all that it was given",
    (_, view) => {
      const text = linesOf(compose(view, "restricted").blocks).join("\n");
      for (const block of view.form.layout) {
        if (block.block === "heading" && !block.text.includes("{")) expect(text).toContain(block.text);
        if (block.block === "text" && !block.text.includes("{")) expect(text).toContain(block.text);
      }
      for (const { name, capacity, stage } of view.signOffs) {
        const isPrinted = view.form.layout.some(
          (block) => block.block === "signature" && block.stage === stage,
        );
        if (isPrinted) expect(text).toContain(`Signed electronically by ${name} as ${capacity} on `);
      }
    },
  );

  it("says who decided, when, and in which words", () => {
    const paper = compose(exampleView("cleveland/perpetrator-coordinator"), "public");
    expect(paper).toMatchObject({ reference: "2023/2024 - 0022", kind: "Decision record form", lang: "en" });
    const text = linesOf(paper.blocks).join("\n");
    expect(text).toContain("The above request HAS my approval.");
    expect(text).toMatch(/Comment of the Chief Finance Officer, .+, 01\.11\.2023: /);
    expect(paper.author).toBe(
      paper.blocks
        .flatMap((b) => (b.t === "signature" && b.stage === "commissioner" ? b.lines : []))[0]
        ?.value.match(/by (.+) as /)?.[1],
    );
  });
});

function expectSoundOutline(blocks: PaperBlock[]): void {
  const levels = blocks.flatMap((b): number[] => {
    if (b.t === "heading") return [b.level];
    if (b.t === "signature" && b.title && b.level) return [b.level];
    return b.t === "appendix" ? [2] : [];
  });
  expect(levels[0]).toBe(1);
  for (const [i, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1);
}
