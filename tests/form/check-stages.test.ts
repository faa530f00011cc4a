import { describe } from "vitest";
import { decision, field, finds, stage } from "./spoiling.ts";

describe("the stages", () =>
  finds("error", [
    [
      "a stage twice",
      (o) => (stage(o, 0).id = "finance"),
      "forms.decision.stages.finance.id",
      "Another stage has the id",
    ],
    [
      "a stage of no post",
      (o) => (stage(o, 0).by = { post: "cfoo" }),
      "forms.decision.stages.advice.by.post",
      "Did you mean “cfo”?",
    ],
    [
      "one of several of no post",
      (o) => (stage(o, 2).by = [{ post: "cfo" }, { post: "ce" }]),
      "forms.decision.stages.witness.by[1].post",
      "Write one of: pcc, cfo",
    ],
    [
      "a maker of no field",
      (o) => (stage(o, 3).by = { maker: "makr" }),
      "forms.decision.stages.maker.by.maker",
      "Did you mean “maker”?",
    ],
    [
      "a maker of another type",
      (o) => (stage(o, 3).by = { maker: "witness" }),
      "forms.decision.stages.maker.by.maker",
      "Name a field of type “maker”",
    ],
    [
      "an address never asked",
      (o) => delete field(o, "witness", "person").contact,
      "forms.decision.stages.witness.by[0].email",
      '"contact": true',
    ],
    [
      "more needed than asked",
      (o) => (stage(o, 2).need = 3),
      "forms.decision.stages.witness.need",
      "Write 2 or fewer",
    ],
    [
      "a decision that no one takes",
      (o) => decision(o).stages.pop(),
      "forms.decision.stages.witness.kind",
      'must be of kind "decide"',
    ],
    [
      "a decision that is released",
      (o) => (stage(o, 0).kind = "release"),
      "forms.decision.stages.advice.kind",
      'Use "decide"',
    ],
    [
      "a report that decides",
      (o) => (o.forms[1]!.stages[0]!.kind = "decide"),
      "forms.report.stages.release.kind",
      "takes no decision",
    ],
    [
      "a notice that no one releases",
      (o) =>
        Object.assign(o.forms[1]!, { kind: "notice" }).stages.push({
          id: "c",
          kind: "check",
          by: { post: "pcc" },
          statement: "Yes.",
        }),
      "forms.report.stages.c.kind",
      'must be of kind "release"',
    ],
    [
      "beside a later stage",
      (o) => (stage(o, 0).beside = "finance"),
      "forms.decision.stages.advice.beside",
      "must stand before",
    ],
    [
      "beside no stage",
      (o) => (stage(o, 1).beside = "advise"),
      "forms.decision.stages.finance.beside",
      "Did you mean “advice”?",
    ],
    [
      "an outcome twice",
      (o) => stage(o, 3).outcomes!.push({ id: "return" }),
      "forms.decision.stages.maker.outcomes.return",
      "given twice",
    ],
    [
      "no way on",
      (o) => (stage(o, 1).outcomes = [{ id: "return" }]),
      "forms.decision.stages.finance.outcomes",
      "Add “approve”",
    ],
    [
      "a verb that is not said",
      (o) => delete stage(o, 3).outcomes![1]!.says,
      "forms.decision.stages.maker.outcomes.refuse",
      "Add “says”",
    ],
    [
      "a verb with no outcomes",
      (o) => delete stage(o, 3).outcomes,
      "forms.decision.stages.maker.statement",
      "Add “outcomes”",
    ],
    [
      "a statement with an answer in it",
      (o) => (stage(o, 1).statement = "I certify {amount}:"),
      "forms.decision.stages.finance.statement",
      "It holds {amount}",
    ],
    [
      "an alternative twice",
      (o) => (stage(o, 1).alternatives!.and![0]!.id = "a"),
      "forms.decision.stages.finance.alternatives",
      "have the id “a”",
    ],
    [
      "each of no clauses",
      (o) => (stage(o, 3).each = "decision"),
      "forms.decision.stages.maker.each",
      "There is no field of type “clauses” “decision”",
    ],
    [
      "a comment into no field",
      (o) => (stage(o, 0).comment!.into = "advise"),
      "forms.decision.stages.advice.comment.into",
      "Did you mean “advice”?",
    ],
    [
      "a comment into no prose",
      (o) => {
        stage(o, 0).comment!.into = "title";
        decision(o).sections[1]!.fields.push("advice");
      },
      "forms.decision.stages.advice.comment.into",
      "type “prose”",
    ],
  ]));

describe("the stages, worth a look", () =>
  finds("warning", [
    [
      "a decision only sometimes taken",
      (o) => (stage(o, 3).when = { means: "amount", over: 0 }),
      "forms.decision.stages.maker.when",
      "no one is left",
    ],
    [
      "a maker not always chosen",
      (o) => delete field(o, "maker").required,
      "forms.decision.stages.maker.by.maker",
      '"required": true',
    ],
    [
      "words never printed",
      (o) => (stage(o, 3).statement = "It is so."),
      "forms.decision.stages.maker.outcomes.approve.says",
      "only where the statement holds {outcome}",
    ],
    [
      "nothing to sign",
      (o) => delete stage(o, 1).statement,
      "forms.decision.stages.finance",
      "Add “statement”",
    ],
    [
      "nothing to consult about",
      (o) => {
        delete stage(o, 0).comment;
        decision(o).sections[1]!.fields.push("advice");
      },
      "forms.decision.stages.advice",
      "Add “comment”",
    ],
  ]));
