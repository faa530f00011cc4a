/**
 * The offices on this machine: every folder with an office.json, read and checked, with its examples.
 * For commands and the local system only. Deployed functions read published definitions from the store.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import * as v from "valibot";
import { explainShape } from "#core/form/check/shape.ts";
import { checkAmong, checkOffice } from "#core/form/check.ts";
import { type Example, ExampleSchema } from "#core/form/example.ts";
import { type Office, OfficeSchema } from "#core/form/office.ts";
import { type QuestionExample, QuestionExampleSchema } from "#core/scrutiny/example.ts";

export interface OfficeFolder {
  folder: string;
  office: Office;
  examples: FiledExample[];
  /** Examples of every way that a paper can go. They are played one by one, not when a system first starts. */
  outcomes: FiledExample[];
  /** Questions from those who scrutinise it, played after its records. */
  questions: { name: string; file: string; example: QuestionExample }[];
}

export interface FiledExample {
  name: string;
  file: string;
  example: Example;
}

/** Every office in a folder of offices, by name. Throws, naming file and path, where one is not right. */
export function loadOffices(folder = import.meta.dirname): OfficeFolder[] {
  const loaded = officeFolders(folder).map(loadOffice);
  const all = loaded.map(({ office }) => office);
  // An office by itself may name others that are not at hand.
  if (all.length > 1)
    for (const { folder, office } of loaded)
      refuse(
        join(folder, "office.json"),
        checkAmong(office, all).filter((f) => f.severity === "error"),
      );
  return loaded;
}

/** Every office beside one, itself among them, as far as each can be read. */
export function officesBeside(folder: string): Office[] {
  return officeFolders(dirname(resolve(folder))).flatMap((beside) => {
    try {
      const parsed = v.safeParse(OfficeSchema, readJson(join(beside, "office.json")));
      return parsed.success ? [parsed.output] : [];
    } catch {
      return [];
    }
  });
}

/** One office from its own folder. */
export function loadOffice(folder: string): OfficeFolder {
  const file = join(folder, "office.json");
  const raw = readJson(file);
  refuse(
    file,
    checkOffice(raw).filter((f) => f.severity === "error"),
  );
  const filed = (file: string) => ({ name: basename(file, ".json"), file, example: loadExample(file) });
  const examples = exampleFiles(folder).map(filed);
  const outcomes = outcomeFiles(folder).map(filed);
  const questions = questionFiles(folder).map((file) => ({
    name: basename(file, ".json"),
    file,
    example: loadQuestion(file),
  }));
  return { folder, office: v.parse(OfficeSchema, raw), examples, outcomes, questions };
}

/** A filled-in record from its file. */
export function loadExample(file: string): Example {
  const raw = readJson(file);
  refuse(
    file,
    explainShape(ExampleSchema, raw).map((f) => ({ path: f.at.join("."), message: f.message })),
  );
  return v.parse(ExampleSchema, raw);
}

function loadQuestion(file: string): QuestionExample {
  const raw = readJson(file);
  refuse(
    file,
    explainShape(QuestionExampleSchema, raw).map((f) => ({ path: f.at.join("."), message: f.message })),
  );
  return v.parse(QuestionExampleSchema, raw);
}

/** The folders that hold an office: the folder itself where it is one, else those directly inside it. */
export function officeFolders(folder: string): string[] {
  if (existsSync(join(folder, "office.json"))) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "office.json")))
    .map((entry) => join(folder, entry.name))
    .sort();
}

export function exampleFiles(folder: string): string[] {
  return filesIn(join(folder, "examples"));
}

export function outcomeFiles(folder: string): string[] {
  return filesIn(join(folder, "examples", "outcomes"));
}

export function questionFiles(folder: string): string[] {
  return filesIn(join(folder, "examples", "questions"));
}

function filesIn(examples: string): string[] {
  if (!existsSync(examples)) return [];
  return readdirSync(examples)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(examples, name));
}

/** Throws with the line and column where the file is not JSON. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new Error(`${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

function refuse(file: string, found: { path: string; message: string }[]): void {
  if (found.length)
    throw new Error([`${file} is not right:`, ...found.map((f) => `  ${f.path}: ${f.message}`)].join("\n"));
}
