/** Who is asked, and who may decide: each edge of the plan and of the scheme of delegation moved by one. */
import { type Planted, planted } from "./planted.ts";

const plan = planted("core/signoff/plan.ts", ["tests/signoff/plan.test.ts"]);
const scheme = planted("core/signoff/delegation.ts", ["tests/signoff/plan.test.ts"]);
const submitting = planted("core/record/records.ts", [
  "tests/signoff/signoff.test.ts",
  "tests/record/records.test.ts",
  "tests/signoff/outsiders.test.ts",
]);

export const MOVED_EDGES: Planted[] = [
  plan("a post is taken up a day late", "p.from <= day)", "p.from < day)"),
  plan("a post is taken up whenever one likes", "(p.from === undefined || p.from <= day)", "true"),
  plan("a post ends a day early", "day <= p.to)", "day < p.to)"),
  plan("a post is held for ever", "(p.to === undefined || day <= p.to)", "true"),
  plan("a stand-in begins a day late", "s.from <= day", "s.from < day"),
  plan("a stand-in ends a day early", "day <= s.to,", "day < s.to,"),
  plan("a stand-in stands in for anyone", "s.for === holder && ", ""),
  plan("whoever has left fills any seat", "  if (!person) return false;\n", "  if (!person) return true;\n"),
  plan(
    "the author is asked in the holder's place",
    "if (deputy) return deputy.id === author ? undefined :",
    "if (deputy) return",
  ),
  plan(
    "the author is asked for their own paper",
    "return holder.id === author ? undefined : { post",
    "return { post",
  ),
  plan("one person signs twice", "proposal.problems.push(...doubled(office, proposal.plan));", ""),
  plan("a paper is submitted that nobody will decide", "if (last?.kind !== ending)", "if (false)"),
  plan(
    "a board is asked with too few for its quorum",
    "if (slots.length >= quorum)",
    "if (slots.length > 0)",
  ),
  plan("all of a board must approve", "return { slots, need: quorum };", "return { slots };"),
  plan("a refusal needs no reason", '"return", "refuse", "defer"]);', '"return", "defer"]);'),
  scheme("a limit excludes its last penny", "amount <= upTo", "amount < upTo"),
  scheme("a limit is none", "(upTo === undefined || amount <= upTo)", "true"),
  scheme("what is reserved goes down", "reserved.length ? reserved :", "false ? reserved :"),
  scheme(
    "one category covered is enough",
    "asked.every((c) => categories.includes(c))",
    "asked.some((c) => categories.includes(c))",
  ),
  scheme("a paper of no category is covered by any row", "(asked.length > 0 && asked", "(asked"),
  submitting(
    "a paper is submitted to whoever may not decide it",
    "if (unlawful) throw new InvalidAnswers([{ id: makerField, message: unlawful }]);",
    "",
  ),
  submitting(
    "a paper is submitted whose plan has a gap",
    'if (gaps.length) throw new InvalidAnswers(gaps.map((message) => ({ id: "plan", message })));',
    "",
  ),
  submitting("a paper is submitted with answers missing", "if (problems.length) throw", "if (false) throw"),
  planted("core/signoff/on-paper.ts", ["tests/faults/answers.test.ts"])(
    "deciding by hand under a scheme of delegation that has changed",
    'tx.check("scheme", officeKey(seen.office.office), { version: scheme })',
    'tx.check("scheme", officeKey(seen.office.office), {})',
  ),
];
