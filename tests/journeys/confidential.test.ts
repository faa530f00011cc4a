/**
 * What is confidential reaches the restricted paper and nothing else: a record withheld whole leaves a
 * stub, one with withheld parts publishes the rest. Looked for in every public object, its name and
 * headers, the text inside each PDF, and every email.
 */
import { beforeAll, describe, expect, test } from "vitest";
import type { Example } from "#core/form/example.ts";
import { getForm, type Office } from "#core/form/office.ts";
import * as Address from "#core/notice/addresses.ts";
import { slugOf } from "#core/notice/entry.ts";
import { loadOffices } from "#core/offices/index.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { getView } from "#core/record/view.store.ts";
import type { RecordView } from "#core/record/view.ts";
import { play } from "#infra/local/play.ts";
import { follow } from "#tests/support/following.ts";
import { useSystem } from "#tests/support/system.ts";
import { canary, isWritten, secretive, withoutHashes } from "./canaries.ts";
import { paperText, squashed } from "./paper-text.ts";
import { publicObjects, restrictedPdf } from "./public-side.ts";

const system = useSystem();
const shipped = (slug: string, name: string) => {
  const found = loadOffices().find(({ office }) => office.office === slug);
  const example = found?.examples.find((e) => e.name === name)?.example;
  if (!found || !example) throw new Error(`No example ${slug}/${name}`);
  return { office: found.office, example };
};
const get = async (path: string) => {
  const response = await fetch(system().origin + path);
  return { status: response.status, text: await response.text() };
};

/** Everything public, as text: objects with their names and headers, and what is printed in PDFs. */
async function allInPublic(): Promise<string> {
  const texts = publicObjects(system()).map(async ({ key, text, body }) =>
    key.endsWith(".pdf") ? `${text}\n${await paperText(body)}` : text,
  );
  return (await Promise.all(texts)).join("\n");
}

async function played(office: Office, example: Example): Promise<RecordView> {
  system().resetClock();
  const { id } = await play(system(), office, example);
  return (await getView(id)).view;
}

describe("a record withheld whole", () => {
  const { office, example } = shipped("cleveland", "perpetrator-coordinator");
  const form = getForm(office, example.form);
  const written = Object.keys(example.answers).filter((id) => isWritten(form.fields[id]!));
  const printed = written.filter((id) => JSON.stringify(form.layout).includes(`"field":"${id}"`));
  const secret = secretive(office, example, written, {
    withheld: "yes",
    parts: "whole",
    ground: "foia-43",
    reason: `${canary("reason")}: the price is still being negotiated.`,
    opinionOf: "The Monitoring Officer",
    publicInterest: "Openness was weighed against a fair price.",
    safeTitle: "An award to a provider",
    review: "2025-01-31",
  });
  secret.signOffs = secret.signOffs?.map((s) => (s.comment ? { ...s, comment: canary("comment") } : s));
  let view: RecordView;
  let emails: string;
  let followed: { subject: string; text: string }[];

  beforeAll(async () => {
    system().setClock("2021-01-01T09:00:00Z");
    await follow(system(), "rae@reader.example", { office: office.office, all: "yes", recipient: "Harbour" });
    const before = (await system().inbox()).length;
    view = await played(office, secret);
    const sent = (await system().inbox()).slice(before);
    expect(sent.map((m) => m.to)).toContain("niamh.corrigan@cleveland.example");
    followed = sent.filter((m) => m.to === "rae@reader.example");
    emails = JSON.stringify(sent);
  });

  test("takes its number, and publishes a stub that says who, when and on what ground", async () => {
    expect([view.state, view.reference]).toEqual(["withheld", "2023/2024 - 0022"]);
    const notice = await get(Address.noticePath(office.office, slugOf(view)));
    expect(notice.status).toBe(200);
    for (const words of [
      "2023/2024 - 0022",
      "An award to a provider",
      "Rowan Ashdown",
      "1 November 2023",
      "section 43: commercial interests",
      "31 January 2025",
    ])
      expect(notice.text).toContain(words);
    const register = await get(Address.registerPath(office.office));
    expect(register.text).toContain("An award to a provider");
    expect(register.text).toContain("2023/2024 - 0022");
    expect((await get(Address.pdfPath(office.office, slugOf(view)))).status).toBe(404);
  });

  test("is whole in the restricted paper", async () => {
    const text = await paperText(await restrictedPdf(view.id));
    expect(printed.length).toBeGreaterThan(8);
    for (const id of [...printed, "comment"]) expect(text).toContain(canary(id));
  });

  test("is in no public object and in no email", async () => {
    const open = await allInPublic();
    expect(open).toContain("2023/2024 - 0022");
    expect(open).not.toContain("CANARY");
    // Its money and its recipient, however written.
    for (const fact of ["27690", "27,690", "2769000", "Harbour"])
      expect(withoutHashes(open)).not.toContain(fact);
    expect(emails).not.toContain("CANARY");
    expect(emails).toContain("An award to a provider");
    // Who follows the office is told what the stub says.
    expect(followed.map((m) => m.subject)).toEqual(["Withheld: 2023/2024 - 0022: An award to a provider"]);
    expect(followed[0]?.text).toContain("section 43: commercial interests");
    for (const fact of ["27,690", "Harbour", "CANARY"]) expect(followed[0]?.text).not.toContain(fact);
  });
});

describe("a record with withheld parts", () => {
  const { office, example, secret } = partly();
  const { fields } = getForm(office, example.form);
  let view: RecordView;

  beforeAll(async () => {
    await publishDefinition(office);
    view = await played(office, secret);
  });

  test("publishes the rest, and prints the ground of each part", async () => {
    expect([view.state, view.reference]).toEqual(["published", "15/2024"]);
    const response = await fetch(system().origin + Address.pdfPath(office.office, slugOf(view)));
    const pdf = await paperText(new Uint8Array(await response.arrayBuffer()));
    const notice = await get(Address.noticePath(office.office, slugOf(view)));
    for (const text of [pdf, squashed(notice.text)]) {
      expect(text).toContain(squashed("The main objective of this Decision Notice is to continue"));
      expect(text).toContain(squashed("What of the aims may not be published"));
      expect(text.split(squashed("section 43: commercial interests")).length).toBeGreaterThanOrEqual(4);
    }
  });

  test("is whole in the restricted paper", async () => {
    const text = await paperText(await restrictedPdf(view.id));
    for (const id of [...PARTS, "advice", "aimsPart2"]) expect(text).toContain(canary(id));
    for (const sum of ["£100,007.11", "£69,667.37"]) expect(text).toContain(sum);
    expect(text).toContain(canary("reason"));
  });

  test("shows nothing of the parts in public, nor what is never public", async () => {
    expect(Object.keys(fields)).toEqual(expect.arrayContaining([...PARTS, "advice"]));
    const open = await allInPublic();
    expect(open).not.toContain("CANARY");
    expect(open).not.toContain("Advice of counsel");
    for (const sum of ["100,007.11", "100007", "10000711", "69,667.37", "69667", "169,674.48", "16967448"])
      expect(withoutHashes(open)).not.toContain(sum);
    expect(open).not.toContain("The Change Project: ");
  });

  test("is not named by its title in emails where that is withheld", async () => {
    const before = (await system().inbox()).length;
    const titled = secretive(office, secret, ["subject"], {
      ...(secret.answers.confidential as { withheld: "yes"; ground: string }),
      parts: ["subject", ...PARTS],
      safeTitle: "A service",
    });
    const titledView = await played(office, titled);
    expect(titledView.reference).toBe("16/2024");
    const sent = JSON.stringify((await system().inbox()).slice(before));
    expect(sent).toContain("A service");
    expect(sent).not.toContain("CANARY");
    expect(await allInPublic()).not.toContain("CANARY");
    const register = await get(Address.registerPath(office.office));
    const order = [...register.text.matchAll(/\b1[56]\/2024\b/g)].map(([reference]) => reference);
    expect([...new Set(order)]).toEqual(["16/2024", "15/2024"]);
  });
});

/** Fields withheld: words under a heading, words in a table, money, conditions. */
const PARTS = ["background", "financial", "funding", "risks", "conditions"];

/** Norfolk's form with a field that never leaves the restricted paper, for an office of another name. */
function partly() {
  const found = shipped("norfolk", "change-project");
  const office = JSON.parse(
    JSON.stringify(found.office).replaceAll("norfolk", "fenshire").replaceAll("Norfolk", "Fenshire"),
  ) as Office;
  const example = JSON.parse(JSON.stringify(found.example)) as Example;
  const form = getForm(office, example.form);
  form.fields.advice = { type: "prose", label: "Advice of counsel", public: "no" };
  form.fields.aimsPart2 = {
    type: "prose",
    label: "What of the aims may not be published",
    public: "withheld",
  };
  form.sections.at(-1)?.fields.push("advice", "aimsPart2");
  form.layout.push({ block: "field", field: "aimsPart2", as: "below", level: 2 });
  form.layout.push({ block: "field", field: "advice", as: "below", level: 2 });
  const answers = example.answers as Record<string, unknown>;
  answers.aimsPart2 = `${canary("aimsPart2")}: the provider’s rates.`;
  answers.advice = `${canary("advice")}: the award can be made.`;
  const funding = answers.funding as { sources: { amount: number }[]; awards: { amount: number }[] };
  funding.sources[0]!.amount = 10_000_711;
  funding.sources[1]!.amount = 6_966_737;
  const secret = secretive(office, example, PARTS, {
    withheld: "yes",
    parts: PARTS,
    ground: "foia-43",
    reason: `${canary("reason")}: a tender is open.`,
    opinionOf: "The Chief Executive",
    publicInterest: "Openness was weighed against a fair tender.",
    review: "2025-01-31",
  });
  return { office, example, secret };
}
