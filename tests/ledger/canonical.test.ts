/** RFC 8785 vectors, over both implementations of canonical JSON. */
import { describe, expect, it } from "vitest";
import { canonical } from "#core/ledger/canonical.ts";
import * as Verifier from "#core/ledger/verify.mjs";

describe.each([
  ["the service", canonical],
  ["the verifier", Verifier.canonical],
])("canonical JSON of %s", (_, write) => {
  it.each([
    // RFC 8785, 3.2.2.2: only what must be escaped is, and in the shortest way.
    [
      JSON.parse('{"s":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"}'),
      '{"s":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ],
    // 3.2.3: members sort by UTF-16 code units, so an astral letter comes before U+FB33.
    [
      { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    [{ b: [1, { d: null, c: true }], a: {} }, '{"a":{},"b":[1,{"c":true,"d":null}]}'],
    [-0, "0"],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
    ["\u2028\u007f\u00a0", '"\u2028\u007f\u00a0"'],
    ["", '""'],
    [[], "[]"],
  ])("writes %j", (value, text) => {
    expect(write(value)).toBe(text);
  });

  it("keeps composed and decomposed letters apart: text is normalised before it comes here", () => {
    expect(write("\u00e9")).not.toBe(write("e\u0301"));
  });

  it.each([
    [1e21],
    [0.1 + 0.2],
    [1.5],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [undefined],
    ["\ud800"],
    [{ a: "\udc00" }],
  ])("refuses %j", (value) => {
    expect(() => write(value)).toThrow();
  });
});
