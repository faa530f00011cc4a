/**
 * Requests that must not be carried out, or not twice: forged and foreign links, stale pages, doubled
 * posts, other sites, broken HTTP. Each is answered in words, as a page or as problem details for a
 * program; never by a 500; and what was saved stays as it was.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import { loadOffices } from "#core/offices/index.ts";
import { eventsOf } from "#core/record/status.ts";
import { getView } from "#core/record/view.store.ts";
import { Browser } from "#infra/local/browser.ts";
import { play } from "#infra/local/play.ts";
import { useSystem } from "#tests/support/system.ts";
import { type Fields, formOf, Visitor } from "./raw-http.ts";

const system = useSystem();
const logged = vi.spyOn(console, "error");
let author: Visitor;
let stranger: Visitor;
let nobody: Visitor;
let record: string;

beforeAll(async () => {
  author = await new Visitor(system()).signIn("niamh.corrigan@cleveland.example");
  stranger = await new Visitor(system()).signIn("dominic.sayer@norfolk.example");
  nobody = new Visitor(system());
  record = await started();
});

afterAll(() => {
  // A bug would have been logged as an error by the function that met it.
  expect(logged.mock.calls).toEqual([]);
  logged.mockRestore();
});

async function started(): Promise<string> {
  const page = await author.send("/records/new");
  const list = await author.submit(page, formOf(page, "form"), { form: "decision-record" });
  return new URL(list.url).pathname;
}

/** A record that waits for its first signature, and the link to it. */
async function waiting(): Promise<{ id: string; link: string }> {
  const found = loadOffices().find(({ office }) => office.office === "cleveland");
  const { example } = found!.examples.find((e) => e.name === "perpetrator-programme-notice")!;
  const { id, waiting } = await play(system(), found!.office, { ...example, at: undefined, signOffs: [] });
  return { id, link: new URL(waiting[0] ?? "").pathname };
}

const idOf = (path: string) => path.split("/")[2] ?? "";
const typesOf = async (id: string) =>
  (await eventsOf(id)).map((e) => (JSON.parse(e.body) as LedgerEvent).type);

describe("requests that no page of ours makes", () => {
  test.each([
    ["PUT", "/sign-in"],
    ["DELETE", "/records/new"],
    ["PATCH", "/s/abc"],
    ["POST", "/healthz"],
    ["POST", "/records/new"],
    ["POST", "/accessibility"],
    ["OPTIONS", "/sign-in"],
  ])("%s %s", async (method, path) => {
    for (const origin of [system().origin, ""]) {
      const answer = await author.send(path, {
        method,
        headers: { "content-type": "application/x-www-form-urlencoded", ...(origin && { origin }) },
      });
      expect([403, 404]).toContain(answer.status);
      expect(answer.h1).not.toBe("");
    }
  });

  test.each(["text/plain", "application/xml", "", "application/x-www-form-urlencoded2"])(
    "the content type “%s”",
    async (type) => {
      const answer = await nobody.send("/sign-in", {
        method: "POST",
        body: new Blob(["email=jo@example.org"]),
        headers: { origin: system().origin, "content-type": type },
      });
      expect([answer.status, answer.h1]).toEqual([400, "There is a problem"]);
      expect(answer.html).toContain("Send a form");
    },
  );

  test.each([
    ["multipart/form-data", "--x"],
    ["multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name="],
    ["application/x-www-form-urlencoded", "%E0%A4%A=%ff&&&=&email"],
    ["application/x-www-form-urlencoded", "email=%00%ff"],
    ["application/json", "{"],
    ["application/json", "[1,2]"],
  ])("a body of %s that is broken: %s", async (type, body) => {
    for (const path of ["/sign-in", "/verify", "/records", `${record}/sections/request`, `${record}/check`]) {
      const answer = await author.send(path, {
        method: "POST",
        body,
        headers: { origin: system().origin, "content-type": type },
      });
      expect(answer.status, path).toBe(400);
      expect(answer.h1, path).not.toBe("");
    }
  });

  test.each([
    ["another site", "https://evil.example"],
    ["nowhere", "null"],
    ["our name with more to it", "ORIGIN.evil.example"],
    ["no origin", ""],
  ])("a post from %s", async (_, from) => {
    const origin = from.replace("ORIGIN", system().origin);
    const page = await author.send(`${record}/withdraw`);
    const { action, values } = formOf(page, "reason");
    const answer = await author.send(action, {
      method: "POST",
      body: new URLSearchParams({ ...values, reason: "Not wanted" }),
      headers: origin ? { origin } : {},
    });
    expect([answer.status, answer.h1]).toEqual([403, "You cannot do this"]);
    expect(answer.html).toContain("not sent from this site");
    expect((await getView(idOf(record))).view.state).toBe("draft");
  });

  test.each([
    "/records/x",
    "/records/%00",
    "/records/%ff",
    "/records/__proto__",
    `/records/${"9".repeat(26)}`,
    `/records/${"A".repeat(3000)}`,
    "/records/01ARZ3NDEKTSV4RRFFQ69G5FAV",
    "/records/01ARZ3NDEKTSV4RRFFQ69G5FAV/check",
    "/records/01ARZ3NDEKTSV4RRFFQ69G5FAV/sections/request",
    "/records/..%2f..%2fetc%2fpasswd",
    "/nowhere",
    "/decisions/nowhere/",
    "/decisions/%2e%2e/private/",
    "/assets/../records.sqlite",
  ])("%s", async (path) => {
    const answer = await author.send(path);
    expect([answer.status, answer.h1]).toEqual([404, "Page not found"]);
  });
});

describe("links that are not whoever's they say", () => {
  const FORGED = `a${"A".repeat(22)}.${"B".repeat(22)}`;

  test.each(["x", FORGED, `${FORGED}x`, "%00", "%ff", "__proto__", "a".repeat(4000), "..%2f..%2f"])(
    "/s/%s is the one neutral page",
    async (link) => {
      for (const path of [`/s/${link}`, `/s/${link}/ask`, `/s/${link}/pass-on`]) {
        const page = await nobody.send(path);
        expect([page.status, page.h1], path).toEqual([410, "This link does not work"]);
      }
      const post = await nobody.post(`/s/${link}`, { outcome: "approve" });
      expect([post.status, post.h1]).toEqual([410, "This link does not work"]);
    },
  );

  test("one changed letter, the other kind of link, a link that was used", async () => {
    const { id, link } = await waiting();
    const before = await typesOf(id);
    const changed = link.replace(/.$/, (last) => (last === "A" ? "Q" : "A"));
    expect((await nobody.send(changed)).status).toBe(410);
    const mail = (await system().inbox()).findLast((m) => m.subject.startsWith("Sign in"));
    const signIn = new URL(mail?.links[0] ?? "").pathname;
    expect((await nobody.send(signIn.replace("/sign-in/", "/s/"))).status).toBe(410);
    for (const path of [link.replace("/s/", "/sign-in/"), signIn]) {
      expect((await nobody.send(path)).h1).toBe("This link does not work any more");
      const post = await nobody.post(path, {});
      expect([post.status, post.h1]).toEqual([410, "This link does not work any more"]);
      expect(post.headers.getSetCookie()).toEqual([]);
    }
    expect(await typesOf(id)).toEqual(before);
  });

  test("a session that was never given, and somebody of another office", async () => {
    const forged = new Visitor(system());
    for (const cookie of ["__Host-session=abc", `__Host-session=${"x".repeat(5000)}`, "__Host-session=%00"]) {
      forged.cookie = cookie;
      const page = await forged.send(record);
      expect([page.status, page.headers.get("location")]).toEqual([302, "/sign-in"]);
      expect((await forged.post("/records", { form: "decision-record" })).status).toBe(401);
    }
    for (const path of ["", "/check", "/paper", "/withdraw", "/submitted", "/sections/request"])
      expect((await stranger.send(record + path)).status, path).toBe(404);
    const values = { cmdId: "01ARZ3NDEKTSV4RRFFQ69G5FAV", rev: "1", saveNo: "1", reason: "No", title: "No" };
    for (const path of ["/check", "/withdraw", "/publish", "/sections/request"])
      expect((await stranger.post(record + path, values)).status, path).toBe(404);
    expect((await getView(idOf(record))).view.answers).toEqual({});
  });
});

describe("too late, or twice", () => {
  test("a page that was saved elsewhere since: both texts are shown, neither is lost", async () => {
    const path = `${await started()}/sections/request`;
    const [mine, theirs] = [await author.send(path), await author.send(path)];
    await author.submit(theirs, formOf(theirs, "was"), { title: "Theirs", summary: "S", do: "continue" });
    const answer = await author.submit(mine, formOf(mine, "was"), {
      title: "Mine",
      summary: "S",
      do: "continue",
    });
    expect(answer.status).toBe(409);
    expect(answer.html).toContain("Theirs");
    expect(answer.html).toContain("Mine");
    expect((await getView(idOf(path))).view.answers.title).toBe("Theirs");
  });

  test("one start posted twice at once is one record", async () => {
    const page = await author.send("/records/new");
    const { values } = formOf(page, "form");
    const post = () => author.post("/records", { ...values, form: "decision-record" });
    const answers = await Promise.all([post(), post(), post()]);
    expect(new Set(answers.map((a) => a.headers.get("location"))).size).toBe(1);
    expect(answers.map((a) => a.status)).toEqual([303, 303, 303]);
    expect(await typesOf(idOf(answers[0]!.headers.get("location") ?? ""))).toEqual(["Created"]);
  });

  test("one signature posted three times at once counts once", async () => {
    const { id, link } = await waiting();
    const signer = new Browser(system().origin);
    const page = await signer.get(link);
    const post = () => signer.submit(page, formOf(page, "outcome"), { outcome: "approve" });
    const answers = await Promise.all([post(), post(), post()]);
    for (const { status, h1 } of answers) expect([status, h1]).toEqual([200, "You approved this"]);
    expect((await typesOf(id)).filter((t) => t === "SignedOff")).toHaveLength(1);
    expect((await nobody.send(link)).h1).toBe("This link does not work");
  });

  test("a signature for a paper that is not the one shown", async () => {
    const { id, link } = await waiting();
    const page = await nobody.send(link);
    const choices = { outcome: "approve", hash: "0".repeat(64) };
    const answer = await nobody.submit(page, formOf(page, "outcome"), choices);
    expect([answer.status, answer.h1]).toEqual([409, "The paper has changed"]);
    expect(await typesOf(id)).not.toContain("SignedOff");
  });

  test("a choice that is none, a reason left out: the page again, with what was typed", async () => {
    const { id, link } = await waiting();
    const page = await nobody.send(link);
    const wrong: Fields[] = [
      {},
      { outcome: "note" },
      { outcome: "<b>" },
      { outcome: "return", reason: " " },
      { reason: "Kept" },
    ];
    for (const choices of wrong) {
      const answer = await nobody.submit(page, formOf(page, "outcome"), choices);
      expect(answer.status).toBe(400);
      expect(answer.errors.length).toBeGreaterThan(0);
      expect(formOf(answer, "outcome").values.reason ?? "").toBe(choices.reason ?? "");
    }
    const nul = await nobody.submit(page, formOf(page, "outcome"), {
      outcome: "return",
      reason: "a\u0000b",
    });
    expect(nul.status).toBe(400);
    expect(nul.html).toMatch(/cannot be printed/);
    expect(await typesOf(id)).not.toContain("SignedOff");
  });

  test("withdrawn while a page to sign was open", async () => {
    const { id, link } = await waiting();
    const page = await nobody.send(link);
    const asks = await author.send(`/records/${id}/withdraw`);
    const gone = await author.submit(asks, formOf(asks, "reason"), { reason: "Copied by mistake" });
    expect(gone.status).toBe(200);
    const again = await author.submit(asks, formOf(asks, "reason"), { reason: "Copied by mistake" });
    expect(again.status).toBe(200);
    const answer = await nobody.submit(page, formOf(page, "outcome"), { outcome: "approve" });
    expect(answer.status).toBeLessThanOrEqual(410);
    expect(answer.html).toMatch(/not needed|does not work/);
    const types = await typesOf(id);
    expect([types.includes("SignedOff"), types.filter((t) => t === "Withdrawn").length]).toEqual([false, 1]);
  });
});

describe("a program that asks for JSON", () => {
  const json = { accept: "application/json" };
  test.each([
    [401, "not-signed-in", () => nobody.send(record, { headers: json })],
    [404, "not-found", () => nobody.send("/nowhere", { headers: json })],
    [404, "no-record", () => stranger.send(record, { headers: json })],
    [404, "no-section", () => author.send(`${record}/sections/none`, { headers: json })],
    [400, "bad-form", () => author.post(`${record}/check`, {}, json)],
    [413, "post-too-large", () => author.post(record, { x: "x".repeat(2_000_000) }, json)],
    [403, "cross-site", () => author.post("/records", {}, { ...json, origin: "https://evil.example" })],
    [410, "sign-in-expired", () => nobody.send("/sign-in/x", { headers: json })],
  ])("is answered %i %s as problem details", async (status, code, ask) => {
    const { problem, status: sent } = await ask();
    expect(sent).toBe(status);
    expect(problem).toMatchObject({ status, type: `urn:countersign:${code}` });
    expect(problem?.title).toMatch(/\w/);
    expect(problem?.detail).toMatch(/^[A-Z].*\w/);
  });
});
