/** Tokens, codes and the ledger's chain: each check dropped, each binding loosened. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text of the sources as it stands there
import { type Planted, planted } from "./planted.ts";

const TOKEN = "core/signoff/token.ts";
const CODE = "core/signoff/code.ts";
const SIGNING = "core/signoff/signing.ts";
const CHAIN = "core/ledger/chain.ts";
const SIGNATORIES = ["tests/routes/signatories.test.ts"];
const SIGNOFF = ["tests/signoff/signoff.test.ts", ...SIGNATORIES];
const VERIFIED = ["tests/ledger/agreement.test.ts", "tests/ledger/verify.test.ts"];

const token = planted(TOKEN, SIGNATORIES);
const code = planted(CODE, SIGNOFF);
const look = planted(SIGNING, [...SIGNATORIES, "tests/record/signing.test.ts"]);
/** Through the routes the commit's own conditions refuse it too, but only after every try. */
const looked = planted(SIGNING, ["tests/record/signing.test.ts", ...SIGNATORIES]);
const chain = planted(CHAIN, VERIFIED);

export const LOOSENED_LINKS: Planted[] = [
  token(
    "a link is taken without its MAC",
    "expected.length === actual.length && timingSafeEqual(expected, actual) ? tokenId : undefined",
    "expected.length === actual.length ? tokenId : undefined",
  ),
  token("a link of one purpose serves another", "`v1|${purpose}|${tokenId}`", "`v1|${tokenId}`"),
  token("a MAC binds no id", "`v1|${purpose}|${tokenId}`", "`v1|${purpose}|`"),
  looked(
    "a link that ran out shows the paper",
    "if (!tokenId || !token || token.exp <= now)",
    "if (!tokenId || !token)",
  ),
  looked(
    "a revoked link shows the paper",
    "token.revoked || task.person !== token.person",
    "task.person !== token.person",
  ),
  look("a link of somebody else shows the paper", " || task.person !== token.person", ""),
  look(
    "whoever has left the post reads on",
    'if (task.status === "open" && !mayFill(view.office, task, context.today)) throw badLink();',
    "",
  ),
  look(
    "no code is asked for",
    "if (isProven(request, signature.proof, now)) return;",
    "if (request) return;",
  ),
  look(
    "asking and passing on take no proof",
    'if (request.status === "open" && !isProven(request, proof, now))',
    "if (false)",
  ),
  look(
    "what is confidential is shown without a code",
    'isConfidential(view.form, view.answers) ? "to-read" : ',
    "",
  ),
  look(
    "anyone may be handed a request",
    "!request.others.some((p) => p.id === to) &&",
    "false &&",
    "deciding refuses it again (cannot-take), with other words",
  ),
  {
    name: "the scheme of delegation is not asked again on the day",
    file: "core/signoff/deciding.ts",
    find: 'if (problem) throw new AppError("conflict", "no-authority", problem);',
    put: "",
    tests: ["tests/faults/answers.test.ts"],
  },
  code("a code that is out of date is taken", "if (item.codeExp <= now)", "if (false)"),
  code("a code may be guessed at for ever", "if (item.codeTries >= TRIES)", "if (false)"),
  code("wrong codes are not counted", "{ codeTries: item.codeTries + 1 }", "{ codeTries: item.codeTries }"),
  code("an earlier code is taken", "codeOf(tokenId, item.codes, keys)", "codeOf(tokenId, 1, keys)"),
  code("any number of codes an hour", "if (inHour >= AN_HOUR)", "if (false)"),
  code("one code for all links", "`v1|code|${tokenId}|${n}`", "`v1|code|${n}`"),
  code(
    "one proof for all links",
    "return same(given, mac(`v1|proof|${tokenId}|${exp}`",
    "return same(given, mac(`v1|proof|${exp}`",
  ),
  code("a proof lasts for ever", "|| Number(exp) <= Date.parse(now)", ""),
  code("a decider needs no code", 'return stage.kind === "decide" || ', "return "),
];

export const BROKEN_CHAIN: Planted[] = [
  chain("the chain is not linked", "    head = stored.h;\n", ""),
  chain(
    "an event does not hold the one before it",
    "seal({ v: 1, seq, prev: head,",
    'seal({ v: 1, seq, prev: "",',
  ),
  chain("an edited event is not seen", "if (hashOf(stored.body) !== stored.h)", "if (false)"),
  chain("an event of another record is not seen", "if (event.record !== record)", "if (false)"),
  chain("an event out of place is not seen", "if (event.seq !== n || stored.seq !== n)", "if (false)"),
  chain("an event put in between is not seen", "if (event.prev !== prev)", "if (false)"),
  {
    name: "an event is hashed as it happens to be written",
    file: "core/ledger/canonical.ts",
    find: "return (serialize as unknown as (v: unknown) => string)(value);",
    put: "return JSON.stringify(value);",
    tests: VERIFIED,
  },
];
