/**
 * `npm run proofread -- <file>`: what a careful reader finds in a paper. A text file (or `-` for what is
 * piped in) is read as plain text; a record file (JSON) with the form of its office, found in the folder
 * above it or given by `--office <folder>`. `--json` prints the findings as data; `--rules` prints the
 * table of rules, which is core/checks/README.md.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Finding } from "#core/checks/finding.ts";
import { proofread, proofreadText } from "#core/checks/proofread.ts";
import { rulesPage } from "#core/checks/rules.ts";
import type { Answers } from "#core/form/answers.ts";
import type { Example } from "#core/form/example.ts";
import { getForm, type Office, postTitle } from "#core/form/office.ts";
import { loadExample, loadOffice } from "#core/offices/index.ts";
import type { RecordView, SignOff } from "#core/record/view.ts";

const USAGE = "Use: npm run proofread -- <text or record file> [--office <folder>] [--json]";

/** What the command prints, and whether it failed: for want of a paper, or because something blocks it. */
export function run(args: string[]): { text: string; failed: boolean } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { office: { type: "string" }, json: { type: "boolean" }, rules: { type: "boolean" } },
  });
  if (values.rules) return { text: rulesPage().trimEnd(), failed: false };
  const [file] = positionals;
  if (!file) return { text: USAGE, failed: true };
  if (file !== "-" && !existsSync(file)) return { text: `There is no file ${file}`, failed: true };
  const record = file.endsWith(".json") ? recordIn(file, values.office) : undefined;
  const text = record ? "" : readFileSync(file === "-" ? 0 : file, "utf8");
  const findings = record ? proofread(record) : proofreadText(text);
  const failed = findings.some((f) => f.severity === "block");
  if (values.json) return { text: JSON.stringify(findings, null, 2), failed };
  return { text: [...findings.map((f) => inWords(f, text, record)), tally(findings)].join("\n"), failed };
}

/** A record file as a record in the state that its file says it ends in. */
export function recordOf(office: Office, example: Example): RecordView {
  const form = getForm(office, example.form);
  const person = (id: string) => office.people?.find((p) => p.id === id);
  const submittedAt = example.at ?? new Date(0).toISOString();
  const signOffs = (example.signOffs ?? []).map((s): SignOff => {
    const at = s.at ?? submittedAt;
    const posts = person(s.by)?.posts?.filter((p) => (p.from ?? "") <= at && at <= (p.to ?? "9")) ?? [];
    const { stage, outcome, alternative, comment, reason } = s;
    return {
      ...{ stage, outcome, alternative, comment, reason, at },
      slot: 0,
      person: s.by,
      name: person(s.by)?.name ?? s.by,
      capacity: posts.map((p) => postTitle(office, p.post)).join(", "),
      hash: "",
      method: "link",
    };
  });
  const last = signOffs.at(-1)?.at;
  const { state, reference } = example.expect;
  const decided = state !== "review" && state !== "withdrawn" && last;
  return {
    ...{ id: "record", office, form, state, reference, signOffs, submittedAt, createdAt: submittedAt },
    answers: example.answers as Answers,
    author: { person: example.author, name: person(example.author)?.name ?? example.author },
    ...(decided && { outcome: signOffs.at(-1)?.outcome, decidedAt: last }),
  };
}

function recordIn(file: string, folder: string | undefined): RecordView {
  const home = folder ?? resolve(dirname(file), "..");
  if (!existsSync(join(home, "office.json")))
    throw new Error(`Say whose record it is: --office <the folder that holds its office.json>. ${USAGE}`);
  return recordOf(loadOffice(home).office, loadExample(file));
}

function inWords(finding: Finding, text: string, record: RecordView | undefined): string {
  const { where, severity, rule, message, why, suggestion } = finding;
  return [
    `${severity.padEnd(8)}${message}  [${rule}${placeOf(where, text, record)}]`,
    ...why.map((w) => `          ${w}`),
    ...(suggestion ? [`        → ${suggestion}`] : []),
    "",
  ].join("\n");
}

function placeOf(where: Finding["where"], text: string, record: RecordView | undefined): string {
  if (where.stage) return `, stage ${where.stage}`;
  if (where.field) {
    const label = record?.form.fields[where.field]?.label ?? where.field;
    return `, ${label}${where.row === undefined ? "" : `, row ${where.row + 1}`}`;
  }
  return text && where.span ? `, line ${text.slice(0, where.span[0]).split("\n").length}` : "";
}

function tally(findings: Finding[]): string {
  const of = (severity: string) => findings.filter((f) => f.severity === severity).length;
  if (!findings.length) return "Nothing found.";
  return `${of("block")} block, ${of("warning")} to correct or explain, ${of("note")} to note.`;
}

if (import.meta.main) {
  try {
    const { text, failed } = run(process.argv.slice(2));
    console.log(text);
    process.exitCode = failed ? 1 : 0;
  } catch (problem) {
    console.error((problem as Error).message);
    process.exitCode = 1;
  }
}
