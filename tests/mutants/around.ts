/** What stands around a signature: stepping aside, void decisions, corrections, people from outside, sessions. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text of the sources as it stands there
import { type Planted, planted, without } from "./planted.ts";

const ASIDE = `tx.update("task-open", taskKey(id, task), set, { status: "open", person });`;
const ASIDE_LINK = `    tx.update("token", tokenKey(token), { revoked: true }, { used: false });\n`;
const VOIDABLE = `if (office.publication?.review !== "publisher" || state.releasedToPublic || !state.number)`;

const aside = planted("core/record/commit.store.ts", ["tests/faults/conditions.test.ts"]);
const voiding = planted("core/record/decide.ts", ["tests/model/guards-managing.test.ts"]);
const board = planted("core/record/following.ts", ["tests/signoff/interests.test.ts"]);
const withdrawing = planted("core/record/withdrawing.ts", ["tests/numbers/check.test.ts"]);
const numbers = planted("core/notice/numbers.store.ts", ["tests/numbers/check.test.ts"]);
const outside = (file: string) => planted(file, ["tests/signoff/outsiders.test.ts"]);
const session = planted("core/session/sign-in.store.ts", ["tests/session/sign-in.test.ts"]);
const asked = planted("core/session/asked.ts", ["tests/session/sign-in.test.ts"]);

export const LOOSE_AROUND: Planted[] = [
  aside("stepping aside from a request that is closed", ASIDE, without(ASIDE, 'status: "open", ')),
  aside("stepping aside from somebody else's request", ASIDE, without(ASIDE, ", person")),
  aside(
    "stepping aside by a link that was used",
    ASIDE_LINK,
    ASIDE_LINK.replace("{ used: false });", "{});"),
  ),
  voiding(
    "void where the office publishes by itself",
    VOIDABLE,
    without(VOIDABLE, 'office.publication?.review !== "publisher" || '),
  ),
  voiding("void once it goes out", VOIDABLE, without(VOIDABLE, " || state.releasedToPublic")),
  voiding("void without a number to account for", VOIDABLE, without(VOIDABLE, " || !state.number")),
  {
    ...voiding(
      "the other post is signed for, held or not",
      `  mayAct(state, { task: id, person, hash }, context);\n`,
      "",
    ),
    file: "core/record/decide-task.ts",
    tests: ["tests/model/guards.test.ts"],
  },
  board("one member of a board refuses for all", "if (couldPass(state, stage.id)) return [];", ""),
  board(
    "a board refuses since a seat is empty",
    "openTasks(state).filter((t) => t.stage === stageId).length",
    "openTasks(state).filter((t) => t.stage === stageId && !isVacant(t)).length",
  ),
  board(
    "governance is told that an empty seat will sign",
    "t.stage === task.stage && !isVacant(t)",
    "t.stage === task.stage",
  ),
  planted("core/record/following.ts", ["tests/record/correcting.test.ts"])(
    "a correction that is refused takes the place of what was decided",
    "if (!state.correction || correctsRefusal(state))",
    "if (true)",
  ),
  withdrawing("another office withdraws a record", "    assertOffice(loaded, actor);\n", ""),
  withdrawing(
    "anyone in the office withdraws a record",
    'const governance = actor.roles.includes("governance");',
    "const governance = true;",
  ),
  withdrawing("a withdrawn number has no entry", "    addEntry(tx, entry);\n", ""),
  withdrawing("a withdrawn number stays on the list", "    enterNumber(tx, entry);\n", ""),
  numbers("a number of another record is taken off the list", "unlisted, { record: id }", "unlisted, {}"),
  planted("core/notice/entering.store.ts", ["tests/faults/publishing.test.ts"])(
    "an older publication takes a newer one's place in the register",
    '  else tx.replace("register", key, item, { publication: { below: entry.publication } });\n  keepNumber',
    '  else tx.replace("register", key, item, {});\n  keepNumber',
  ),
  outside("core/signoff/signing.ts")(
    "whoever is asked from outside is shown the office's people",
    "(task.post ? (view.office.people ?? []) : [])",
    "(view.office.people ?? [])",
  ),
  outside("core/signoff/plan.ts")(
    "an author signs their own paper by their own address",
    "if (own === author) return { problem",
    "if (false) return { problem",
  ),
  outside("core/signoff/plan.ts")(
    "an address in capitals is somebody else's",
    "person?.email?.trim().toLowerCase()",
    "person?.email?.trim()",
  ),
  outside("core/record/outsiders.ts")(
    "a name is found by the address as it was typed alone",
    "`mail:${email.trim().toLowerCase()}`",
    "`mail:${email.trim()}`",
  ),
  outside("core/record/signatory.ts")(
    "a signature binds no name",
    "salt ? saltedHash(openSalt(salt), signatoryWords(row)) : undefined",
    "salt ? undefined : undefined",
  ),
  planted("core/record/records.ts", ["tests/routes/officers.test.ts"])(
    "a record of another office is there for everyone",
    "if (loaded.state.office !== actor.office)",
    "if (false)",
  ),
  {
    ...session("a session lasts for ever", "if (!found || found.exp <= now) return", "if (!found) return"),
    tests: ["tests/routes/officers.test.ts"],
  },
  session(
    "whoever asks at the same moment again gets several links",
    "{ last: asked.last, inHour: asked.inHour }",
    "{}",
  ),
  session(
    "whoever asks at the same moment gets several links",
    '.create("asked", limit, counted)',
    '.keep("asked", limit, counted)',
  ),
  asked("any number of links an hour", " || inHour >= AN_HOUR", ""),
  asked("any number of links a minute", "if (tooSoon || inHour", "if (inHour"),
];
