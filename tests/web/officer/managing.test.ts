/** Managing a record that others are asked to sign, through the real pages and the real store. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Office } from "#core/form/office.ts";
import { loadRecord } from "#core/record/record.store.ts";
import { eventsOf } from "#core/record/status.ts";
import { ask, look } from "#core/signoff/signing.ts";
import { find, words } from "#tests/support/html.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { codeOf, requestOf, sign, submitted } from "#tests/support/signing.ts";
import { cmd } from "#tests/support/store.ts";
import { type Desk, openDesk, type Sheet } from "./desk.ts";

/** With someone who stands in for the commissioner, and has another author. */
const OFFICE: Office = {
  ...TESTSHIRE,
  people: [
    ...(TESTSHIRE.people ?? []),
    { id: "amy", name: "Amy Author", email: "amy@testshire.example", roles: ["author"] },
    {
      id: "sam",
      name: "Sam Standin",
      email: "sam@testshire.example",
      standsIn: [{ for: "pat", from: "2020-01-01", to: "2099-12-31", under: "scheme of delegation, 5.1" }],
    },
  ],
};

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk([OFFICE, "norfolk"]);
});
afterAll(() => desk.close());

const now = () => new Date().toISOString();
const GRANT = {
  title: "A grant",
  category: "grant",
  amount: 1_000_000,
  maker: "pcc",
  recommendations: ["Pay it", "Report on it"],
};

async function record(): Promise<{ id: string; path: string }> {
  const id = await submitted(OFFICE, "ada", GRANT, now());
  return { id, path: `/records/${id}` };
}

const author = () => desk.as("ada");
const governance = () => desk.as("ced");
const happened = async (id: string, type: string) =>
  (await eventsOf(id)).filter((e) => JSON.parse(e.body).type === type).length;
const links = (sheet: Sheet, text: string) =>
  find(sheet.root, (e) => e.tag === "a" && words(e).startsWith(text));

/** Everyone who may not: another author, someone who only signs, another office. */
async function refusedToOthers(path: string, values: Record<string, string>): Promise<void> {
  for (const [person, office, status] of [
    ["amy", "testshire", 403],
    ["mo", "testshire", 403],
    ["dominic-sayer", "norfolk", 404],
  ] as const) {
    desk.as(person, office);
    expect((await desk.post(path, { cmdId: cmd(), ...values })).status, person).toBe(status);
  }
}

describe("a question", () => {
  const asked = async () => {
    const made = await record();
    const { link, hash } = await requestOf(made.id, "legal");
    await ask(link, { cmdId: cmd(), hash, question: "Which power do we use?" }, now());
    return made;
  };

  test("is shown to its author with a box for the answer; the answer stays with the request", async () => {
    const { id, path } = await asked();
    author();
    const page = await desk.get(path);
    expect(page.says).toContain("Mo Monitor, Monitoring Officer asked on");
    expect(page.says).toContain("Which power do we use?");
    const empty = await desk.sendTo(page, "/answer", { answer: " " });
    expect([empty.status, empty.errors]).toEqual([422, [{ href: "#answer", text: "Enter your answer" }]]);
    const long = await desk.sendTo(empty, "/answer", { answer: "x".repeat(5001) });
    expect(long.errors[0]?.text).toBe("Your answer must be 5,000 characters or less");
    expect(long.html).toContain("x".repeat(5001));
    const done = await desk.sendTo(long, "/answer", { answer: "Section 143" });
    expect(done.says).toContain("Answer\nSection 143");
    expect(done.says).not.toContain("A question to answer");
    await desk.sendTo(long, "/answer", { answer: "Section 143" });
    expect(await happened(id, "Answered")).toBe(1);
  });

  test("answered elsewhere meanwhile: says so, and shows the record", async () => {
    const { id, path } = await asked();
    author();
    const [one, other] = [await desk.get(path), await desk.get(path)];
    await desk.sendTo(one, "/answer", { answer: "Section 143" });
    const late = await desk.sendTo(other, "/answer", { answer: "Section 9" });
    expect([late.status, late.says]).toEqual([
      409,
      expect.stringContaining("Nothing was changed\nNo question is waiting for an answer."),
    ]);
    expect(late.says).toContain("Section 143");
    expect(await happened(id, "Answered")).toBe(1);
  });

  test("is its author's alone to answer", async () => {
    const { id, path } = await asked();
    governance();
    const page = await desk.get(path);
    expect(page.says).toContain("Nobody can sign until Ada Author has answered.");
    expect(page.forms.map((f) => f.action)).not.toContain(`${path}/answer`);
    expect((await desk.post(`${path}/answer`, { cmdId: cmd(), answer: "s9" })).status).toBe(403);
    await refusedToOthers(`${path}/answer`, { answer: "s9" });
    expect(await happened(id, "Answered")).toBe(0);
  });
});

describe("sending a request again", () => {
  test("by the author or governance, once for each press, with the same link", async () => {
    const { id, path } = await record();
    const { link } = await requestOf(id, "legal");
    author();
    const page = await desk.get(path);
    const [form] = page.forms.filter((f) => f.action.endsWith("/resend"));
    expect(form?.values.task).toBe("1#legal#0");
    const sent = await desk.sendTo(page, "/resend");
    expect(sent.says).toContain("Ada Author sent the request to Monitoring Officer again");
    await desk.sendTo(page, "/resend");
    expect(await happened(id, "Reminded")).toBe(1);
    expect((await requestOf(id, "legal")).link).toBe(link);
    governance();
    await desk.sendTo(await desk.get(path), "/resend");
    expect(await happened(id, "Reminded")).toBe(2);
  });

  test("not by anyone else, and not once it is signed", async () => {
    const { id, path } = await record();
    author();
    const page = await desk.get(path);
    await refusedToOthers(`${path}/resend`, { task: "1#legal#0" });
    desk.as("amy");
    expect((await desk.get(path)).html).not.toContain("/resend");
    author();
    await sign(id, "legal", now());
    const late = await desk.sendTo(page, "/resend");
    expect([late.status, late.says]).toEqual([
      409,
      expect.stringContaining("This request for a signature is closed."),
    ]);
    expect((await desk.post(`${path}/resend`, { cmdId: cmd(), task: "1#nobody#0" })).status).toBe(404);
    expect(await happened(id, "Reminded")).toBe(0);
  });
});

describe("giving a request to someone else", () => {
  test("governance chooses from those who may sign, and says why", async () => {
    const { id, path } = await record();
    const { link } = await requestOf(id, "legal");
    governance();
    const [give] = links(await desk.get(path), "Give to someone else");
    const page = await desk.get(give!.attributes.href!);
    expect(page.says).toContain("Mo Monitor is asked to sign as Monitoring Officer.");
    expect(find(page.root, (e) => e.attributes.type === "radio").map((e) => e.attributes.value)).toEqual([
      "mia",
    ]);
    const wrong = await desk.send(page, { reason: "" });
    expect([wrong.status, wrong.errors]).toEqual([
      422,
      [
        { href: "#to", text: "Select who should sign instead" },
        { href: "#reason", text: "Enter why someone else should sign" },
      ],
    ]);
    const done = await desk.send(wrong, { to: "mia", reason: "Mo is away until May" });
    expect(done.path).toBe(path);
    expect(done.says).toContain("Who\nMia Monitor, Monitoring Officer");
    expect(done.says).toContain("Why it was passed on\nMo is away until May");
    await desk.send(wrong, { to: "mia", reason: "Mo is away until May" });
    expect(await happened(id, "TaskReassigned")).toBe(1);
    expect(await codeOf(look(link, now()))).toBe("bad-link");
    expect((await requestOf(id, "legal")).person).toBe("mia");
  });

  test("where nobody else may sign, says so", async () => {
    const { path } = await record();
    governance();
    const page = await desk.get(`${path}/give?task=${encodeURIComponent("1#money#0")}`);
    expect(page.says).toContain("Nobody else holds this post today");
    expect(page.forms).toEqual([]);
  });

  test("only governance, only of an open request, only to someone who may", async () => {
    const { id, path } = await record();
    const task = "1#legal#0";
    const give = `${path}/give?task=${encodeURIComponent(task)}`;
    author();
    expect(links(await desk.get(path), "Give to someone else")).toEqual([]);
    expect((await desk.get(give)).path).toBe(path);
    expect((await desk.post(`${path}/give`, { cmdId: cmd(), task, to: "mia", reason: "x" })).status).toBe(
      403,
    );
    await refusedToOthers(`${path}/give`, { task, to: "mia", reason: "x" });
    governance();
    expect((await desk.post(`${path}/give`, { cmdId: cmd(), task, to: "fin", reason: "x" })).status).toBe(
      403,
    );
    const page = await desk.get(give);
    await sign(id, "legal", now());
    expect((await desk.get(give)).path).toBe(path);
    expect((await desk.send(page, { to: "mia", reason: "x" })).status).toBe(409);
    expect(await happened(id, "TaskReassigned")).toBe(0);
  });
});

describe("pausing", () => {
  test("needs a reason, keeps everyone from signing, and is ended by one press", async () => {
    const { id, path } = await record();
    author();
    const [pause] = links(await desk.get(path), "Pause this record");
    const page = await desk.get(pause!.attributes.href!);
    const wrong = await desk.send(page, {});
    expect(wrong.errors).toEqual([{ href: "#reason", text: "Enter why you are pausing it" }]);
    const paused = await desk.send(wrong, { reason: "An election has been called" });
    expect(paused.says).toContain("This record has been paused since");
    expect(paused.says).toContain("“An election has been called”");
    expect(paused.html).not.toContain("/resend");
    expect(await codeOf(sign(id, "legal", now()))).toBe("paused");
    expect((await desk.get(pause!.attributes.href!)).path).toBe(path);
    await desk.send(wrong, { reason: "An election has been called" });
    expect(await happened(id, "Paused")).toBe(1);
    governance();
    const resuming = await desk.get(path);
    expect((await desk.sendTo(resuming, "/resume")).says).not.toContain("has been paused since");
    await desk.sendTo(resuming, "/resume");
    expect(await happened(id, "Resumed")).toBe(1);
    await sign(id, "legal", now());
  });

  test("not by anyone else; resumed elsewhere meanwhile, says so", async () => {
    const { id, path } = await record();
    await refusedToOthers(`${path}/pause`, { reason: "x" });
    author();
    await desk.send(await desk.get(`${path}/pause`), { reason: "x" });
    await refusedToOthers(`${path}/resume`, {});
    desk.as("amy");
    expect((await desk.get(path)).forms).toEqual([]);
    author();
    const [one, other] = [await desk.get(path), await desk.get(path)];
    await desk.sendTo(one, "/resume");
    const late = await desk.sendTo(other, "/resume");
    expect([late.status, late.says]).toEqual([409, expect.stringContaining("This record is not paused.")]);
    expect(await happened(id, "Resumed")).toBe(1);
  });
});

test("the record shows who stands in for whom, who took no part, and each recommendation's outcome", async () => {
  const { id, path } = await record();
  for (const stage of ["legal", "money"]) await sign(id, stage, now());
  author();
  expect((await desk.get(path)).says).toContain(
    "Sam Standin, Commissioner, for Pat Commissioner, under scheme of delegation, 5.1",
  );
  await sign(id, "decider", now(), { interest: "declared", reason: "My sister runs it" });
  const moved = await desk.get(path);
  expect(moved.says).toContain("Interests\nSam Standin declared an interest and took no part");
  expect(moved.says).toContain("Why it was passed on\nMy sister runs it");
  await sign(id, "decider", now(), { clauses: { "0": "approve", "1": "refuse" } });
  const decided = await desk.get(path);
  expect(decided.says).toMatch(/Pay it: approved\n.*Report on it: not approved/);
  expect(decided.forms).toEqual([]);
});

test("no page of managing changes anything by being read", async () => {
  const { id, path } = await record();
  const before = await loadRecord(id);
  governance();
  const task = encodeURIComponent("1#legal#0");
  for (const page of [
    path,
    `${path}/give?task=${task}`,
    `${path}/give`,
    `${path}/pause`,
    `${path}/submitted`,
  ])
    expect((await desk.get(page)).status, page).toBe(200);
  for (const verb of ["answer", "resend", "resume"])
    expect((await desk.get(`${path}/${verb}`)).status).toBe(404);
  expect(await loadRecord(id)).toEqual(before);
});

test("a form without its command is refused", async () => {
  const { path } = await record();
  governance();
  for (const verb of ["answer", "resend", "give", "pause", "resume"])
    expect((await desk.post(`${path}/${verb}`, { cmdId: "x", task: "1#legal#0" })).status, verb).toBe(400);
});
