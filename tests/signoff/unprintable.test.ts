/**
 * What the document's fonts cannot show is found where it is typed: beside the box that it was typed in,
 * with its name and with everything else as it was, before anybody signs. Nothing prints as a box unseen.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspect } from "#core/attachment/inspect.ts";
import { checkOffice } from "#core/form/check.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { app as sign } from "#functions/sign.ts";
import { app as web } from "#functions/web.ts";
import {
  type House,
  now,
  OFFICE,
  openHouse,
  post,
  type Role,
  type Situation,
  standing,
} from "#tests/routes/house.ts";
import { parseHtml, words } from "#tests/support/html.ts";
import { proofFor, requestOf } from "#tests/support/signing.ts";
import { cmd } from "#tests/support/store.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

const TYPED = "Return to 善意 for the sum";
const SAID = "must not include characters that cannot be printed: “善” (U+5584), “意” (U+610F)";

async function refused(
  situation: Situation,
  boxes: (hash: string) => Record<string, string>,
  where = "",
): Promise<{ status: number; words: string; html: string; same: boolean }> {
  const id = await house.record(situation);
  const before = await standing(id);
  const { link, hash } = await requestOf(id, "legal");
  const answer = await sign.request(
    `/s/${link}${where}`,
    post({ cmdId: cmd(), hash, ...boxes(hash) }, `__Secure-proof-${proofFor(link, now())}`),
  );
  const html = await answer.text();
  return {
    status: answer.status,
    words: words(parseHtml(html)),
    html,
    same: (await standing(id)) === before,
  };
}

describe("what a signatory types", () => {
  it.each([
    ["a reason", "", { outcome: "return", reason: TYPED }, "Your reason"],
    ["a question", "/ask", { question: TYPED }, "Your question"],
    ["a reason to pass it on", "/pass-on", { to: "mia", reason: TYPED }, "Your reason"],
  ])("%s is refused beside its box, and shown back", async (_, where, boxes, label) => {
    const { status, words: said, html, same } = await refused("review", () => boxes, where);
    expect({ status, same }).toEqual({ status: 400, same: true });
    expect(said.split(`${label} ${SAID}`)).toHaveLength(3);
    expect(html).toContain(TYPED);
  });

  it("a control character is shown as a sign, and the rest of it is kept", async () => {
    const {
      status,
      words: said,
      same,
    } = await refused("review", () => ({
      outcome: "return",
      reason: "Too\u0000 dear",
    }));
    expect({ status, same }).toEqual({ status: 400, same: true });
    expect(said).toContain(
      "Your reason must not include characters that cannot be printed (shown as \ufffd)",
    );
    expect(said).toContain("Too\ufffd dear");
  });

  it("every script that can be printed is taken", async () => {
    const { status, same } = await refused("review", () => ({
      outcome: "return",
      reason: "Ŵyr Żółć مُحَمَّد 👍🏽",
    }));
    expect({ status, same }).toEqual({ status: 200, same: false });
  });
});

describe("what an officer types about a record", () => {
  const officer = async (role: Exclude<Role, "nobody">, id: string, path: string, fields: object) => {
    const form = { cmdId: cmd(), ...fields };
    return web.request(`/records/${id}/${path}`, post(form, house.cookies.get(role)));
  };

  it.each([
    ["an answer", "question" as const, "author" as const, "answer", { answer: TYPED }],
    ["a reason to pause", "review" as const, "author" as const, "pause", { reason: TYPED }],
    ["a reason to withdraw", "review" as const, "author" as const, "withdraw", { rev: "2", reason: TYPED }],
  ])("%s is refused beside its box", async (_, situation, role, path, fields) => {
    const id = await house.record(situation);
    const before = await standing(id);
    const answer = await officer(role, id, path, fields);
    const html = await answer.text();
    expect([answer.status, await standing(id)]).toEqual([422, before]);
    expect(words(parseHtml(html))).toContain(SAID);
    expect(html).toContain(TYPED);
  });
});

describe("an office", () => {
  it("is told of each name and label that cannot be printed, by its place", () => {
    const [ada, ...others] = OFFICE.people ?? [];
    const people = [{ ...ada!, name: "李 Wei" }, ...others];
    const posts = OFFICE.posts.map((p) => (p.id === "mo" ? { ...p, title: "Monitoring\u0000 Officer" } : p));
    const found = checkOffice({ ...OFFICE, people, posts }).filter((f) => f.severity === "error");
    expect(found.map((f) => `${f.path}: ${f.message}`)).toEqual([
      "posts.mo.title: This cannot be printed: U+0000. Write it another way",
      "people.ada.name: This cannot be printed: “李” (U+674E). Write it another way",
    ]);
  });

  it("is not published with them, and what was published stays", async () => {
    const people = (OFFICE.people ?? []).map((p) => (p.id === "ada" ? { ...p, name: "李 Wei" } : p));
    await expect(publishDefinition({ ...OFFICE, people })).rejects.toMatchObject({ code: "unprintable" });
    const id = await house.record("review");
    expect((await requestOf(id, "legal")).person).toBe("mo");
  });
});

it("a file's name that cannot be printed is refused in words", async () => {
  expect(await inspect("善意.txt", new TextEncoder().encode("An appendix"))).toEqual({
    ok: false,
    problem:
      "The name of the selected file must not include characters that cannot be printed: “善” (U+5584), “意” (U+610F)",
  });
});
