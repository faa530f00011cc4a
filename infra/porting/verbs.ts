/** What the commands of porting do, with files in folders of this machine. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { londonDate } from "#core/form/dates.ts";
import { UnreadableCsv } from "#core/legacy/csv.ts";
import { carryOut } from "#core/legacy/importing.ts";
import { UnfitMapping } from "#core/legacy/mapping.ts";
import { planImport, type Say, type Source } from "#core/legacy/planning.ts";
import { reportCsv, reportText } from "#core/legacy/report.ts";
import { exportOffice } from "#core/porting/export.store.ts";
import { type Checked, carryIn, checkImport } from "#core/porting/importing.ts";
import { UnreadableExport } from "#core/porting/reading.ts";
import { RENDERER } from "#web/public/renderer.ts";
import type { Asked } from "./arguments.ts";
import { openFolder } from "./folder.ts";

const REPORT = "import-report";

/** Answers whether it failed. `now` is an ISO instant. */
export async function run(asked: Asked, now: string, say: Say): Promise<boolean> {
  if (asked.verb === "import-log") return importLog(asked, now, say);
  if (asked.verb === "export") return exportTo(asked, now, say);
  return importFrom(asked, now, say);
}

async function exportTo({ what: office, to = "", isPublic }: Asked, now: string, say: Say): Promise<boolean> {
  const edition = isPublic ? "public" : "office";
  const { manifest, sha256, fetched } = await exportOffice({
    office,
    edition,
    folder: openFolder(to),
    now,
    say,
  });
  const { records, documents, entries, imported, questions = 0 } = manifest.counts;
  const lines = [
    `${manifest.office.name}: ${edition} edition, ${records} records, ${documents} documents, ${entries} entries, ${imported} of them imported, ${questions} questions from its panel`,
    `${manifest.files.length} files in ${to}, ${fetched} documents and attachments fetched now`,
    `SHA-256 of manifest.json: ${sha256}`,
    ...(isPublic ? [] : ["It holds what is confidential. Keep it as you keep the records themselves"]),
    `To check all of it: npm run verify -- ${to}`,
  ];
  console.log(lines.join("\n"));
  return false;
}

async function importLog({ what: folder, write }: Asked, now: string, say: Say): Promise<boolean> {
  const source = readFolder(folder);
  let plan: Awaited<ReturnType<typeof planImport>>;
  try {
    plan = await planImport(source, now, say);
  } catch (error) {
    if (!(error instanceof UnreadableCsv || error instanceof UnfitMapping)) throw error;
    console.log(error.message);
    return true;
  }
  if (write) await carryOut(plan, source, RENDERER, londonDate(now), say);
  const text = reportText(plan, write);
  writeFileSync(join(folder, `${REPORT}.csv`), reportCsv(plan));
  writeFileSync(join(folder, `${REPORT}.txt`), text);
  console.log(`${text}\nThe same as a spreadsheet: ${join(folder, `${REPORT}.csv`)}`);
  if (!write) console.log("Nothing was written. To import it: the same with --write");
  return false;
}

/** A folder with one CSV, mapping.json and PDFs, these at any depth. */
function readFolder(folder: string): Source {
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}`);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const logs = names.filter((name) => /\.(csv|tsv|txt)$/i.test(name) && !name.startsWith(REPORT));
  if (!names.includes("mapping.json"))
    throw new Error(`${folder} has no mapping.json. core/offices/MOVING.md says what it holds`);
  if (logs.length !== 1)
    throw new Error(
      logs.length ? `${folder} has more than one CSV: ${logs.join(", ")}` : `${folder} has no CSV`,
    );
  const files = names.filter(
    (name) => name !== "mapping.json" && !logs.includes(name) && !name.startsWith(REPORT),
  );
  return {
    csv: readFileSync(join(folder, logs[0]!)),
    mapping: readJson(join(folder, "mapping.json")),
    files: new Map(files.map((name) => [name, () => readFile(join(folder, name))])),
  };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`);
  }
}

async function importFrom({ what, write, sendLinks }: Asked, now: string, say: Say): Promise<boolean> {
  let checked: Checked;
  try {
    checked = await checkImport(openFolder(what), say);
  } catch (error) {
    if (!(error instanceof UnreadableExport)) throw error;
    console.log(error.message);
    return true;
  }
  const { from, looked } = checked;
  const { name } = from.manifest.office;
  const { fresh, there, conflicts, questions, waiting } = looked;
  console.log(
    [
      `${name}: export of ${from.manifest.exportedAt.slice(0, 10)}, ${from.records.length} records. Everything in it holds`,
      `  ${fresh.length} records are new here, ${there.length} are here already`,
      ...(from.questions.length
        ? [`  ${questions.length} of ${from.questions.length} questions from its panel are new here`]
        : []),
      ...(conflicts.length
        ? ["", "In the way: nothing can be taken in", ...conflicts.map((c) => `  ${c}`)]
        : []),
      ...(waiting.length
        ? ["", `Waiting for a signature (${waiting.length}). Their links were the old installation's`]
        : []),
      ...waiting.map((w) => `  ${w.title}: ${w.person}, stage “${w.stage}” (${w.record})`),
    ].join("\n"),
  );
  if (conflicts.length) return true;
  if (!write) {
    console.log("\nNothing was written. To take it in: the same with --write");
    return false;
  }
  const wrote = await carryIn(checked, RENDERER, { now, sendLinks, say });
  console.log(
    wrote
      ? "\nTaken in. The register's pages, feeds and search are made again"
      : "\nEverything was here already: nothing was written",
  );
  if (waiting.length)
    console.log(
      sendLinks
        ? "New links are on their way to those who are asked to sign"
        : "No link was sent. To send them: the same with --write --send-links",
    );
  return false;
}
