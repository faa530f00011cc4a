/** What signatories and the office see of the proof-reader's findings, and that nobody else does. */

import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findingsKey } from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import { compose } from "#core/document/compose.ts";
import { entryOf } from "#core/notice/entry.ts";
import { unpack } from "#core/record/compress.ts";
import { withNoticed } from "#core/record/overrides.store.ts";
import { publicationFacts } from "#core/record/renditions.ts";
import { getView } from "#core/record/view.store.ts";
import { saltedHash } from "#core/signoff/words.ts";
import { app as signing } from "#functions/sign.ts";
import { handler as sweep } from "#functions/sweep.ts";
import { parseHtml, words } from "#tests/support/html.ts";
import { requestOf, sign } from "#tests/support/signing.ts";
import { publicFilesFor } from "#web/public/files.tsx";
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
  submissions,
  write,
} from "./slips.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk([OFFICE]);
});
afterAll(() => desk.close());

/** A reason found nowhere by chance. */
const CANARY = "Quinquereme of Nineveh";

async function submitted() {
  const record = await begin(desk);
  const check = await desk.get(`${record}/check`);
  const post = { ...check.form, [boxOf(check, DOUBLED)]: CANARY };
  const done = await desk.post(`${record}/check`, post);
  expect(done.path).toBe(`${record}/submitted`);
  return { record, id: idOf(record), post };
}
async function toSign(id: string) {
  const { link } = await requestOf(id, "legal");
  return parseHtml(await (await signing.request(`https://countersign.example/s/${link}`)).text());
}

test("whoever signs sees what was left, with the reason and without; so does the office", async () => {
  const { record, id } = await submitted();
  for (const root of [await toSign(id), (await desk.get(record)).root]) {
    expect(words(root)).toContain(
      "Ada Author saw this before submitting the paper, and gave a reason for 1 of 2.",
    );
    expect(findings(root).map((e) => words(e).split("\n")[0])).toEqual([
      `Check this ${LEFT}`,
      `Note ${DOUBLED}`,
    ]);
    expect(words(finding(root, LEFT)!)).toContain("No reason was given.");
    expect(words(finding(root, DOUBLED)!)).toContain(`Ada Author left it as it is: “${CANARY}”`);
  }
});

test("the event binds the words; sent twice, it is submitted once", async () => {
  const { record, id, post } = await submitted();
  expect((await desk.post(`${record}/check`, post)).path).toBe(`${record}/submitted`);
  const events = await submissions(record);
  const Kept = v.object({ salt: v.string(), packed: v.instance(Uint8Array) });
  const item = await findItem(Kept, findingsKey(id, 1));
  expect(events).toHaveLength(1);
  expect(events[0]?.data.findings).toBe(saltedHash(item!.salt, unpack(item!.packed)));
  expect(unpack(item!.packed)).toContain(CANARY);
});

test("returned and sent again, the reason is still there; what was put right is not", async () => {
  const { record, id } = await submitted();
  await sign(id, "legal", new Date().toISOString(), { outcome: "return", reason: "Name who reports" });
  await write(desk, record, "all", {
    ...PAPER,
    recommendations: ["Adopt the the plan", "Ask the chief executive"],
  });
  await desk.send(await desk.get(`${record}/check`), {});
  expect(findings(await toSign(id)).map((e) => words(e).split("\n").at(-1))).toEqual([
    `Ada Author left it as it is: “${CANARY}”`,
  ]);
  const { view } = await getView(id);
  expect((await withNoticed(view)).findings).toHaveLength(1);
});

test("neither the paper, nor the public files, nor any email says a word of it", async () => {
  const { id } = await submitted();
  const now = new Date().toISOString();
  await sign(id, "legal", now);
  await sign(id, "board", now);
  await sign(id, "decider", now, { clauses: { "0": "approve", "1": "approve" } });
  const { view, loaded } = await getView(id);
  const whole = { ...(await withNoticed(view)), state: "published" as const, publishedAt: now };
  expect(JSON.stringify(whole.findings)).toContain(CANARY);
  const entry = entryOf(whole, publicationFacts(loaded.state, 1, now));
  const around = {
    year: [entry],
    newest: [entry],
    latest: [entry],
    offices: [],
    linked: [],
    linkedFrom: [],
  };
  const files = publicFilesFor({ origin: "https://countersign.example", view: whole, entry, ...around });
  await sweep();
  const mails = await Promise.all(desk.store.mailbox.all().map((m) => desk.store.mailbox.parsed(m.id)));
  const out = [
    ...files.map((f) => Buffer.from(f.body).toString()),
    ...mails.map((m) => `${m.subject} ${m.text} ${m.html}`),
    ...(["public", "restricted"] as const).map((edition) => JSON.stringify(compose(whole, edition))),
  ];
  expect(files.length).toBeGreaterThan(3);
  expect(mails.length).toBeGreaterThan(3);
  for (const text of out) {
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain(LEFT);
  }
});
