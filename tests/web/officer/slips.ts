/** A paper with two slips that the proof-reader notices, and what the pages make of them. */
import { proofreadText } from "#core/checks/proofread.ts";
import type { Answers } from "#core/form/answers.ts";
import type { Office } from "#core/form/office.ts";
import { eventsOf } from "#core/record/status.ts";
import { type Element, find, words } from "#tests/support/html.ts";
import { TESTSHIRE } from "#tests/support/office.ts";
import { fill } from "#web/fields/controls.tsx";
import type { Desk, Sheet } from "./desk.ts";

const FORM = TESTSHIRE.forms[0]!;
/** The same office with a page more, and another that makes a rule stop papers and switches one off. */
export const OFFICE: Office = {
  ...TESTSHIRE,
  forms: [
    {
      ...FORM,
      fields: {
        ...FORM.fields,
        background: { type: "prose", label: "Background" },
        links: { type: "links", label: "Related records", means: "links" },
      },
      sections: [...FORM.sections, { id: "more", title: "More", fields: ["background", "links"] }],
    },
  ],
};
export const STRICT: Office = {
  ...OFFICE,
  office: "strictshire",
  forms: [{ ...OFFICE.forms[0]!, checks: { placeholder: "block", "doubled-word": "off" } }],
};

export const PAPER: Answers = {
  title: "A plan for 2026",
  category: "plan",
  maker: "pcc",
  recommendations: ["Adopt the the plan", "Ask [insert name] to report on it"],
};
/** What the proof-reader says of the two slips in it. */
const saysOf = (rule: string) =>
  proofreadText("Adopt the the plan. Ask [insert name] to report.").find((f) => f.rule === rule)!.message;
export const DOUBLED = saysOf("doubled-word");
export const LEFT = saysOf("placeholder");

/** Starts a paper and fills in its first page. */
export async function begin(desk: Desk, answers: Answers = PAPER, office = "testshire"): Promise<string> {
  desk.as("ada", office);
  const list = await desk.send(await desk.get("/records/new"), { form: "decision" });
  await write(desk, list.path, "all", answers);
  return list.path;
}

/** Fills in one page of a draft. */
export async function write(desk: Desk, record: string, section: string, answers: Answers): Promise<Sheet> {
  const typed = Object.entries(answers).map(([id, a]) => fill(id, OFFICE.forms[0]!.fields[id]!, a));
  return desk.send(
    await desk.get(`${record}/sections/${section}`),
    Object.assign({ do: "continue" }, ...typed),
  );
}

export const idOf = (record: string) => record.split("/")[2]!;
export const findings = (root: Element) =>
  find(root, (e) => /\bapp-finding\b/.test(e.attributes.class ?? ""));
export const finding = (root: Element, message: string) =>
  findings(root).find((e) => words(e).includes(message));
/** The name of the box for the reason why something may stay. */
export const boxOf = (sheet: Sheet, message: string) =>
  find(finding(sheet.root, message)!, (e) => e.tag === "textarea")[0]!.attributes.name!;
export const submissions = async (record: string) =>
  (await eventsOf(idOf(record)))
    .map((e) => JSON.parse(e.body) as { type: string; data: { findings?: string } })
    .filter((e) => e.type === "Submitted");
