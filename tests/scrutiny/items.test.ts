/** Items of scrutiny without a store: what is public of a history, how late in words, when to remind, and files that are wrong. */
import { expect, test } from "vitest";
import { addWorkingDays } from "#core/calendar/working-days.ts";
import { loadOffices } from "#core/offices/index.ts";
import { checkQuestion } from "#core/scrutiny/example.ts";
import * as Item from "#core/scrutiny/item.ts";
import { openOrSince, publicOf, recordsOf } from "#core/scrutiny/public-item.ts";
import { nextReminder } from "#core/scrutiny/reminders.ts";
import { delayWords, pageTitle, standingToday } from "#core/scrutiny/words.ts";
import { TESTSHIRE } from "#tests/support/office.ts";

const OF = { id: "01J0000000000000000000ABCD", office: "testshire" };
const record = (id: string) => ({ id, slug: id.toLowerCase(), call: id });
const ASKED: Item.ItemEvent = {
  type: "Asked",
  kind: "question",
  askedBy: "The panel",
  askedOn: "2026-03-02",
  subject: "Wardens",
  words: "How many?",
  about: record("A"),
  due: "2026-03-20",
  confidential: false,
};
const answered: Item.ItemEvent = { type: "Answered", on: "2026-03-23", text: "Twelve", link: record("B") };
const corrected: Item.ItemEvent = { type: "Corrected", text: "Ten", reason: "Two left", hides: false };
const published: Item.ItemEvent = { type: "Published" };

function itemOf(...events: Item.ItemEvent[]): Item.Item {
  let item: Item.Item | undefined;
  for (const [i, event] of events.entries())
    item = Item.evolve(item, event, `2026-03-${String(10 + i)}T10:00:00.000Z`, OF);
  return item!;
}
const seen = (...events: Item.ItemEvent[]) =>
  publicOf(itemOf(...events), TESTSHIRE, "2026-03-11T10:00:00.000Z");

test("nothing is public before it is published, and never what was put in confidence", () => {
  expect(seen({ ...ASKED }, answered)).toBeUndefined();
  const secret = { ...ASKED, confidential: true };
  expect(seen(secret, published)).toBeUndefined();
  expect(() => Item.publish(itemOf(secret))).toThrow("put in confidence");
  expect(Item.may(itemOf(secret), "publish")).toBe(false);
});

test("an answer that was corrected before anyone could read it leaves no trace; after, it stays or goes as said", () => {
  expect(seen(ASKED, answered, corrected, published)).toMatchObject({ answer: { text: "Ten" }, earlier: [] });
  expect(seen(ASKED, answered, published, corrected, published)?.earlier).toMatchObject([
    { text: "Twelve", reason: "Two left" },
  ]);
  const drafted = { ...corrected, text: "Eleven", reason: "A slip" };
  const twice = seen(ASKED, answered, published, drafted, corrected, published, drafted, published);
  expect(twice?.earlier.map(({ text, reason, replacedOn }) => [text, reason, replacedOn])).toEqual([
    ["Twelve", "Two left", "2026-03-15"],
    ["Ten", "A slip", "2026-03-17"],
  ]);
  const hidden = seen(ASKED, answered, published, { ...corrected, hides: true }, published);
  expect(JSON.stringify(hidden)).not.toContain("Twelve");
  expect(hidden?.earlier).toHaveLength(1);
  expect(recordsOf(itemOf(ASKED, answered, published, corrected))).toEqual(["A", "B"]);
});

test("withdrawn, nothing is left of it but the reason, and nothing more can be done", () => {
  const gone = itemOf(ASKED, answered, published, { type: "Withdrawn", reason: "Twice entered" });
  expect(JSON.stringify(publicOf(gone, TESTSHIRE, ""))).not.toMatch(/Twelve|Wardens|How many|The panel/);
  expect(() => Item.answer(gone, { on: "2026-03-23", text: "x" })).toThrow("This has been withdrawn");
  expect(() => Item.withdraw(gone, "x")).toThrow("This has been withdrawn");
});

test("a pack has what waits whenever it was asked, and what changed since", () => {
  const open = seen({ ...ASKED, askedOn: "2020-01-06" }, published)!;
  const done = seen(ASKED, answered, published)!;
  expect(openOrSince([open, done], "2026-03-24")).toEqual([open]);
  expect(openOrSince([open, done], "2026-03-23")).toEqual([done, open]);
  expect(standingToday(open, "2026-03-21")).toBe("Not answered yet. Due on 20 March 2026, 1 day overdue");
  expect(standingToday(open, "2026-03-20")).toBe("Not answered yet. Due on 20 March 2026");
});

test.each([
  ["2023-07-11", "11 days after it was due"],
  ["2023-07-01", "1 day after it was due"],
  ["2023-06-30", "on the day it was due"],
  ["2023-06-28", "2 days before it was due"],
])("answered on %s: %s", (on, words) => expect(delayWords("2023-06-30", on)).toBe(words));

test("the body is named as the office names it", () => {
  expect(pageTitle(TESTSHIRE)).toBe("Questions from the panel");
  const body = { ...TESTSHIRE.body, scrutiny: "The Assembly" };
  expect(pageTitle({ body })).toBe("Questions from the Assembly");
});

test("working days are counted back over Easter, and reminders come on them, three at most", () => {
  expect(addWorkingDays("2026-04-08", -3)).toBe("2026-04-01");
  expect(addWorkingDays("2026-04-08", 0)).toBe("2026-04-08");
  const item = { ...itemOf(ASKED), due: "2026-04-02" };
  const days: (string | undefined)[] = [];
  for (let at: string | undefined = "2026-03-02T10:00:00.000Z"; at; ) {
    at = nextReminder(item, at);
    days.push(at?.slice(0, 10));
  }
  expect(days).toEqual(["2026-03-26", "2026-04-07", "2026-04-14", undefined]);
  expect(nextReminder(itemOf(ASKED, answered), "2026-03-02T10:00:00.000Z")).toBeUndefined();
});

test.each([
  [{ by: "nobody" }, "There is no person “nobody”"],
  [{ by: "stuart-pellow" }, "Only authors and governance"],
  [{ about: "jenkins-center-report" }, "Did you mean “jenkins-centre-report”?"],
  [{ due: "2023-03-05" }, "This is before it was asked"],
  [{ kind: "demand" }, "cannot be written here"],
  [{ confidential: true }, "put in confidence, so it cannot be published"],
  [{ expect: { state: "open", public: true } }, "After these steps it is answered"],
  [{ steps: [{ do: "correct", text: "x", reason: "y", earlier: "keep" }] }, "There is no answer to correct"],
  [{ steps: [{ do: "answer", on: "2023-03-05", text: "x" }] }, "This is before it was asked"],
])("a file is checked: %j", (change, message) => {
  const found = loadOffices().find((o) => o.questions.length > 0)!;
  const names = found.examples.map((e) => e.name);
  const { example } = found.questions[0]!;
  expect(checkQuestion(found.office, example, names)).toEqual([]);
  const wrong = checkQuestion(found.office, { ...example, ...change }, names);
  expect(wrong.map((f) => f.message).join("\n")).toContain(message);
});
