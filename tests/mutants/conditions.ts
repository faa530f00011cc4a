/** The conditions of each write, dropped one at a time. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text of the sources as it stands there
import { type Planted, without } from "./planted.ts";

const COMMIT = "core/record/commit.store.ts";
const CONDITIONS = "tests/faults/conditions.test.ts";
const ANSWERS = "tests/faults/answers.test.ts";
const PUBLISHING = "tests/faults/publishing.test.ts";
const MODEL = "tests/model/model.test.ts";

/** A whole item is put whether or not there is one. */
function unconditional(item: string, tests: string[], redundant?: string): Planted {
  return {
    name: `${item}: put over one that is there`,
    file: "core/aws/tx.ts",
    find: 'ConditionExpression: "attribute_not_exists(pk)"',
    put: `ConditionExpression: name === "${item}" ? undefined : "attribute_not_exists(pk)"`,
    tests,
    redundant,
  };
}

const SIGNED = `tx.update("task-open", taskKey(id, task), closed, { status: "open", person, hash });`;
const SIGNED_BY = "{ used: false, revoked: { absent: true }, ...live, person, hash },";
const MOVED = `tx.update("task-open", taskKey(id, task), set, { status: "open", person: from });`;
const VOIDED = `tx.update("task-open", taskKey(id, task), { ...NOT_DUE, status: "void" }, { status: "open" });`;
const SUBMITTED = `tx.update("draft", key, { locked: true }, { saveNo, locked: { absent: true } });`;
const MOVED_LINK = 'if (row) tx.update("token", tokenKey(row.token), { revoked: true }, { used: false });';
const VOIDED_LINK = `    if (token) tx.update("token", tokenKey(token), { revoked: true }, { used: false });`;

const commit = (name: string, find: string, part: string, tests = [CONDITIONS]): Planted => ({
  name,
  file: COMMIT,
  find,
  put: without(find, part),
  tests,
});
const instead = (name: string, find: string, put: string, tests = [CONDITIONS]): Planted => ({
  name,
  file: COMMIT,
  find,
  put,
  tests,
});

const draft = (name: string, find: string, put: string): Planted => ({
  ...instead(name, find, put),
  file: "core/record/draft-items.ts",
});

export const DROPPED_CONDITIONS: Planted[] = [
  unconditional("command", [CONDITIONS, ANSWERS]),
  unconditional("new", [CONDITIONS]),
  unconditional("event", [CONDITIONS]),
  unconditional("mail", [CONDITIONS]),
  unconditional("task", [CONDITIONS]),
  unconditional("draft", [CONDITIONS]),
  unconditional("content", [CONDITIONS]),
  unconditional("counter", [CONDITIONS]),
  unconditional("claim", [CONDITIONS]),
  unconditional("words", [CONDITIONS]),
  unconditional(
    "token-new",
    [CONDITIONS],
    "a token's id is 128 random bits: there never is one to be put over",
  ),
  unconditional(
    "findings",
    [CONDITIONS, ANSWERS],
    "they stand beside the content of the same version, in the same transaction, whose own condition holds",
  ),
  unconditional("register", [PUBLISHING]),
  unconditional(
    "document",
    [PUBLISHING],
    "the publication's own event, command and revision refuse a second one in the same transaction",
  ),
  {
    name: "publishing on a state that has gone on",
    file: "core/record/publishing.ts",
    find: "const stale = loaded.rev !== from.rev;",
    put: "const stale = false;",
    tests: [PUBLISHING],
    redundant: "the step's command id is the same for every worker, and is refused the second time",
  },
  {
    name: "each worker publishes under a command of its own",
    file: "core/record/publishing.ts",
    find: "await system(view, loaded, `publication-${n}`, now,",
    put: "await system(view, loaded, `publication-${n}-${Math.random()}`, now,",
    tests: [PUBLISHING],
    redundant: "a worker whose state has gone on does nothing (the revision)",
  },
  instead("a record is replaced at any revision", "{ rev: before.rev }", "{}"),
  commit("signing a request that is not open", SIGNED, 'status: "open", '),
  commit("signing a request of somebody else", SIGNED, "person, "),
  commit("signing a request bound to other content", SIGNED, ", hash"),
  commit("signing by a used link", SIGNED_BY, "used: false, "),
  commit("signing by a revoked link", SIGNED_BY, "revoked: { absent: true }, "),
  commit("signing by a link that ran out", SIGNED_BY, "...live, "),
  commit("signing by a link of somebody else", SIGNED_BY, "person, "),
  commit("signing by a link bound to other content", SIGNED_BY, ", hash"),
  commit("moving a request that is closed", MOVED, 'status: "open", '),
  commit("moving a request that is somebody else's by now", MOVED, ", person: from"),
  instead("moving a request whose link was used", MOVED_LINK, MOVED_LINK.replace("{ used: false }", "{}")),
  instead("closing a request that is closed", VOIDED, VOIDED.replace('{ status: "open" });', "{});")),
  instead("revoking a link that was used", VOIDED_LINK, VOIDED_LINK.replace("{ used: false }", "{}")),
  instead(
    "sending a closed request again",
    `tx.update("task-open", taskKey(id, task), set, { status: "open" });`,
    `tx.update("task-open", taskKey(id, task), set, {});`,
  ),
  instead(
    "making a used link last longer",
    'tx.update("token", tokenKey(token), expiry(change.now), { used: false });',
    'tx.update("token", tokenKey(token), expiry(change.now), {});',
  ),
  instead(
    "asking about a closed request",
    `tx.check("task-open", taskKey(id, event.data.task), { status: "open" });`,
    `tx.check("task-open", taskKey(id, event.data.task), {});`,
  ),
  draft("submitting a draft that was saved again", SUBMITTED, without(SUBMITTED, "saveNo, ")),
  draft("submitting a draft that is locked", SUBMITTED, without(SUBMITTED, ", locked: { absent: true }")),
  draft(
    "giving back a draft that is not locked",
    'tx.update("draft", key, { locked: undefined }, { locked: true });',
    'tx.update("draft", key, { locked: undefined }, {});',
  ),
  draft(
    "withdrawing a draft that is locked",
    'tx.update("draft", key, { locked: true }, { locked: { absent: true } });',
    'tx.update("draft", key, { locked: true }, {});',
  ),
  instead("counting on from any number", "...listed }, { last: counter.last });", "...listed }, {});"),
  {
    name: "deciding under a scheme of delegation that has changed",
    file: "core/signoff/signing.ts",
    find: 'tx.check("scheme", officeKey(view.office.office), { version: scheme })',
    put: 'tx.check("scheme", officeKey(view.office.office), {})',
    tests: [ANSWERS],
  },
  {
    name: "saving over a draft that somebody else saved",
    file: "core/record/records.ts",
    find: "changeItem(draftKey(id), set, { saveNo, locked: { absent: true } })",
    put: "changeItem(draftKey(id), set, { locked: { absent: true } })",
    tests: ["tests/record/records.test.ts"],
  },
  {
    name: "saving a draft while others sign it",
    file: "core/record/records.ts",
    find: "changeItem(draftKey(id), set, { saveNo, locked: { absent: true } })",
    put: "changeItem(draftKey(id), set, { saveNo })",
    tests: ["tests/record/records.test.ts"],
  },
  {
    name: "numbering what has a number",
    file: "core/record/execute.ts",
    find: "if (!id || !series || state.number) return undefined;",
    put: "if (!id || !series) return undefined;",
    tests: [MODEL],
  },
  {
    name: "signing in twice by one link",
    file: "core/session/sign-in.store.ts",
    find: "{ used: true }, { used: false, exp: { above: now } }",
    put: "{ used: true }, { exp: { above: now } }",
    tests: ["tests/routes/officers.test.ts"],
  },
  {
    name: "signing in by a link that ran out",
    file: "core/session/sign-in.store.ts",
    find: "{ used: true }, { used: false, exp: { above: now } }",
    put: "{ used: true }, { used: false }",
    tests: ["tests/routes/officers.test.ts"],
  },
];

export const DROPPED_EFFECTS: Planted[] = [
  instead("a signature does not use its link up", "      { used: true },", "      { seen: true },", [MODEL]),
  instead(
    "a request that is moved leaves its old link alive",
    MOVED_LINK,
    MOVED_LINK.replace("revoked", "moved"),
    [MODEL],
  ),
  instead(
    "a request that is closed leaves its link alive",
    VOIDED_LINK,
    VOIDED_LINK.replace("revoked", "closed"),
    [MODEL],
  ),
  instead(
    "whoever steps aside keeps a link that lives",
    `    tx.update("token", tokenKey(token), { revoked: true }, { used: false });\n`,
    "",
    ["tests/signoff/interests.test.ts"],
  ),
  instead(
    "the counter is raised, and no number claimed",
    `  tx.create("claim", claimKey(office, series, period, n), {`,
    `  tx.keep("unclaimed", taskKey(id, "unclaimed"), {`,
    [MODEL],
  ),
  instead(
    "an email to whoever signed is not written down",
    `for (const letter of letters) tx.create("mail", letter.key, letter.item);`,
    `for (const letter of letters) if (letter.wanted.kind !== "receipt") tx.create("mail", letter.key, letter.item);`,
    [MODEL],
  ),
  {
    name: "a lost race passes for done",
    file: "core/record/execute.ts",
    find: "if (outcome.ok) return outcome.state;",
    put: 'if (outcome.ok || outcome.failed === "rev") return outcome.state;',
    tests: [MODEL],
  },
  {
    name: "a command that was done is refused when it is repeated",
    file: "core/record/execute.ts",
    find: "if (refusal instanceof AppError && (await wasDone(id, cmdId))) return loaded.state;",
    put: "",
    tests: [ANSWERS],
  },
  {
    name: "a transaction that was cancelled without a reason passes for done",
    file: "core/aws/tx.ts",
    find: "if (!isTransient(error) || attempt >= 11) throw error;",
    put: "if ((error as { CancellationReasons?: unknown }).CancellationReasons === undefined) return { ok: true };",
    tests: [ANSWERS],
  },
  {
    name: "a conflict is not tried again",
    file: "core/aws/tx.ts",
    find: '  "TransactionConflict",\n',
    put: "",
    tests: [ANSWERS],
  },
];
