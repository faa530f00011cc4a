/**
 * Every guard that refuses a command, dropped one at a time: they are read from the sources themselves,
 * so that a new guard has its mutant from the day it is written. Beside them what is counted and compared.
 */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text of the sources as it stands there
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Planted } from "./planted.ts";

const ROOT = join(import.meta.dirname, "../..");
const TASK = "core/record/decide-task.ts";
const FOLLOWING = "core/record/following.ts";
const GUARDS = ["tests/model/guards.test.ts", "tests/model/guards-managing.test.ts"];
/** `if (…)` and what it refuses with, or answers that someone cannot take a request for. */
const GUARD =
  /if \((?<holds>[^\n]+)\)\n? *(?:refuse\(\s*"[\w-]+",\s*"(?<code>[\w-]+)"|return "(?<words>[^"]+)")/g;

function guardsOf(file: string, tests = GUARDS): Planted[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const found = [...text.matchAll(GUARD)];
  return found.map((match) => {
    const { holds = "", code, words } = match.groups ?? {};
    // What stands around it makes it the only one of its kind.
    const before = text.slice(Math.max(0, match.index - 90), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 60);
    const find = `${before}${match[0]}${after}`;
    const name = `no guard: ${code ?? words} (${holds.slice(0, 50)})`;
    return {
      name,
      file,
      find,
      put: `${before}${match[0].replace(holds, "false")}${after}`,
      tests,
    };
  });
}

const counts = (name: string, find: string, put: string, file = FOLLOWING, redundant?: string): Planted => ({
  name,
  file,
  find,
  put,
  tests: GUARDS,
  redundant,
});

const SHOWN = "command.hash !== task.hash || command.hash !== state.hash";

export const DROPPED_GUARDS: Planted[] = [
  ...guardsOf("core/record/decide.ts"),
  ...guardsOf(TASK),
  ...guardsOf("core/record/guards.ts"),
  ...guardsOf("core/record/decide-paper.ts", [
    "tests/model/guards-managing.test.ts",
    "tests/signoff/on-paper.test.ts",
  ]),
  ...guardsOf("core/record/decide-published.ts", ["tests/record/correcting.test.ts"]),
  counts("what was shown is not held against the request", SHOWN, "command.hash !== state.hash", TASK),
  counts("what was shown is not held against the record", SHOWN, "command.hash !== task.hash", TASK),
  counts("counts sign-offs of older content", "      t.hash === state.hash,\n", "      true,\n"),
  counts("counts sign-offs of an earlier round", "t.task.startsWith(`${state.cycle}#`) &&", "true &&"),
  counts(
    "counts requests that are not signed",
    '      t.status === "done" &&\n',
    "",
    FOLLOWING,
    "only a signature gives a request an outcome, and closes it as done in the same event",
  ),
  counts("counts a comment that lets nothing pass", "      PASSING.has(t.outcome) &&\n", ""),
  counts(
    "one fewer is enough",
    "passedAt(state, stageId) >= planned.need",
    "passedAt(state, stageId) >= planned.need - 1",
  ),
  counts(
    "the next step opens before those beside have signed",
    "if (!step.every((s) => stageDone(now, s.stage))) return closed;",
    "",
  ),
  counts(
    "a return leaves the others open",
    'return [...close("Returned", openTasks(state)), { type: "Returned", data: { task, outcome } }];',
    'return [{ type: "Returned", data: { task, outcome } }];',
  ),
  counts(
    "enough have signed, and the others stay open",
    "return [...closed, ...(ends && isLast ? [decided] : openStep(now, now.step + 1, context))];",
    "return ends && isLast ? [decided] : openStep(now, now.step + 1, context);",
  ),
  counts("a stand-in is not named as one", "...(isDeputy && { for: from })", "", TASK),
  counts(
    "the request goes to whoever the plan named, who may have left",
    "  if (!post) return planned;\n",
    "  if (post) return planned;\n",
  ),
];
