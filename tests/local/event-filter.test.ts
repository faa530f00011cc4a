/** Lambda's filter patterns, as far as the local streams use them, and the service's own. */
import { expect, test } from "vitest";
import { STREAM_FILTERS } from "#core/aws/streams.ts";
import { matchesPattern } from "#infra/local/event-filter.ts";

const insert = (pk: string) => ({
  eventName: "INSERT",
  dynamodb: { Keys: { pk: { S: pk }, sk: { S: "M" } } },
});

test.each([
  [{ eventName: ["INSERT", "MODIFY"] }, true],
  [{ eventName: ["REMOVE"] }, false],
  [{ eventName: ["INSERT"], dynamodb: { Keys: { sk: { S: ["M"] } } } }, true],
  [{ eventName: ["INSERT"], dynamodb: { Keys: { sk: { S: ["X"] } } } }, false],
  [{ dynamodb: { Keys: { pk: { S: [{ prefix: "OBX#" }] } } } }, true],
  [{ dynamodb: { Keys: { pk: { N: [{ prefix: "OBX#" }] } } } }, false],
  [{ dynamodb: { NewImage: { wants: { S: [{ exists: false }] } } } }, true],
  [{ dynamodb: { Keys: { pk: { S: [{ exists: true }] } } } }, true],
])("%j matches: %s", (pattern, expected) => {
  expect(matchesPattern(pattern, insert("OBX#1"))).toBe(expected);
});

test("a rule that is not known is not passed over", () => {
  expect(() => matchesPattern({ eventName: [{ suffix: "T" }] }, insert("OBX#1"))).toThrow(
    /do not know the rule/,
  );
});

test("the service's filters wake notify for new entries of the outbox alone", () => {
  expect(matchesPattern(STREAM_FILTERS.notify, insert("OBX#1"))).toBe(true);
  expect(matchesPattern(STREAM_FILTERS.notify, insert("D#1"))).toBe(false);
  expect(matchesPattern(STREAM_FILTERS.notify, { ...insert("OBX#1"), eventName: "MODIFY" })).toBe(false);
});
