/** What reaches beyond the office: questions from the panel, and whoever follows a register by email. */
import { type Planted, planted, without } from "./planted.ts";

const items = planted("core/scrutiny/items.store.ts", ["tests/scrutiny/store.test.ts"]);
const item = planted("core/scrutiny/item.ts", ["tests/scrutiny/items.test.ts"]);
const subscribers = planted("core/follow/subscribers.store.ts", ["tests/follow/subscribers.test.ts"]);
const fanOut = (file: string) => planted(file, ["tests/follow/fan-out.test.ts"]);
const links = planted("core/follow/subscribers.store.ts", ["tests/routes/followers.test.ts"]);

const CONFIRMED = "{ used: false, exp: { above: now } },";
const ADDED = "{ topics, rev: known.rev + 1 }, { rev: known.rev });";
const STOPPED = "{ topics, rev: rev + 1 }, { rev })";

export const LOOSE_ITEMS: Planted[] = [
  items("acting on a question that the page did not show", "  if (row.rev !== rev) throw stale();\n", ""),
  items("a question is replaced at any revision", "stored, { rev: row.rev }", "stored, {}"),
  items(
    "what happened to a question is written over",
    '.create("event", itemEventKey(',
    '.keep("event", itemEventKey(',
  ),
  items(
    "a command on a question is done by two workers",
    '.create("command", doneKey(',
    '.keep("command", doneKey(',
  ),
  items(
    "governance is reminded of what is answered",
    "{\n    remindAt: row.remindAt,\n    rev: row.rev,\n  }",
    "{}",
  ),
  items("a reminder comes before its time", "|| row.remindAt > now", ""),
  items("anyone signed in reads what the panel asks", "  if (!mayHandle(actor))\n", "  if (false)\n"),
  items(
    "what was not published is public",
    '  if (event.type === "Published") return item;\n',
    "  if (item) return item;\n",
    "the public item is written by publishing and by withdrawing alone, and of one withdrawn has the reason",
  ),
  {
    ...items("anything in an address is looked for", "ULID.test(id) ?", "true ?"),
    // The database in memory takes a key of any length.
    tests: ["tests/journeys/panel-questions.test.ts"],
  },
  planted("core/scrutiny/published.store.ts", ["tests/scrutiny/store.test.ts"])(
    "files of a question that changed meanwhile pass for written",
    "g2sk: undefined }, { rev }",
    "g2sk: undefined }, {}",
  ),
  item("publishing what was put in confidence", "refuseUnless(!item.confidential, ", "refuseUnless(true, "),
  item("the page offers to publish what was put in confidence", "return !item.confidential && ", "return "),
  item("a withdrawn question is acted on", "  if (item.withdrawn) return false;\n", ""),
  planted("core/scrutiny/public-item.ts", ["tests/scrutiny/items.test.ts"])(
    "what was put in confidence is public",
    "if (shown.confidential || ",
    "if (",
  ),
];

export const LOOSE_FOLLOWING: Planted[] = [
  subscribers("confirming by a link that was used", CONFIRMED, without(CONFIRMED, "used: false, ")),
  subscribers(
    "confirming by a link that ran out meanwhile",
    CONFIRMED,
    without(CONFIRMED, ", exp: { above: now }"),
  ),
  subscribers(
    "looking at a request that is out of date",
    "if (!request || request.exp <= now)",
    "if (!request)",
  ),
  subscribers(
    "a link says that it holds after its follower has stopped",
    "if (!subscriber || !still) throw gone();",
    "",
  ),
  subscribers("two topics added at once, and one is lost", ADDED, ADDED.replace("{ rev: known.rev }", "{}")),
  subscribers("stopped while another is added, and that is lost", STOPPED, STOPPED.replace("{ rev }", "{}")),
  subscribers(
    "stopped while another is added, and something is left",
    "subscriberKey(id), { rev: found.rev })",
    "subscriberKey(id))",
  ),
  subscribers("any number of topics", "if (topics.length > MOST_TOPICS)", "if (false)"),
  subscribers(
    "an address is asked several times at the same moment",
    '.create("asked", limit, counted)',
    '.keep("asked", limit, counted)',
  ),
  subscribers(
    "an address is asked again several times at the same moment",
    "{ last: asked.last, inHour: asked.inHour }",
    "{}",
  ),
  links(
    "a link that stops opens what someone follows",
    'readToken("follow-manage"',
    'readToken("follow-stop"',
  ),
  links("a link that confirms stops", 'readToken("follow-stop"', 'readToken("follow"'),
  fanOut("core/follow/words.store.ts")(
    "whoever has stopped just this is told of it",
    "if (!subscriber?.topics.some((t) => topics.includes(t.id)))",
    "if (!subscriber)",
  ),
  fanOut("core/follow/words.store.ts")(
    "an email tells of what was replaced",
    "return entry?.publication === publication ? entry : undefined;",
    "return entry;",
  ),
  fanOut("core/follow/words.store.ts")("two runs give out the same minute", "set, { ...pace })", "set, {})"),
  fanOut("core/aws/write.ts")(
    "a word to a follower is put over one that is there",
    '        ConditionExpression: "attribute_not_exists(pk)",\n',
    "",
  ),
  fanOut("core/notification/outbox.store.ts")(
    "an email that is being sent is on no list of what is due",
    '"due" in set ? (',
    "true ? (",
  ),
  fanOut("core/follow/receipts.ts")(
    "a mailbox that is full today ends it",
    ' && bounce?.bounceType === "Permanent"',
    "",
  ),
  fanOut("core/follow/fan-out.store.ts")(
    "whoever began to follow afterwards is told",
    "since <= job.createdAt",
    "since",
  ),
];
