/**
 * The `npm run office` command, for whoever writes an office as data:
 *   check <folder>   what is wrong with an office and its examples, by file, line and path, in words
 *   new <folder>     a small office that works, to begin from
 *   schema           the JSON Schema that lets an editor complete office.json, and those of the open data
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import * as v from "valibot";
import { checkExample } from "#core/form/check/example.ts";
import type { Path } from "#core/form/check/found.ts";
import { checkAmong, checkOffice } from "#core/form/check.ts";
import { OfficeSchema, SlugSchema } from "#core/form/office.ts";
import {
  exampleFiles,
  officeFolders,
  officesBeside,
  outcomeFiles,
  questionFiles,
  readJson,
} from "#core/offices/index.ts";
import { checkQuestion } from "#core/scrutiny/example.ts";
import { isPorting, PORTING_USAGE } from "#infra/porting/arguments.ts";
import { lineOf } from "./json-lines.ts";
import { officeJsonSchema } from "./office-schema.ts";
import { starterExample, starterOffice } from "./office-starter.ts";
import { openApi, openDataSchema } from "./openapi.ts";

const OFFICES = resolve(import.meta.dirname, "../../core/offices");
const USAGE = `Usage:
  npm run office -- check <folder>   say what is wrong with an office, or with every office in a folder
  npm run office -- new <folder>     begin a new office
  npm run office -- schema           write the schemas of an office, the API and the open data
${PORTING_USAGE}`;

interface Line {
  file: string;
  at: Path;
  path: string;
  message: string;
  severity: "error" | "warning";
}

/** What to print, and whether it is bad news. */
export interface Answer {
  text: string;
  failed: boolean;
}

/** Runs one command. `now` is an ISO instant: the day for records that leave theirs out. */
export function run(args: string[], now: string): Answer {
  const [command, folder] = args;
  if (command === "schema") return writeSchema();
  if (!folder) return { text: USAGE, failed: true };
  if (command === "check") return check(folder, now);
  if (command === "new") return begin(folder);
  return { text: `There is no command “${command}”.\n${USAGE}`, failed: true };
}

function check(folder: string, now: string): Answer {
  const folders = existsSync(folder) ? officeFolders(folder) : [];
  if (!folders.length) return { text: `There is no office.json in ${folder}`, failed: true };
  const parts = folders.map((f) => checkFolder(f, now));
  return { text: parts.map((p) => p.text).join("\n\n"), failed: parts.some((p) => p.failed) };
}

function checkFolder(folder: string, now: string): Answer {
  const file = join(folder, "office.json");
  let lines: Line[];
  let counted = "";
  try {
    const raw = readJson(file);
    lines = checkOffice(raw).map((f) => ({ ...f, file }));
    if (lines.every((l) => l.severity === "warning")) {
      const office = v.parse(OfficeSchema, raw);
      lines.push(...checkAmong(office, officesBeside(folder)).map((f) => ({ ...f, file })));
      const examples = [...exampleFiles(folder), ...outcomeFiles(folder)];
      for (const example of examples)
        lines.push(...checkExample(office, readJson(example), now).map((f) => ({ ...f, file: example })));
      const questions = questionFiles(folder);
      const names = exampleFiles(folder).map((file) => basename(file, ".json"));
      for (const question of questions)
        lines.push(
          ...checkQuestion(office, readJson(question), names).map((f) => ({ ...f, file: question })),
        );
      counted = `${count(office.forms.length, "form")}, ${count(examples.length, "example")}`;
      if (questions.length) counted += `, ${count(questions.length, "question")}`;
    }
  } catch (cause) {
    return { text: (cause as Error).message, failed: true };
  }
  const errors = lines.filter((l) => l.severity === "error").length;
  const warnings = lines.length - errors;
  const verdict = lines.length
    ? `${count(errors, "error")}, ${count(warnings, "warning")}`
    : `Nothing is wrong: ${counted}`;
  return { text: [...lines.map(print), `${name(file)}: ${verdict}`].join("\n"), failed: errors > 0 };
}

function print({ file, at, path, message, severity }: Line): string {
  const line = lineOf(readFileSync(file, "utf8"), at);
  return `${name(file)}:${line} ${severity} at ${path || "the top"}\n    ${message}`;
}

function begin(folder: string): Answer {
  const slug = basename(resolve(folder));
  const parsed = v.safeParse(SlugSchema, slug);
  if (!parsed.success)
    return {
      text: `An office is named after its folder. “${slug}”: ${parsed.issues[0].message}`,
      failed: true,
    };
  if (existsSync(join(folder, "office.json")))
    return { text: `${folder} already has an office.json`, failed: true };
  mkdirSync(join(folder, "examples"), { recursive: true });
  const office = starterOffice(slug);
  office.$schema = relative(resolve(folder), join(OFFICES, "office.schema.json"));
  write(join(folder, "office.json"), office);
  write(join(folder, "examples", "first-decision.json"), starterExample());
  return {
    text: `Begun: ${join(folder, "office.json")}\nNow read core/offices/README.md, change it, and run: npm run office -- check ${folder}`,
    failed: false,
  };
}

function writeSchema(): Answer {
  const files = {
    [join(OFFICES, "office.schema.json")]: officeJsonSchema(),
    [join(OFFICES, "../api/openapi.json")]: openApi(),
    [join(OFFICES, "../notice/open-data.schema.json")]: openDataSchema(),
  };
  for (const [file, schema] of Object.entries(files)) writeFileSync(file, schema);
  execFileSync("npx", ["biome", "format", "--write", ...Object.keys(files)], { stdio: "ignore" });
  return {
    text: Object.keys(files)
      .map((file) => `Written: ${name(file)}`)
      .join("\n"),
    failed: false,
  };
}

function write(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}

function name(file: string): string {
  return relative(process.cwd(), file);
}

if (import.meta.main && isPorting(process.argv.slice(2))) {
  const { runPorting } = await import("#infra/porting/command.ts");
  process.exit(await runPorting(process.argv.slice(2)));
} else if (import.meta.main) {
  const { text, failed } = run(process.argv.slice(2), new Date().toISOString());
  console.log(text);
  process.exitCode = failed ? 1 : 0;
}
