/** Where attached files go: to signatories behind their link, to the public if they are marked so, and nowhere else. */
import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Answers } from "#core/form/answers.ts";
import * as Address from "#core/notice/addresses.ts";
import { slugOf } from "#core/notice/entry.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import * as Records from "#core/record/records.ts";
import { getContentText, getView } from "#core/record/view.store.ts";
import { linkKeys, readToken } from "#core/signoff/token.ts";
import { paperText } from "#tests/journeys/paper-text.ts";
import { publicObjects, restrictedPdf } from "#tests/journeys/public-side.ts";
import { actorOf, proofFor, requestOf, signAll, signNext } from "#tests/support/signing.ts";
import { cmd } from "#tests/support/store.ts";
import { useSystem } from "#tests/support/system.ts";
import { ANNEXED, ANSWERS, Officer } from "./annexed.ts";
import { pdf, txt } from "./files.ts";

const system = useSystem({ offices: "" });
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const now = () => new Date().toISOString();
const CANARY = "CANARY-3f9c";
const GROUND = {
  ground: "foia-43",
  reason: "A tender is open.",
  opinionOf: "The Monitoring Officer",
  publicInterest: "Weighed.",
  safeTitle: "A purchase",
  review: "2030-01-31",
};
let ada: Officer;
let open: Buffer;
const closed = Buffer.from(`${CANARY}: the price that we would pay.\n`);
const advice = Buffer.from(`${CANARY}: counsel says yes.\n`);
/** As sent, and as kept. */
const OPEN = ["Terms – “boats” & <oars>.pdf", "Terms – “boats” & -oars-.pdf"] as const;

beforeAll(async () => {
  await publishDefinition(ANNEXED);
  ada = await new Officer(system()).signIn("ada@testshire.example");
  open = await pdf("The terms");
});

/** A record with one file for everyone and two for few, submitted. */
async function submittedWith(more: Answers = {}): Promise<string> {
  const id = await ada.start();
  await ada.upload(id, "appendices", { name: OPEN[0], bytes: open }, { public: "yes" });
  await ada.upload(id, "appendices", { name: `${CANARY}-price.txt`, bytes: closed });
  await ada.upload(id, "advice", { name: `${CANARY}-advice.txt`, bytes: advice }, { public: "yes" });
  const actor = actorOf(ANNEXED, "ada");
  const draft = await Records.getDraft(id, actor);
  const answers = { ...draft.view.answers, ...ANSWERS, ...more };
  const { saveNo } = await Records.saveDraft({ id, answers, saveNo: draft.saveNo, actor, now: now() });
  await Records.submit({ id, saveNo, rev: draft.rev, cmdId: cmd(), actor, now: now() });
  return id;
}

describe("a signatory", () => {
  test("finds each file under the paper, and saves it, while the link is good", async () => {
    const id = await submittedWith();
    const { link } = await requestOf(id, "legal");
    const visitor = new Officer(system());
    const page = await visitor.send(`/s/${link}`);
    const files = page.links.filter((l) => l.href.includes("/attachments/"));
    expect(files.map((l) => l.text)).toEqual([OPEN[1], `${CANARY}-price.txt`, `${CANARY}-advice.txt`]);
    expect(page.html).toContain("“boats” &amp; -oars-");
    expect(page.html).toContain("Published with the record.");
    for (const [i, bytes] of [open, closed, advice].entries()) {
      const got = await visitor.download(files[i]!.href);
      expect([got.status, got.bytes.equals(bytes)]).toEqual([200, true]);
      expect(got.headers.get("content-disposition")).toContain("attachment; ");
    }
    const path = `/s/${link}/attachments`;
    expect((await visitor.send(`${path}/${hashOf(txt)}`)).status).toBe(404);
    expect((await visitor.send(`/s/${"x".repeat(60)}/attachments/${hashOf(open)}`)).status).toBe(410);

    await signNext(id, now());
    const after = await visitor.download(`${path}/${hashOf(closed)}`);
    expect(after.headers.get("content-type")).toContain("text/html");
    expect(after.bytes.toString()).not.toContain(CANARY);
  });

  test("of a confidential paper reads no file before the code was right", async () => {
    const id = await submittedWith({ confidential: { withheld: "yes", parts: "whole", ...GROUND } });
    const { link } = await requestOf(id, "legal");
    const path = `/s/${link}/attachments/${hashOf(closed)}`;
    const stranger = new Officer(system());
    const asked = await stranger.download(path);
    expect(asked.bytes.toString()).toContain("Confirm it is you");
    expect(asked.bytes.toString()).not.toContain(CANARY);
    stranger.cookie = `__Secure-proof-${readToken("sign", link, linkKeys())}=${proofFor(link, now())}`;
    expect((await stranger.download(path)).bytes.equals(closed)).toBe(true);
  });

  test("signs what covers every file: its content holds their hashes", async () => {
    const id = await submittedWith();
    const text = await getContentText(id, 1);
    for (const bytes of [open, closed, advice]) expect(text).toContain(hashOf(bytes));
  });
});

describe("the public", () => {
  test("gets the file marked for it, from the bucket alone, and nothing of the others", async () => {
    const id = await submittedWith();
    await signAll(id, now());
    await system().settle();
    const { view } = await getView(id);
    expect(view.state).toBe("published");
    const before = system().invocations();
    const notice = await new Officer(system()).send(Address.noticePath("testshire", slugOf(view)));
    const [link, ...others] = notice.links.filter((l) => l.href.includes("/attachments/"));
    expect(others).toEqual([]);
    expect(link?.text).toBe(OPEN[1]);
    expect(notice.html).toMatch(/PDF<\/span>, <span itemprop="contentSize">\d+ kB/);
    const got = await new Officer(system()).download(link?.href ?? "");
    expect(got.bytes.equals(open)).toBe(true);
    expect(got.headers.get("content-type")).toBe("application/pdf");
    expect(got.headers.get("content-disposition")).toMatch(/^attachment; filename="Terms/);
    expect(got.headers.get("x-content-type-options")).toBe("nosniff");
    // What is withdrawn must be gone from the edge within a minute.
    expect(got.headers.get("cache-control")).toBe("public, max-age=60, s-maxage=60");
    expect(system().invocations()).toEqual(before);
    await expectNothingSecret();
    const paper = await paperText(await restrictedPdf(id));
    expect(paper).toContain(CANARY);
  });

  test.each([
    ["whole", "withheld"],
    [["appendices"], "published"],
  ] as const)("gets no file of what is withheld: %j", async (parts, state) => {
    const withheld = { withheld: "yes", parts: parts as "whole" | string[], ...GROUND } as const;
    const before = publicObjects(system()).length;
    const id = await submittedWith({ confidential: withheld });
    await signAll(id, now());
    await system().settle();
    const { view } = await getView(id);
    expect(view.state).toBe(state);
    const folder = `${Address.noticePath("testshire", slugOf(view)).slice(1)}attachments/`;
    const objects = publicObjects(system());
    expect(objects.length).toBeGreaterThan(before);
    expect(objects.filter(({ key }) => key.startsWith(folder))).toEqual([]);
    await expectNothingSecret();
  });
});

/** In no public object: not its bytes, its name, its headers or the text of a PDF; and in no email. */
async function expectNothingSecret(): Promise<void> {
  const objects = publicObjects(system());
  expect(objects.some(({ key }) => key.includes("/attachments/"))).toBe(true);
  for (const { key, text, body } of objects) {
    expect(text.includes(CANARY), key).toBe(false);
    for (const bytes of [closed, advice]) expect(text.includes(hashOf(bytes).slice(0, 10)), key).toBe(false);
    if (key.endsWith(".pdf") && !key.includes("/attachments/"))
      expect(await paperText(body), key).not.toContain(CANARY);
  }
  expect(JSON.stringify(await system().inbox())).not.toContain(CANARY);
}
