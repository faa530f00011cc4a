/** What offices say of one another's end, in words. */
import { describe, expect, it } from "vitest";
import { checkAmong } from "#core/form/check.ts";
import type { Office } from "#core/form/office.ts";
import { soundOffice } from "./sound-office.ts";

const office = (slug: string, closed?: Office["closed"], succeeds?: string[]): Office => {
  const { body, ...rest } = soundOffice();
  return {
    ...rest,
    office: slug,
    body: { ...body, ...(succeeds && { succeeds }) },
    ...(closed && { closed }),
  };
};
const said = (of: Office, others: Office[] = []) =>
  checkAmong(of, [of, ...others]).map((f) => `${f.severity} ${f.path}: ${f.message}`);

const KENT = office("kent", { on: "2028-05-31", by: "mayor" });
const MAYOR = office("mayor", undefined, ["kent"]);

describe("an office that ends", () => {
  it("is right where its successor says the same, or where it has none", () => {
    expect(said(KENT, [MAYOR])).toEqual([]);
    expect(said(MAYOR, [KENT])).toEqual([]);
    expect(said(office("kent", { on: "2028-05-31" }))).toEqual([]);
  });

  it("names an office that is there, and not itself", () => {
    expect(said(office("kent", { on: "2028-05-31", by: "mayer" }), [MAYOR])).toEqual([
      "error closed.by: There is no office “mayer” here. Did you mean “mayor”?",
    ]);
    expect(said(office("kent", { on: "2028-05-31", by: "kent" }))[0]).toContain("does not succeed itself");
    expect(said(office("mayor", undefined, ["mayor"]))[0]).toContain("does not succeed itself");
  });

  it("is named by its successor, and names it", () => {
    expect(said(KENT, [office("mayor")])).toEqual([
      'error closed.by: “mayor” does not say so. Add "kent" to "succeeds" in its "body"',
    ]);
    expect(said(MAYOR, [office("kent")])[0]).toContain(
      'error body.succeeds[0]: “kent” does not say so. Write "closed": { "on": "2028-05-31", "by": "mayor" }',
    );
    expect(said(MAYOR)[0]).toContain("warning body.succeeds[0]: There is no office “kent” here");
  });

  it("closes before its successor does", () => {
    const next = office("board", undefined, ["mayor"]);
    const early = office("mayor", { on: "2027-05-31", by: "board" }, ["kent"]);
    expect(said(KENT, [early, next])[0]).toContain("closes on 31 May 2027, which is not after 31 May 2028");
    const later = office("mayor", { on: "2029-05-31", by: "board" }, ["kent"]);
    expect(said(KENT, [later, next])).toEqual([]);
  });

  it("does not come after itself by way of others", () => {
    const a = office("aa", { on: "2028-05-31", by: "bb" }, ["cc"]);
    const b = office("bb", { on: "2029-05-31", by: "cc" }, ["aa"]);
    const c = office("cc", { on: "2030-05-31", by: "aa" }, ["bb"]);
    for (const [one, ...others] of [
      [a, b, c],
      [b, a, c],
      [c, a, b],
    ] as const)
      expect(said(one, others).join()).toContain("would come after itself");
    // An office that leads into such a round is not in it, and the check of it ends.
    expect(
      said(office("dd", { on: "2027-05-31", by: "aa" }), [
        { ...a, body: { ...a.body, succeeds: ["cc", "dd"] } },
        b,
        c,
      ]),
    ).toEqual([]);
  });
});
