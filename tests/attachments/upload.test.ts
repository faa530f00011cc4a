/** Attaching by upload, through the running system: who may, what is said, what is kept. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { ulid } from "ulid";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answers } from "#core/form/answers.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import * as Records from "#core/record/records.ts";
import { openDisk } from "#infra/local/s3-disk.ts";
import { BUCKETS } from "#infra/local/settings.ts";
import { actorOf } from "#tests/support/signing.ts";
import { useSystem } from "#tests/support/system.ts";
import { ANNEXED, ANSWERS, draftOf, filesPath, Officer } from "./annexed.ts";
import { pdf, png, soundFiles, txt } from "./files.ts";

const system = useSystem({ offices: "" });
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const privateKeys = () =>
  openDisk(join(system().dataDir, "files"), [BUCKETS.private])
    .all(BUCKETS.private)
    .flat()
    .map(({ key }) => key);
let ada: Officer;
let id: string;

beforeAll(async () => {
  await publishDefinition(ANNEXED);
  ada = await new Officer(system()).signIn("ada@testshire.example");
});
beforeEach(async () => {
  id = await ada.start();
});
const save = async (more: Answers) => {
  const actor = actorOf(ANNEXED, "ada");
  const now = new Date().toISOString();
  const { view, saveNo } = await Records.getDraft(id, actor);
  await Records.saveDraft({ id, answers: { ...view.answers, ...more }, saveNo, actor, now });
};

const filled = () => save(ANSWERS);

describe("attaching", () => {
  test("a form that needs a file sends its author to the page that takes one, and can then be submitted", async () => {
    await filled();
    const section = await ada.send(`/records/${id}/sections/files`);
    const form = section.forms.find((f) => f.names.has("was"))!;
    const stopped = await ada.post(form.action, { ...form.values, do: "continue" });
    expect(stopped.errors).toEqual(["Attach a file for “Appendices”"]);
    expect((await ada.send(`/records/${id}/check`)).html).toContain("Attach a file for “Appendices”");
    const link = section.links.find((l) => l.text.startsWith("Attach files for Appendices"));
    expect(new URL(link?.href ?? "", section.url).pathname).toBe(filesPath(id, "appendices"));

    const page = await ada.send(filesPath(id, "appendices"));
    expect(page.html).toMatch(/<form[^>]*enctype="multipart\/form-data"/);
    const sent = await ada.upload(id, "appendices", { name: "C:\\fakepath\\Map.PNG", bytes: png });
    expect([sent.status, sent.headers.get("location")]).toEqual([
      303,
      `${filesPath(id, "appendices")}?done=attach`,
    ]);
    const after = await ada.send(`${filesPath(id, "appendices")}?done=attach`);
    expect(after.html).toContain("The file has been attached.");
    expect(after.links.map((l) => l.text)).toContain("Map.png");
    expect((await draftOf(id)).appendices).toEqual([
      { name: "Map.png", sha256: hashOf(png), size: png.length, type: "image/png", public: false },
    ]);
    expect(privateKeys()).toContain(`attachments/testshire/${hashOf(png)}`);

    const check = await ada.send(`/records/${id}/check`);
    const submit = check.forms.find((f) => f.names.has("saveNo"))!;
    expect((await ada.submit(check, submit)).h1).toContain("Submitted");
  });

  test("every kind is kept byte for byte, and comes back so", async () => {
    for (const [name, bytes] of Object.entries(await soundFiles())) {
      expect((await ada.upload(id, "appendices", { name, bytes })).status, name).toBe(303);
      const got = await ada.download(`${filesPath(id, "appendices")}/${hashOf(bytes)}`);
      expect([got.status, got.bytes.equals(bytes)], name).toEqual([200, true]);
      expect(got.headers.get("content-disposition")).toMatch(/^attachment; filename="/);
      expect(got.headers.get("x-content-type-options")).toBe("nosniff");
      expect(got.headers.get("cache-control")).toBe("no-store");
    }
    const old = Buffer.from("Award;£5 café", "latin1");
    await ada.upload(id, "appendices", { name: "old.csv", bytes: old });
    const got = await ada.download(`${filesPath(id, "appendices")}/${hashOf(old)}`);
    expect(got.bytes.equals(old)).toBe(true);
    expect(got.headers.get("content-type")).toBe("text/csv; charset=windows-1252");
    expect((await draftOf(id)).appendices).toHaveLength(10);
  });

  test("the largest file passes as Lambda passes it, both ways; a larger one is refused in words", async () => {
    const most = Buffer.alloc(4 * 1024 * 1024 - 1, "words ");
    expect((await ada.upload(id, "appendices", { name: "long.txt", bytes: most })).status).toBe(303);
    const got = await ada.download(`${filesPath(id, "appendices")}/${hashOf(most)}`);
    expect(got.bytes.equals(most)).toBe(true);
    for (const [size, status] of [
      [4 * 1024 * 1024, 422],
      [4.5 * 1024 * 1024, 413],
    ] as const) {
      const refused = await ada.upload(id, "appendices", { name: "big.txt", bytes: Buffer.alloc(size, "a") });
      expect(refused.status).toBe(status);
      expect(refused.html).toContain("The selected file must be smaller than 4MB");
    }
    const elsewhere = await ada.post(`/records/${id}/sections/all`, { title: "a".repeat(1_100_000) });
    expect(elsewhere.status).toBe(413);
    expect((await draftOf(id)).appendices).toHaveLength(1);
  });

  test.each([
    ["nothing", undefined, "Select a file"],
    ["an empty file", { name: "a.pdf", bytes: Buffer.alloc(0) }, "The selected file is empty"],
    ["a program", { name: "a.exe", bytes: Buffer.from("MZ") }, "The selected file must be a PDF"],
    ["another name", { name: "a.pdf", bytes: png }, "The selected file is named as a PDF but is a PNG"],
  ])("%s is refused, and the page says why beside the control", async (_, file, message) => {
    const page = await ada.upload(id, "appendices", file, { public: "yes" });
    expect([page.status, page.errors.length]).toEqual([422, 1]);
    expect(page.errors[0]).toContain(message);
    expect(page.html).toMatch(/<title>Error: /);
    expect(page.html).toMatch(/id="file-error"/);
    expect(page.html).toMatch(/name="public"[^>]*checked/);
    expect(await draftOf(id)).toEqual({});
  });

  test("the same file twice is one; another of the same name, or under another name, is refused", async () => {
    const file = { name: "Map.png", bytes: png };
    await ada.upload(id, "appendices", file);
    expect((await ada.upload(id, "appendices", file)).status).toBe(303);
    const named = await ada.upload(id, "appendices", { name: "Plan.png", bytes: png });
    expect(named.errors).toEqual(["The selected file is already attached as “Map.png”"]);
    const second = Buffer.concat([png, Buffer.from("x")]);
    const other = await ada.upload(id, "appendices", { name: "MAP.png", bytes: second });
    expect(other.errors[0]).toMatch(/^A file called “MAP.png” is already attached/);
    expect((await draftOf(id)).appendices).toHaveLength(1);
  });

  test("twenty files are taken, and then no more are asked for", async () => {
    const all = Array.from({ length: 19 }, (_, i) => String(i)).map((n) => ({
      name: `${n}.txt`,
      sha256: hashOf(Buffer.from(n)),
      size: n.length,
      type: "text/plain; charset=utf-8",
    }));
    await save({ appendices: all });
    const last = await ada.upload(id, "appendices", { name: "20.txt", bytes: Buffer.from("20") });
    expect(last.status).toBe(303);
    const page = await ada.upload(id, "appendices", { name: "21.txt", bytes: Buffer.from("21") });
    expect(page.errors).toEqual(["You can attach up to 20 files"]);
    expect((await ada.send(filesPath(id, "appendices"))).html).not.toContain('type="file"');
  });

  test("files sent at once, and a page saved meanwhile, all stay", async () => {
    const sent = [1, 2, 3, 4].map((i) =>
      ada.upload(id, "appendices", { name: `${i}.txt`, bytes: Buffer.from(`at once ${i}`) }),
    );
    const answers = await Promise.all([...sent, filled()]);
    expect(answers.slice(0, 4).map((a) => a?.status)).toEqual([303, 303, 303, 303]);
    const draft = await draftOf(id);
    expect(draft.title).toBe(ANSWERS.title);
    expect((draft.appendices as { name: string }[]).map((f) => f.name).sort()).toEqual([
      "1.txt",
      "2.txt",
      "3.txt",
      "4.txt",
    ]);
  });

  test("a file that storage does not take is named by no record", async () => {
    const down = (call: { service: string; action: string }) =>
      call.service === "s3" && call.action === "PutObject";
    system().faults.plan({ kind: "error", match: down, every: 1 });
    const body = new FormData();
    body.set("cmdId", ulid());
    body.set("do", "attach");
    body.set("file", new Blob([new Uint8Array(txt)]), "a.txt");
    const response = await fetch(system().origin + filesPath(id, "appendices"), {
      method: "POST",
      body,
      headers: { origin: system().origin, cookie: ada.cookie },
    });
    system().faults.clear();
    expect(response.status).toBe(500);
    expect(await draftOf(id)).toEqual({});
  });
});

describe("the buttons beside a file", () => {
  test("publish it, keep it in, and remove it; the object stays for what else may rest on it", async () => {
    const bytes = await pdf("Terms");
    await ada.upload(id, "appendices", { name: "Terms.pdf", bytes }, { public: "yes" });
    const flag = async () => (await draftOf(id)).appendices as { public: boolean }[] | undefined;
    expect(await flag()).toMatchObject([{ public: true }]);
    const page = await ada.press(id, "appendices", "Do not publish Terms.pdf");
    expect(page.headers.get("location")).toContain("?done=restrict");
    expect(await flag()).toMatchObject([{ public: false }]);
    await ada.press(id, "appendices", "Publish Terms.pdf");
    expect(await flag()).toMatchObject([{ public: true }]);
    const removed = await ada.press(id, "appendices", "Remove Terms.pdf", 2);
    expect([removed.status, removed.headers.get("location")]).toEqual([
      303,
      expect.stringContaining("?done=remove"),
    ]);
    expect(await draftOf(id)).not.toHaveProperty("appendices");
    expect(privateKeys()).toContain(`attachments/testshire/${hashOf(bytes)}`);
    expect((await ada.send(`${filesPath(id, "appendices")}/${hashOf(bytes)}`)).status).toBe(404);
  });

  test("never publish what is never public, whatever is posted", async () => {
    const page = await ada.send(filesPath(id, "advice"));
    expect(page.html).toContain("Files here are never published");
    expect(page.html).not.toContain('name="public"');
    await ada.upload(id, "advice", { name: "a.txt", bytes: txt }, { public: "yes" });
    await ada.post(filesPath(id, "advice"), { cmdId: ulid(), do: "publish", sha256: hashOf(txt) });
    expect((await draftOf(id)).advice).toMatchObject([{ public: false }]);
  });
});

describe("who may", () => {
  test("only the author writes; the office reads; nobody else knows of it", async () => {
    const bytes = await pdf("Who may");
    await ada.upload(id, "appendices", { name: "Terms.pdf", bytes });
    const file = `${filesPath(id, "appendices")}/${hashOf(bytes)}`;
    const abe = await new Officer(system()).signIn("abe@testshire.example");
    expect((await abe.send(filesPath(id, "appendices"))).status).toBe(403);
    expect((await abe.upload(id, "appendices", { name: "x.txt", bytes: txt })).status).toBe(403);
    const list = await abe.send(`/records/${id}/attachments`);
    expect(list.links.map((l) => l.href)).toContain(file);
    expect((await abe.download(file)).bytes.equals(bytes)).toBe(true);

    await publishDefinition(renamed("otherton"));
    const eve = await new Officer(system()).signIn("ada@otherton.example");
    for (const path of [`/records/${id}/attachments`, filesPath(id, "appendices"), file])
      expect((await eve.send(path)).status, path).toBe(404);
    expect((await eve.upload(id, "appendices", { name: "x.txt", bytes: txt })).status).toBe(404);
    const own = await eve.start();
    expect((await eve.send(`${filesPath(own, "appendices")}/${hashOf(bytes)}`)).status).toBe(404);

    const nobody = new Officer(system());
    for (const path of [`/records/${id}/attachments`, filesPath(id, "appendices"), file])
      expect((await nobody.send(path)).headers.get("location"), path).toBe("/sign-in");
    expect((await nobody.upload(id, "appendices", { name: "x.txt", bytes: txt })).status).toBe(401);
    expect((await draftOf(id)).appendices).toHaveLength(1);
  });

  test("nobody, once it is submitted, for a field that takes no files, from elsewhere, or without a command", async () => {
    expect((await ada.upload(id, "title", { name: "x.txt", bytes: txt })).status).toBe(404);
    expect((await ada.upload(id, "constructor", { name: "x.txt", bytes: txt })).status).toBe(404);
    expect((await ada.upload(id, "appendices", { name: "x.txt", bytes: txt }, { cmdId: "x" })).status).toBe(
      400,
    );
    expect((await ada.upload(id, "appendices", { name: "x.txt", bytes: txt }, { do: "eat" })).status).toBe(
      400,
    );
    const headers = {
      origin: "https://elsewhere.example",
      "content-type": "multipart/form-data; boundary=x",
    };
    const cross = await ada.send(filesPath(id, "appendices"), { method: "POST", body: "--x--", headers });
    expect(cross.status).toBe(403);
    const torn = { origin: system().origin, "content-type": "multipart/form-data; boundary=x" };
    const cut = await ada.send(filesPath(id, "appendices"), {
      method: "POST",
      body: "--x\r\nConte",
      headers: torn,
    });
    expect(cut.status).toBe(400);
    expect(await draftOf(id)).toEqual({});

    await filled();
    await ada.upload(id, "appendices", { name: "Map.png", bytes: png });
    const check = await ada.send(`/records/${id}/check`);
    await ada.submit(check, check.forms.find((f) => f.names.has("saveNo"))!);
    const late = await ada.upload(id, "appendices", { name: "x.txt", bytes: txt });
    expect([late.status, late.html]).toEqual([409, expect.stringContaining("has been submitted")]);
    expect((await ada.send(filesPath(id, "appendices"))).status).toBe(409);
    expect((await ada.download(`${filesPath(id, "appendices")}/${hashOf(png)}`)).status).toBe(200);
  });
});

function renamed(slug: string) {
  return JSON.parse(JSON.stringify(ANNEXED).replaceAll("testshire", slug).replaceAll("Testshire", slug));
}
