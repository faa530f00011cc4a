/** An officer's whole way with a record, over the real routes and the real store, without JavaScript. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answers } from "#core/form/answers.ts";
import type { Form } from "#core/form/definition.ts";
import * as Records from "#core/record/records.ts";
import { find, words } from "#tests/support/html.ts";
import { cmd, exampleOf, officeOf } from "#tests/support/store.ts";
import { fill } from "#web/fields/controls.tsx";
import { type Desk, openDesk, type Sheet } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(["cleveland", "norfolk"]);
});
afterAll(() => desk.close());

const EXAMPLE = exampleOf("cleveland", "perpetrator-coordinator");
const FORM = officeOf("cleveland").forms.find((f) => f.id === EXAMPLE.form) as Form;
const author = () => desk.as("niamh-corrigan");

async function start(): Promise<string> {
  author();
  const page = await desk.send(await desk.get("/records/new"), { form: "decision-record" });
  return page.path;
}

const section = (record: string, id: string) => desk.get(`${record}/sections/${id}`);

/** What a person types to give these answers. */
function typing(answers: Answers): Record<string, string> {
  return Object.assign({}, ...Object.entries(answers).map(([id, a]) => fill(id, FORM.fields[id]!, a)));
}

async function fillIn(record: string): Promise<Sheet> {
  let page = await section(record, FORM.sections[0]!.id);
  for (const part of FORM.sections) {
    const own = Object.fromEntries(
      Object.entries(EXAMPLE.answers).filter(([id]) => part.fields.includes(id)),
    );
    page = await desk.send(await section(record, part.id), { ...typing(own), do: "continue" });
    expect(page.errors, part.title).toEqual([]);
  }
  return page;
}

describe("from the first page to a signature", () => {
  test("start, fill every page, check, submit, see who holds it", async () => {
    const record = await start();
    const list = await desk.get(record);
    expect(list.says).toContain("You have completed 0 of");
    expect(list.says).toContain("Cannot start yet");

    const done = await fillIn(record);
    expect(done.path).toBe(record);
    expect(done.says).toContain("You have completed every section.");

    const check = await desk.get(`${record}/check`);
    expect(check.says).toContain("To Harbour");
    expect(check.says).toContain("Rowan Ashdown, Police and Crime Commissioner");
    const sent = await desk.send(check, {});
    expect(sent.path).toBe(`${record}/submitted`);
    expect(sent.says).toContain("Gareth Pell, Chief Finance Officer");

    const again = await desk.send(check, {});
    expect(again.path).toBe(`${record}/submitted`);
    const status = await desk.get(record);
    expect(status.says).toContain("Being signed");
    expect(status.says.match(/Submitted by Niamh Corrigan/g)).toHaveLength(1);
    expect(words(find(status.root, (e) => e.tag === "dl")[0]!)).toMatch(
      /Who holds it\n.*Gareth Pell, Chief Finance Officer, since/,
    );

    const late = await section(record, FORM.sections[0]!.id);
    expect([late.status, late.says]).toEqual([409, expect.stringContaining("has been submitted")]);
    const paper = await desk.get(`${record}/paper`);
    expect(paper.says).toContain("That Harbour is awarded £27,690");
  });

  test("the office's list leads to it", async () => {
    const dashboard = await desk.get("/");
    expect(dashboard.says).toContain("Domestic Abuse Perpetrator's with Multiple Unmet Needs Coordinator");
    expect(dashboard.says).toContain("Being signed");
  });

  test("checked, then changed elsewhere, then submitted: shown again, not submitted", async () => {
    const record = await start();
    await fillIn(record);
    const checked = await desk.get(`${record}/check`);
    await desk.send(await section(record, "request"), { title: "Another title", do: "later" });
    const page = await desk.send(checked, {});
    expect(page.status).toBe(409);
    expect(page.errors[0]?.text).toContain("changed since you opened this page");
    expect(page.says).toContain("Another title");
    expect((await desk.get(record)).says).toContain("You have completed every section.");
    expect((await desk.send(page, {})).path).toBe(`${record}/submitted`);
  });

  test("stored answers are those typed", async () => {
    const record = await start();
    await fillIn(record);
    const { view } = await Records.getDraft(record.split("/")[2]!, {
      person: "niamh-corrigan",
      name: "",
      email: "",
      office: "cleveland",
      roles: ["author"],
    });
    expect(view.answers).toEqual(EXAMPLE.answers);
  });
});

describe("who may do what", () => {
  test("someone else's draft can be seen, not written", async () => {
    const record = await start();
    desk.as("asha-birtwistle");
    expect((await desk.get(record)).says).toContain("Niamh Corrigan, who is writing it");
    for (const path of ["sections/request", "check"]) {
      const page = await desk.get(`${record}/${path}`);
      expect([page.status, page.says]).toEqual([403, expect.stringContaining("Only the author")]);
    }
    const posted = await desk.post(`${record}/sections/request`, {
      cmdId: cmd(),
      shown: "title",
      title: "No",
    });
    expect(posted.status).toBe(403);
  });

  test("another office's record is not there", async () => {
    const record = await start();
    desk.as("dominic-sayer", "norfolk");
    for (const path of ["", "/check", "/paper", "/withdraw", "/submitted", "/sections/request"])
      expect((await desk.get(record + path)).status, path).toBe(404);
  });

  test("someone who writes no papers is not offered to", async () => {
    desk.as("gareth-pell");
    expect((await desk.get("/")).says).not.toContain("Start a record");
    expect((await desk.get("/records/new")).status).toBe(403);
    expect((await desk.post("/records", { form: "decision-record", cmdId: cmd() })).status).toBe(403);
  });

  test("starting needs a choice", async () => {
    author();
    const page = await desk.send(await desk.get("/records/new"), {});
    expect(page.errors).toEqual([{ href: "#form", text: "Select what you want to start" }]);
  });

  test("a form without its command is refused", async () => {
    const record = await start();
    expect((await desk.post(`${record}/withdraw`, { reason: "x", rev: "1" })).status).toBe(400);
    expect((await desk.post(`${record}/check`, { cmdId: "x", saveNo: "1", rev: "1" })).status).toBe(400);
  });
});

describe("withdrawing", () => {
  test("needs a reason; the author may, and then it is finished", async () => {
    const record = await start();
    const page = await desk.send(await desk.get(`${record}/withdraw`), { reason: " " });
    expect(page.errors).toEqual([{ href: "#reason", text: "Enter why you are withdrawing it" }]);
    const gone = await desk.send(page, { reason: "Copied from last year" });
    expect(gone.says).toContain("Withdrawn by Niamh Corrigan");
    expect((await desk.get(`${record}/withdraw`)).path).toBe(record);
  });

  test("another author may not", async () => {
    const record = await start();
    desk.as("asha-birtwistle");
    expect((await desk.get(`${record}/withdraw`)).path).toBe(record);
    const posted = await desk.post(`${record}/withdraw`, { cmdId: cmd(), rev: "1", reason: "No" });
    expect(posted.status).toBe(403);
  });
});

test("every page has one h1, and headings that skip no level", async () => {
  const record = await start();
  await fillIn(record);
  const paths = ["/", "/records/new", record, `${record}/check`, `${record}/withdraw`, `${record}/paper`];
  for (const path of [...paths, ...FORM.sections.map((s) => `${record}/sections/${s.id}`)]) {
    const page = await desk.get(path);
    expect(page.status, path).toBe(200);
    const levels = find(page.root, (e) => /^h[1-6]$/.test(e.tag)).map((e) => Number(e.tag[1]));
    expect(
      levels.filter((l) => l === 1),
      path,
    ).toHaveLength(1);
    levels.forEach((level, i) => {
      expect(
        level - (levels[i - 1] ?? level),
        `${path}: h${level} follows h${levels[i - 1]}`,
      ).toBeLessThanOrEqual(1);
    });
  }
});
