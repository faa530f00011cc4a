/** The proof-reader while a paper is written and checked, through the real pages and the real store. */

import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { draftKey } from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import { Transaction } from "#core/aws/tx.ts";
import { addEntry } from "#core/notice/entering.store.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { noteYear } from "#core/notice/register.store.ts";
import { find, words } from "#tests/support/html.ts";
import { cmd } from "#tests/support/store.ts";
import { type Desk, openDesk } from "./desk.ts";
import {
  begin,
  boxOf,
  DOUBLED,
  finding,
  findings,
  idOf,
  LEFT,
  OFFICE,
  PAPER,
  STRICT,
  submissions,
  write,
} from "./slips.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk([OFFICE, STRICT, "norfolk"]);
});
afterAll(() => desk.close());

describe("while the paper is written", () => {
  test("what is noticed in a field stands beside it, and describes its control; the task list counts", async () => {
    const record = await begin(desk);
    expect((await desk.get(record)).says).toMatch(/Decision\n2 things to check\nCompleted/);
    const page = await desk.get(`${record}/sections/all`);
    expect(findings(page.root).map((e) => words(e).split("\n")[0])).toEqual([
      `Check this ${LEFT}`,
      `Note ${DOUBLED}`,
    ]);
    expect(page.says).toContain("“[insert name]”");
    const [group] = find(page.root, (e) => e.attributes.id === "recommendations");
    const described = (group?.attributes["aria-describedby"] ?? "").split(" ");
    for (const id of ["recommendations-noticed-1", "recommendations-noticed-2"]) {
      expect(described).toContain(id);
      expect(find(page.root, (e) => e.attributes.id === id)).toHaveLength(1);
    }
    expect(page.errors).toEqual([]);
  });

  test("nothing is said of a page that was not begun", async () => {
    desk.as("ada");
    const list = await desk.send(await desk.get("/records/new"), { form: "decision" });
    expect(list.says).not.toContain("to check");
    expect(findings((await desk.get(`${list.path}/sections/all`)).root)).toEqual([]);
  });

  test("what is put right is gone", async () => {
    const record = await begin(desk);
    await write(desk, record, "all", {
      ...PAPER,
      recommendations: ["Adopt the plan", "Ask the chief executive"],
    });
    expect((await desk.get(record)).says).not.toContain("to check");
  });
});

describe("at the check", () => {
  test("a character that would not print is named, with its field, before anyone signs", async () => {
    const record = await begin(desk);
    await write(desk, record, "all", { ...PAPER, recommendations: ["Adopt the plan of 善意", "Ask her"] });
    const { says } = await desk.get(`${record}/check`);
    expect(says).toMatch(/Some characters cannot be printed\nIn “[^”]+”/);
    expect(says).toContain("“善” (U+5584) would be printed as □");
  });

  test("each thing can be left with a reason; reasons are kept, shown beside the field, and taken back", async () => {
    const record = await begin(desk);
    const check = await desk.get(`${record}/check`);
    const box = boxOf(check, DOUBLED);
    const list = await desk.send(check, { [box]: "  It is the name of a band\r\nin full ", do: "later" });
    expect([list.path, list.says]).toEqual([record, expect.stringContaining("1 thing to check")]);
    const page = await desk.get(`${record}/sections/all`);
    expect(page.says).toMatch(/You left it as it is: “It is the name of a band in full”/);
    const again = await desk.get(`${record}/check`);
    expect(again.form[box]).toContain("It is the name of a band\r\nin full");
    await desk.send(again, { [box]: "", do: "later" });
    expect((await desk.get(record)).says).toContain("2 things to check");
  });

  test("a reason holds while other words change, and falls away with what it was about", async () => {
    const record = await begin(desk);
    const check = await desk.get(`${record}/check`);
    await desk.send(check, { [boxOf(check, DOUBLED)]: "It is a name", do: "later" });
    await write(desk, record, "all", { ...PAPER, title: "Another plan for 2026" });
    expect((await desk.get(`${record}/sections/all`)).says).toContain("“It is a name”");
    await write(desk, record, "all", { ...PAPER, recommendations: ["Adopt a a plan", "Report on it"] });
    expect((await desk.get(`${record}/check`)).says).toContain(DOUBLED);
    expect((await desk.get(`${record}/check`)).html).not.toContain("It is a name");
  });

  test("a reason that is too long, or cannot be printed, is shown back with what is wrong", async () => {
    const record = await begin(desk);
    const check = await desk.get(`${record}/check`);
    const box = boxOf(check, DOUBLED);
    for (const [typed, message] of [
      ["x".repeat(2001), "Your reason must be 2,000 characters or less"],
      ["a\u0000b", "Your reason must not include characters that cannot be printed (shown as \ufffd)"],
    ] as const) {
      const page = await desk.send(check, { [box]: typed });
      expect([page.status, page.errors]).toEqual([422, [{ href: `#${box}`, text: message }]]);
      expect(page.form[box]).toBe(typed.replace("\u0000", "\ufffd"));
    }
    expect(await submissions(record)).toEqual([]);
  });

  test("changed elsewhere meanwhile: not submitted, and the reason typed is kept", async () => {
    const record = await begin(desk);
    const check = await desk.get(`${record}/check`);
    const box = boxOf(check, DOUBLED);
    await write(desk, record, "more", { background: "More to say." });
    const page = await desk.send(check, { [box]: "Mine" });
    expect([page.status, page.form[box]]).toEqual([409, "Mine"]);
    expect((await desk.send(page, {})).path).toBe(`${record}/submitted`);
    expect(await submissions(record)).toHaveLength(1);
  });

  test("only its author gives reasons; elsewhere the record is not there", async () => {
    const record = await begin(desk);
    const check = await desk.get(`${record}/check`);
    const post = { ...check.form, [boxOf(check, DOUBLED)]: "Mine", do: "later" };
    for (const [person, office, status] of [
      ["ced", "testshire", 403],
      ["dominic-sayer", "norfolk", 404],
    ] as const) {
      desk.as(person, office);
      expect((await desk.post(`${record}/check`, post)).status).toBe(status);
    }
    const draft = await findItem(v.object({ reasons: v.optional(v.any()) }), draftKey(idOf(record)));
    expect(draft?.reasons).toBeUndefined();
  });
});

describe("what an office has made a block", () => {
  test("stops the paper until it is put right, by an error that leads to the field", async () => {
    const record = await begin(desk, PAPER, "strictshire");
    const page = await desk.get(`${record}/sections/all`);
    expect(findings(page.root).map((e) => words(e).split("\n")[0])).toEqual([`Put this right ${LEFT}`]);
    const check = await desk.get(`${record}/check`);
    const error = {
      href: `${record}/sections/all?from=check#recommendations`,
      text: `${LEFT} (“Recommendations”)`,
    };
    expect(check.errors).toEqual([error]);
    expect(check.says).toContain("You cannot submit the paper until this is put right.");
    expect(find(check.root, (e) => e.tag === "button").map(words)).not.toContain("Submit");
    expect(find(finding(check.root, LEFT)!, (e) => e.tag === "textarea")).toEqual([]);

    const forced = await desk.send(check, { do: "submit" });
    expect([forced.status, forced.errors]).toEqual([422, [error]]);
    expect(await submissions(record)).toEqual([]);

    await write(desk, record, "all", { ...PAPER, recommendations: ["Adopt the the plan", "Report on it"] });
    expect((await desk.send(await desk.get(`${record}/check`), {})).path).toBe(`${record}/submitted`);
    expect((await submissions(record))[0]?.data.findings).toBeUndefined();
  });
});

test("a number that the paper cites is looked up in the register, once there is one", async () => {
  const record = await begin(desk, { ...PAPER, recommendations: ["Adopt the plan"] });
  const cite = async (reference: string) => {
    const saved = await write(desk, record, "more", {
      links: [{ to: "own", reference, relation: "continues" }],
    });
    expect(saved.errors).toEqual([]);
  };
  await cite("T-2025-001");
  const unknown = async () => findings((await desk.get(`${record}/check`)).root).map((e) => words(e));
  expect(await unknown()).toEqual([]);
  const entry: RegisterEntry = {
    ...REGISTERED,
    id: idOf(record),
    office: { slug: OFFICE.office, name: OFFICE.body.name },
  };
  const tx = new Transaction();
  addEntry(tx, entry);
  await tx.commit();
  await noteYear(entry);
  expect(await unknown()).toEqual([]);
  await cite("T-2025-010");
  expect(await unknown()).toEqual([expect.stringContaining("No record has this number")]);
});

const REGISTERED: RegisterEntry = {
  id: cmd(),
  office: { slug: "", name: "" },
  kind: "decision",
  form: { id: "decision", title: "Decision" },
  reference: "T-2025-001",
  slug: "t-2025-001",
  filedOn: "2025-03-03",
  publishedAt: "2025-03-03T09:00:00.000Z",
  updatedAt: "2025-03-03T09:00:00.000Z",
  publication: 1,
  status: "published",
  title: "An earlier decision",
  makers: [],
  recipients: [],
  awards: [],
  sources: [],
  powers: [],
  categories: [],
  links: [],
};
