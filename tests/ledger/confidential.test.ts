/**
 * Verification gives nothing away: what is withheld is in the office's own export, which is complete,
 * and neither in the public one nor on a page; nor can a guess at it be tested against a hash.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "#core/ledger/canonical.ts";
import type { ExportBundle } from "#core/ledger/export.ts";
import { verify } from "#core/ledger/verify.mjs";
import { exportRecord } from "#core/record/export.store.ts";
import { getView } from "#core/record/view.store.ts";
import { requestLink, signIn } from "#core/session/sign-in.store.ts";
import { newApp } from "#functions/http/app.ts";
import { verifyRoutes } from "#functions/verify/routes.ts";
import { play } from "#infra/local/play.ts";
import { secretive, withoutHashes } from "#tests/journeys/canaries.ts";
import { restrictedPdf } from "#tests/journeys/public-side.ts";
import { exampleOf, officeOf } from "#tests/support/store.ts";
import { useSystem } from "#tests/support/system.ts";

const system = useSystem();
const office = officeOf("cleveland");
const example = exampleOf("cleveland", "perpetrator-coordinator");
const NOW = "2023-12-01T09:00:00.000Z";
const HIDDEN = ["title", "summary", "background"].filter((id) => id in example.answers);
const SAFE = {
  safeTitle: "An award",
  ground: "foia-43",
  reason: "CANARY-reason",
  opinionOf: "The Monitoring Officer",
};

async function sessionOf(email: string): Promise<string> {
  const now = new Date().toISOString();
  await requestLink(email, now);
  await system().settle();
  const mail = (await system().inbox()).findLast((m) => m.to.includes(email));
  const link =
    mail?.links
      .find((l) => l.includes("/sign-in/"))
      ?.split("/")
      .at(-1) ?? "";
  return (await signIn(link, now)).session;
}

describe.each([
  ["in part", HIDDEN],
  ["whole", "whole" as const],
])("a record withheld %s", (_, parts) => {
  const withholding = {
    withheld: "yes" as const,
    parts,
    publicInterest: "Weighed.",
    review: "2025-01-31",
    ...SAFE,
  };
  const secret = secretive(
    office,
    example,
    parts === "whole" ? Object.keys(example.answers) : HIDDEN,
    withholding,
  );
  let id = "";
  let own: ExportBundle;
  let open: ExportBundle;

  beforeAll(async () => {
    system().resetClock();
    ({ id } = await play(system(), office, secret));
    own = await exportRecord(id, { edition: "office", now: NOW });
    open = await exportRecord(id, { edition: "public", now: NOW });
  });

  test("is complete in the office's own export, and holds", async () => {
    expect(JSON.stringify(own)).toContain("CANARY");
    const report = await verify(own, { pdf: await restrictedPdf(id) });
    expect(report.faults).toEqual([]);
    expect(report.holds.join()).toContain("the restricted document");
  });

  test("gives nothing away in its public export, which still holds", async () => {
    const text = JSON.stringify(open);
    expect(text).not.toContain("CANARY");
    for (const { text: words = "" } of own.content)
      for (const fact of ["27690", "Harbour"]) {
        expect(words).toContain(fact);
        expect(withoutHashes(text)).not.toContain(fact);
      }
    const report = await verify(open);
    expect(report.faults).toEqual([]);
    expect(report.unchecked).toContain("Version 1 of the content was not checked: withheld");
  });

  test("cannot be guessed: what its hash hashes has a salt that is in no public export", () => {
    const { text = "", hash } = own.content[0]!;
    const { salt, ...rest } = JSON.parse(text) as { salt: string };
    expect(salt).toMatch(/^[0-9a-f]{32}$/);
    expect(sha256(text)).toBe(hash);
    expect(sha256(JSON.stringify(rest))).not.toBe(hash);
    expect(JSON.stringify(open)).not.toContain(salt);
    const { rendered = "" } = own.state?.renditions.restricted ?? {};
    expect(rendered).toHaveLength(64);
    expect(JSON.stringify(open)).not.toContain(rendered);
  });

  test("is looked up by number with what is public of it, and its restricted PDF is not known", async () => {
    const app = newApp().route("/", verifyRoutes);
    const number = (await getView(id)).view.reference ?? "";
    const page = await app.request(`/verify?${new URLSearchParams({ office: office.office, number })}`);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain("An award");
    expect(html).toContain("section 43: commercial interests");
    expect(html).not.toContain("CANARY");
    expect(html).not.toContain("What does not hold");
    const body = new FormData();
    body.set("file", new File([Uint8Array.from(await restrictedPdf(id))], "decision.pdf"));
    const headers = { origin: system().origin };
    const known = await (await app.request("/verify", { method: "POST", body, headers })).text();
    expect(known).toContain("This is not a document published here");
  });

  test("is exported whole to an officer of its office, and to no other", async () => {
    const app = newApp().route("/", verifyRoutes);
    const ask = async (email: string) => {
      const cookie = `__Host-session=${await sessionOf(email)}`;
      return app.request(`/records/${id}/export.json`, { headers: { cookie } });
    };
    const person = office.people?.find((p) => p.id === example.author)?.email ?? "";
    const mine = await ask(person);
    expect(mine.headers.get("content-disposition")).toBe(`attachment; filename="${id}-office.json"`);
    expect(((await mine.json()) as ExportBundle).content).toEqual(own.content);
    const stranger = officeOf("norfolk").people?.find((p) => p.roles?.includes("author"))?.email ?? "";
    expect((await ask(stranger)).status).toBe(404);
  });
});
