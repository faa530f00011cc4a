import fc from "fast-check";
import * as v from "valibot";
import { expect, it } from "vitest";
import { checkPdf } from "#core/document/check.ts";
import { compose } from "#core/document/compose.ts";
import type { PaperBlock } from "#core/document/paper.ts";
import { render } from "#core/document/render.ts";
import { ANSWERS, type Answers } from "#core/form/answers.ts";
import { everyAnswer, everyOffice, everySignature } from "./fixtures/every.ts";
import { askTool, bodyOf, hasTool } from "./fixtures/pdf.ts";
import { viewOf } from "./fixtures/views.ts";
import { wordsOf } from "./fixtures/words.ts";

const RUNS = 200;
const CANARY = "CANARY";
const packed = (text: string) => text.replace(/[\s\u200b\u00ad-]+/g, "");

/** What people type, and what people who mean harm type. */
const piece = fc.oneof(
  fc.lorem({ maxCount: 6 }),
  fc.constantFrom(
    '#read("/etc/passwd")',
    "*bold* _emph_ $x$ <label> @ref",
    "endobj endstream %%EOF",
    "</rdf:Description> & ]]>",
    "Ŵyn Łódź 🎉 ½",
    "\\u{41} {title} {advice}",
    "£1,000,000.00",
    "漢字",
    "W".repeat(120),
  ),
);
const line = fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(" "));
const prose = fc
  .array(
    fc.tuple(
      fc.constantFrom("", "- ", "1. ", "  - ", "   1. ", "**", "> ", "# ", "| a | b |\n|---|---|\n| c | "),
      line,
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.map(([mark, text]) => mark + text + (mark === "**" ? mark : "")).join("\n\n"));
const pence = fc.integer({ min: 0, max: 10_000_000_000 });
const date = fc
  .date({ min: new Date("2010-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const yesNo = fc.constantFrom("yes" as const, "no" as const);
const some = <T>(of: fc.Arbitrary<T>, maxLength = 3) => fc.array(of, { minLength: 1, maxLength });

/** Answers to the form that has every field, any of them left out, with a canary in what is never public. */
const answers = fc
  .record(
    {
      title: line,
      summary: prose,
      recommendations: some(prose),
      paperDate: date,
      period: fc.record({ from: date, to: date, words: maybe(line) }),
      amount: pence,
      leads: some(
        fc.record({ name: maybe(line), role: maybe(line), email: fc.constant(`${CANARY}@a.example`) }),
      ),
      contractor: some(fc.record({ name: line, number: maybe(line) })),
      kind: fc.constantFrom("grant", "contract"),
      aims: fc.subarray(["victims", "prevent"]),
      key: fc.record({ answer: yesNo, detail: maybe(prose) }),
      implications: fc.dictionary(
        fc.constantFrom("financial", "legal", "risk"),
        fc.record({ answers: fc.record({ considered: yesNo }), detail: maybe(prose) }),
      ),
      carbon: fc.constant({ heat: { up: "1.5", down: "0" } }),
      funding: fc.record({
        sources: maybe(
          some(fc.record({ from: line, amount: pence, year: maybe(line), members: maybe(some(line)) })),
        ),
        awards: maybe(
          some(fc.record({ recipient: line, amount: pence, purpose: maybe(line), payee: maybe(line) }), 12),
        ),
        statedTotal: maybe(pence),
      }),
      options: some(
        fc.record({ label: line, description: maybe(prose), cost: maybe(line), preferred: fc.boolean() }),
      ),
      conditions: some(fc.record({ text: prose, on: maybe(line) })),
      links: some(fc.record({ to: fc.constant("legacy"), reference: line, url: maybe(fc.webUrl()) })),
      marking: fc.constantFrom("OFFICIAL", "OFFICIAL-SENSITIVE"),
      maker: fc.constantFrom("chair", "vice"),
      truth: fc.constant(true),
      finance: prose,
      advice: fc.constant(CANARY),
      price: pence,
      withholding: fc.oneof(
        fc.constant({ withheld: "no" }),
        fc.record({
          withheld: fc.constant("yes"),
          parts: fc.subarray(["summary", "finance", "funding", "price", "title", "leads"], { minLength: 1 }),
          ground: fc.constant("foia-43"),
          reason: fc.constant(CANARY),
        }),
      ),
    },
    { requiredKeys: ["title", "kind"] },
  )
  .map((given) => JSON.parse(JSON.stringify(given)) as Answers);

const { layout } = everyOffice.forms[0]!;
/** About a quarter of the layout's blocks, in their order: every record has a layout of its own. */
const layouts = fc
  .array(fc.boolean(), { minLength: layout.length, maxLength: layout.length })
  .map((kept) => layout.filter((_, i) => kept[i] && kept[i - 1]));

const TOOLS: [string, ...string[]][] = [["qpdf", "--check"], ["pdffonts"]];
const tools = TOOLS.filter(([name]) => hasTool(name));

it(`makes sound papers of ${RUNS} generated records`, { timeout: 600_000 }, async () => {
  let made = 0;
  const edition = fc.constantFrom("public" as const, "restricted" as const);
  await fc.assert(
    fc.asyncProperty(answers, layouts, edition, fc.boolean(), async (given, blocks, edition, isSigned) => {
      expectStored(given);
      const signed = isSigned ? everySignature : [];
      const view = viewOf(everyOffice, "everything", given, signed, {
        ...(isSigned && { reference: "RB-2024-007" }),
      });
      const paper = compose({ ...view, form: { ...view.form, layout: blocks } }, edition);
      const { pdf } = render(paper);
      expect(await checkPdf(pdf)).toEqual([]);
      expect(Buffer.from(render(paper).pdf).equals(pdf)).toBe(true);
      if (edition === "public")
        expect(JSON.stringify(paper) + Buffer.from(pdf).toString("latin1")).not.toContain(CANARY);
      // Reading a PDF back costs more than making it, so only some are.
      made++;
      if (made % 3 === 0) {
        const body = packed(await bodyOf(pdf));
        expectInOrder(paper.blocks, body);
        if (edition === "public") expect(body).not.toContain(CANARY);
      }
      if (made % 10 === 0)
        for (const [tool, ...options] of tools)
          expect(askTool(pdf, tool, ...options)).not.toMatch(/warning|error:| no +\d+ +\d+$/im);
    }),
    { numRuns: RUNS, seed: 14289, endOnFailure: true, examples: [[everyAnswer, layout, "restricted", true]] },
  );
});

/** The answers are of the shapes that are stored, so that what is tried is what can happen. */
function expectStored(given: Answers): void {
  for (const [id, answer] of Object.entries(given)) {
    const { type } = everyOffice.forms[0]?.fields[id] ?? { type: "line" as const };
    expect(v.safeParse(ANSWERS[type], answer).success, id).toBe(true);
  }
}

function expectInOrder(blocks: PaperBlock[], body: string): void {
  let at = 0;
  for (const words of wordsOf(blocks).map((w) => packed(w).replace(/[漢字]/g, "□"))) {
    const found = body.slice(at).indexOf(words);
    // Between two pieces stand a box, a bullet or a word such as "Ground:", and nothing else.
    expect(found >= 0 && found < 40, `“${words}” in “${body.slice(at, at + words.length + 100)}”`).toBe(true);
    at += found + words.length;
  }
}
