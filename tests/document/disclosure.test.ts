import { describe, expect, it } from "vitest";
import { checkPdf } from "#core/document/check.ts";
import { compose } from "#core/document/compose.ts";
import { render } from "#core/document/render.ts";
import type { Answers } from "#core/form/answers.ts";
import type { RecordView } from "#core/record/view.ts";
import { everyAnswer, everyOffice, everySignature } from "./fixtures/every.ts";
import { linesOf } from "./fixtures/lines.ts";
import { textOf } from "./fixtures/pdf.ts";
import { viewOf } from "./fixtures/views.ts";

const CANARY = "CANARY";
const GROUND = "Section 43, Freedom of Information Act 2000: commercial interests";

/** A record with a canary in everything that the public may not see. */
function secretive(change: Partial<Answers> = {}): RecordView {
  const answers: Answers = {
    ...everyAnswer,
    advice: `${CANARY}advice`,
    leads: [{ name: "Jo Ayre", role: "Policy Officer", email: `${CANARY}lead@riverside.example` }],
    finance: `${CANARY}finance`,
    recommendations: [`${CANARY}clause`],
    marking: `OFFICIAL-SENSITIVE ${CANARY}marking`,
    attachments: [{ name: `${CANARY}file`, sha256: "a".repeat(64), size: 1, type: "text/plain" }],
    withholding: {
      withheld: "yes",
      parts: ["finance", "recommendations", "price"],
      ground: "foia-43",
      reason: `${CANARY}reason`,
      publicInterest: "The public interest was weighed.",
    },
    ...(change as Answers),
  };
  const signed = everySignature.map((s) =>
    s.stage === "advice" ? { ...s, comment: `${CANARY}comment` } : s,
  );
  return viewOf(everyOffice, "everything", answers, signed, { reference: "RB-2024-007" });
}

const bytes = (pdf: Uint8Array) => Buffer.from(pdf).toString("latin1");

describe("the public paper", () => {
  const view = secretive();
  const open = compose(view, "public");

  it("holds nothing that is confidential, in any part of the tree", () => {
    expect(JSON.stringify(open)).not.toContain(CANARY);
    expect(JSON.stringify(open)).not.toContain("7,777.55");
  });

  it("holds nothing that is confidential, in its text, its tags or its metadata", async () => {
    const { pdf } = render(open);
    expect(await textOf(pdf)).not.toContain(CANARY);
    expect(bytes(pdf)).not.toContain(CANARY);
    expect(await checkPdf(pdf)).toEqual([]);
  });

  it("prints the ground of each part that is withheld, and no label of what is never public", () => {
    const lines = linesOf(open.blocks);
    expect(lines).toContain(`Withheld: Financial implications. Ground: ${GROUND}`);
    expect(lines).toContain(`Withheld: Price agreed. Ground: ${GROUND}`);
    expect(lines).toContain(`Price = Withheld: ${GROUND}`);
    const all = lines.join("\n");
    expect(all).not.toContain("Legal advice");
    expect(all).not.toContain("Protective marking");
    expect(all).toContain("The public interest was weighed.");
    expect(all).toContain("Jo Ayre, Policy Officer");
  });

  it("says at its place that the confidential part of an answer is withheld, where there is one", () => {
    const label = "Financial details that may not be published";
    const withPart = (part?: string, withholding?: Answers[string]) => {
      const base = secretive({ ...(part !== undefined && { part }), ...(withholding && { withholding }) });
      const fields = { ...base.form.fields, part: { type: "prose", label, public: "withheld" } as const };
      const layout = [{ block: "field", field: "part", as: "below" } as const, ...base.form.layout];
      return { ...base, form: { ...base.form, fields, layout } };
    };
    const answered = withPart(`${CANARY}part`);
    expect(linesOf(compose(answered, "public").blocks)[0]).toContain(`Withheld: ${label}. Ground: ${GROUND}`);
    expect(JSON.stringify(compose(answered, "public"))).not.toContain(CANARY);
    expect(JSON.stringify(compose(answered, "restricted").blocks)).toContain(`${CANARY}part`);
    expect(linesOf(compose(withPart(), "public").blocks).join()).not.toContain(`Withheld: ${label}`);
    const noneTicked: Answers[string] = { withheld: "yes", parts: [], ground: "foia-43" };
    const open = linesOf(compose(withPart(`${CANARY}part`, noneTicked), "public").blocks);
    expect(open.filter((line) => line.startsWith("Withheld:"))).toEqual([
      `Withheld: ${label}. Ground: ${GROUND}`,
    ]);
    const undecided = { withheld: "no" } as const;
    const bare = linesOf(compose(withPart(`${CANARY}part`, undecided), "public").blocks).join("\n");
    expect(bare).toContain(`Withheld: ${label}. Ground: Confidential`);
    expect(bare).not.toContain(`${CANARY}part`);
  });

  it("does not print what fixed text would take from a part withheld", () => {
    const layout = [{ block: "heading", level: 1, text: "{price} and {advice} and {title}" } as const];
    const paper = compose({ ...view, form: { ...view.form, layout } }, "public");
    expect(linesOf(paper.blocks)[0]).toBe("# [withheld] and [withheld] and A footbridge at Lower Weir");
  });

  it("is called by its safe title where the title is withheld", () => {
    const titled = (safeTitle?: string) =>
      compose(
        secretive({
          title: `${CANARY}title`,
          withholding: {
            withheld: "yes",
            parts: ["title", "finance", "recommendations"],
            ground: "foia-43",
            safeTitle,
          },
        }),
        "public",
      );
    expect(titled("A bridge").title).toBe("A bridge");
    expect(titled().title).toBe("Decision with everything");
    expect(JSON.stringify(titled("A bridge"))).not.toContain(CANARY);
  });

  it("keeps a plain marking", () => {
    expect(compose(secretive({ marking: "OFFICIAL" }), "public").marking).toBe("OFFICIAL");
    expect(compose(secretive({ marking: "Not Protectively Marked" }), "public").marking).toBe(
      "Not Protectively Marked",
    );
  });
});

describe("a record withheld whole", () => {
  const view = secretive({
    title: `${CANARY}title`,
    withholding: {
      withheld: "yes",
      parts: "whole",
      ground: "foia-43",
      safeTitle: "A sale",
      review: "2026-01-31",
    },
  });

  it("is a stub in public: number, safe title, maker, date and ground", async () => {
    const paper = compose(view, "public");
    expect(linesOf(paper.blocks)).toEqual([
      "# A sale",
      "Reference = RB-2024-007",
      "Decided by = Ann Lock, Chair of the Board; Ben Sluice, Vice Chair",
      "Date = 12 Feb 2024",
      "Outcome = Approved",
      "To be reviewed on = 31 Jan 2026",
      `Withheld: Decision with everything. Ground: ${GROUND}`,
    ]);
    const { pdf } = render(paper);
    expect(bytes(pdf) + (await textOf(pdf))).not.toContain(CANARY);
    expect(await checkPdf(pdf)).toEqual([]);
  });
});

describe("the restricted paper", () => {
  it("holds all of it, and says that it is not for publication", async () => {
    const paper = compose(secretive(), "restricted");
    expect(paper.notForPublication).toBe(true);
    const text = await textOf(render(paper).pdf);
    for (const part of ["advice", "lead@", "finance", "clause", "marking", "file", "reason", "comment"])
      expect(text).toContain(`${CANARY}${part}`);
    expect(text).toContain("Not for publication");
  });

  it("is the public paper where nothing is confidential", () => {
    const filled = viewOf(
      everyOffice,
      "everything",
      { ...everyAnswer, leads: [{ name: "Jo" }] },
      everySignature,
    );
    const layout = filled.form.layout.filter((block) => !/advice|attachments/.test(JSON.stringify(block)));
    const plain = { ...filled, form: { ...filled.form, layout } };
    const restricted = compose(plain, "restricted");
    expect(restricted).toEqual({ ...compose(plain, "public"), edition: "restricted" });
    expect(render(restricted).pdf).toEqual(render(compose(plain, "public")).pdf);
  });
});
