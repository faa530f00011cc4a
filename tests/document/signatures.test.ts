import { describe, expect, it } from "vitest";
import { compose } from "#core/document/compose.ts";
import type { PaperBlock } from "#core/document/paper.ts";
import type { Block, Outcome, Stage } from "#core/form/definition.ts";
import { inlineText } from "#core/form/richtext.ts";
import type { RecordView, SignOff } from "#core/record/view.ts";
import { statementText } from "#core/signoff/statement.ts";
import { everyAnswer, everyOffice, everySignature } from "./fixtures/every.ts";
import { exampleView, exampleViews, viewOf } from "./fixtures/views.ts";

type Signature = Extract<PaperBlock, { t: "signature" }>;

function signatures(
  view: RecordView,
  stage: string,
  edition: "public" | "restricted" = "public",
): Signature[] {
  return compose(view, edition).blocks.filter(
    (b): b is Signature => b.t === "signature" && b.stage === stage,
  );
}

const every = (signed = everySignature, change: Partial<RecordView> = {}) =>
  viewOf(everyOffice, "everything", everyAnswer, signed, change);

/** A record with one stage of its own, signed or not. */
function withStage(stage: Partial<Stage>, signed?: Partial<SignOff>): RecordView {
  const view = every([]);
  const own: Stage = { id: "own", kind: "decide", by: { post: "chair" }, ...stage } as Stage;
  const block: Block = {
    block: "signature",
    stage: "own",
    title: "Decision",
    lines: [
      { label: "Signed", show: "signature" },
      { label: "Date", show: "date" },
    ],
  };
  const signOff: SignOff = {
    stage: "own",
    slot: 0,
    person: "ann-lock",
    name: "Ann Lock",
    capacity: "Chair of the Board",
    outcome: "approve",
    hash: "h",
    at: "2024-02-12T10:32:00Z",
    method: "link",
    ...signed,
  };
  return {
    ...view,
    form: { ...view.form, stages: [own], layout: [{ block: "heading", level: 1, text: "Head" }, block] },
    plan: undefined,
    signOffs: signed ? [signOff] : [],
  };
}

const one = (view: RecordView) => {
  const [signature] = signatures(view, "own", "restricted");
  if (!signature) throw new Error("The paper has no such signature");
  return signature;
};

describe("a signature", () => {
  it("says who, in which capacity, when with the zone, and how", () => {
    const [signature] = signatures(exampleView("norfolk/change-project"), "chief-finance-officer");
    expect(signature?.lines[0]?.value).toMatch(
      /^Signed electronically by .+ as Chief Finance Officer \(Section 151 Officer\) on 12 February 2024 at 10:32 GMT$/,
    );
    expect(signature?.lines[1]).toEqual({ label: "Date:", value: "12/02/2024" });
  });

  it("shows every line a form may ask, in summer time", () => {
    const [, second] = signatures(every(), "board");
    expect(second?.lines.map((line) => line.value)).toEqual([
      "Signed electronically by Ben Sluice as Vice Chair on 12 June 2024 at 11:32 BST",
      "Ben Sluice",
      "Vice Chair",
      "Approved",
      "11:32 BST",
      "",
    ]);
  });

  it("names whom a deputy stood in for", () => {
    const view = withStage({}, { for: { person: "x", name: "Ben Sluice" } });
    expect(one(view).lines[0]?.value).toBe(
      "Signed electronically by Ann Lock as Chair of the Board, for Ben Sluice, on 12 February 2024 at 10:32 GMT",
    );
  });

  it("marks the alternative chosen and leaves the others as they are", () => {
    const [signature] = signatures(every(), "finance-officer");
    expect(signature?.alternatives?.one.map(({ label, chosen }) => [label, chosen])).toEqual([
      ["a)", false],
      ["b)", true],
    ]);
    expect(signature?.alternatives?.and.map((a) => a.text)).toEqual([
      "Financial Regulations have been complied with.",
    ]);
  });

  it("waits in a draft, with the outcomes still open", () => {
    const [first] = signatures(every([]), "board");
    expect(first?.state).toBe("waiting");
    expect(inlineText(first?.statement ?? [])).toBe("The above request HAS / HAS NOT my approval.");
    expect(first?.lines.map((line) => line.value)).toEqual([
      "Not yet signed",
      "Ann Lock",
      "Chair of the Board",
      "",
      "",
      "",
    ]);
  });

  it("waits for whoever of several has still to sign", () => {
    const some = signatures(every(everySignature.slice(0, 3)), "board");
    expect(some.map((s) => s.state)).toEqual(["signed", "waiting"]);
    expect(some.map((s) => s.title)).toEqual(["The Board", undefined]);
  });

  it("says why a stage was not needed", () => {
    const [signature] = signatures(every(), "lawyer");
    expect(signature).toMatchObject({ state: "not-needed", lines: [], statement: [] });
    expect(signature?.note).toMatch(/^Not needed/);
  });

  it.each<[Outcome, string, string | undefined]>([
    ["approve", "I approve it.", undefined],
    ["approve-with-changes", "I approve it.", "Approved with changes: Because."],
    ["refuse", "Refused. Not made: “I approve it.”", "Reason: Because."],
    ["defer", "Deferred. Not made: “I approve it.”", "Reason: Because."],
    ["note", "Noted. Not made: “I approve it.”", "Reason: Because."],
  ])("never prints a statement as made by who chose %s, unless they made it", (outcome, words, note) => {
    const reason = outcome === "approve" ? undefined : "Because.";
    const signature = one(withStage({ statement: "I approve it." }, { outcome, reason }));
    expect(inlineText(signature.statement)).toBe(words);
    expect(signature.note).toBe(note);
  });

  it("does not print what was returned as signed", () => {
    expect(one(withStage({}, { outcome: "return", reason: "Because." })).state).toBe("waiting");
  });

  it("prints the very statement that was signed", () => {
    for (const { view } of exampleViews())
      for (const signed of view.signOffs) {
        const stage = view.form.stages.find((s) => s.id === signed.stage);
        for (const { statement } of signatures(view, signed.stage))
          expect(inlineText(statement)).toBe(stage && statementText(stage, signed.outcome));
      }
  });
});

describe("a comment", () => {
  it("of a decision prints in public; an officer's only in the restricted paper", () => {
    const advice = (kind: Stage["kind"], edition: "public" | "restricted") =>
      signatures(withStage({ kind }, { comment: "Mind the gap." }), "own", edition)[0]?.note;
    expect(advice("decide", "public")).toBe("Comment: Mind the gap.");
    expect(advice("check", "restricted")).toBe("Comment: Mind the gap.");
    expect(advice("check", "public")).toBeUndefined();
  });
});
