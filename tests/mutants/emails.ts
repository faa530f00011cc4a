/** The outbox: its lease, its bounds, what it does where nobody can tell, and who is told. */
import type { Planted } from "./planted.ts";

const DELIVER = "core/notification/lease.ts";
const RECEIPTS = "core/notification/receipts.ts";
const TESTS = ["tests/notification/delivery.test.ts", "tests/faults/delivery.test.ts"];
const MODEL = "tests/model/model.test.ts";

const deliver = (name: string, find: string, put: string, tests = TESTS): Planted => ({
  name,
  file: DELIVER,
  find,
  put,
  tests,
});
const note = (name: string, find: string, put: string, tests = TESTS): Planted => ({
  name,
  file: RECEIPTS,
  find,
  put,
  tests,
});

export const BROKEN_EMAILS: Planted[] = [
  deliver(
    "an email is sent without its lease",
    '    { status: "PENDING", sends: entry.sends },\n',
    "    {},\n",
  ),
  deliver("a lease is taken by whoever comes second, too", 'if (!leased) return "not-mine";', ""),
  {
    ...deliver("a lease runs out at once", 'if (Date.parse(now) < until) return "later";', ""),
    redundant: "whoever looks before it ends only notes when to look again: nothing is sent before that",
  },
  deliver(
    "what nobody can tell is sent again at once",
    "if (Date.parse(now) < until + PATIENCE_MS) {",
    "if (false) {",
  ),
  deliver("what nobody can tell is sent again and again", "if (entry.ambiguous >= 1)", "if (false)"),
  deliver(
    "what nobody can tell is not counted",
    "ambiguous: entry.ambiguous + 1",
    "ambiguous: entry.ambiguous",
  ),
  deliver("a failed email is in nobody's ledger", "  await box.failed(entry, problem, now);\n", ""),
  deliver(
    "settled by a worker whose lease ran out",
    "    { status: entry.status, sends: entry.sends },\n  );\n}\n\nfunction isOld",
    "    {},\n  );\n}\n\nfunction isOld",
    [...TESTS, MODEL],
  ),
  deliver(
    "settled before it is sent",
    "    const data = await mime(",
    '    await settle(box, key, entry, "SENT", now, {});\n    const data = await mime(',
  ),
  deliver("a request to slow down is taken for a refusal", "if (throttled) {", "if (false) {"),
  deliver(
    "SES failing is taken for a refusal",
    '$fault === "client" && ($metadata?.httpStatusCode ?? 500) < 500',
    "true",
  ),
  note("a late report undoes a bounce", "if (rank(news.delivery) <= rank(entry.delivery)) return true;", ""),
  note(
    "a bounce is in nobody's ledger",
    'if ("status" in news) await recordUndelivered({ ...entry, ...news }, now);',
    "",
  ),
  note(
    "what SES says it sent is sent again",
    'const doubted = entry.status === "SENDING" ||',
    "const doubted =",
  ),
  {
    name: "a reminder is sent again by a sweep that overlaps",
    file: "core/record/reminding.ts",
    find: "      isDue &&\n",
    put: "",
    tests: ["tests/faults/answers.test.ts"],
  },
  {
    name: "a request that nobody wants any more is sent",
    file: "core/notification/letter.ts",
    find: 'if (task?.status !== "open" || !row || task.person !== entry.person)',
    put: "if (!task || !row)",
    tests: TESTS,
  },
  {
    name: "who asked a question is not told of the answer",
    file: "core/record/owed.ts",
    find: 'if (asker) list.push({ kind: "answer", person: asker, task: event.data.task });',
    put: "",
    tests: [MODEL],
  },
];
