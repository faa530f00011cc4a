/**
 * An export, read to be taken in: its manifest, what it says of the office, its records and questions one at
 * a time.
 * Everything is parsed here, since it comes from outside; whether it is true, the verifier says.
 */
import { isDeepStrictEqual } from "node:util";
import * as v from "valibot";
import { ClosedSchema, type Office, OfficeSchema, PersonSchema, RecipientSchema } from "#core/form/office.ts";
import { DaySchema } from "#core/ledger/anchor.ts";
import { type ExportBundle, ExportSchema } from "#core/ledger/export.ts";
import { parseEntry, type RegisterEntry } from "#core/notice/entry.ts";
import { evolve, HappenedSchema, type Item, ItemSchema } from "#core/scrutiny/item.ts";
import { type PublicItem, PublicItemSchema } from "#core/scrutiny/public-item.ts";
import {
  type Folder,
  fromJson,
  type Manifest,
  ManifestSchema,
  NumbersSchema,
  OfficeFileSchema,
  type QuestionFile,
  QuestionSchema,
  type Stored,
} from "./format.ts";

/** What is in the folder cannot be taken in, in words. */
export class UnreadableExport extends Error {
  override name = "UnreadableExport";
}

export interface Export {
  folder: Folder;
  manifest: Manifest;
  records: string[];
  questions: string[];
}

/** What a panel asked, as it is stored and as it is read. */
export interface Question {
  id: string;
  file: QuestionFile;
  item: Item;
  /** What the public sees of it. */
  seen?: PublicItem;
}

export async function openExport(folder: Folder): Promise<Export> {
  if (!(await folder.look("manifest.json")))
    throw new UnreadableExport("This is not the export of an office: it has no manifest.json");
  const manifest = await parsed(folder, "manifest.json", ManifestSchema);
  if (manifest.edition !== "office")
    throw new UnreadableExport(
      "This is a public edition: it leaves out what a record needs to go on. Ask for the office's edition",
    );
  const named = (pattern: RegExp) => manifest.files.flatMap(({ path }) => pattern.exec(path)?.[1] ?? []);
  const records = named(/^records\/([^/]+)\/record\.json$/);
  return { folder, manifest, records, questions: named(/^questions\/([^/]+)\.json$/) };
}

export async function officeIn({ folder }: Export) {
  const { versions, people, recipients, closed, ...rest } = await parsed(
    folder,
    "office.json",
    OfficeFileSchema,
  );
  return {
    ...rest,
    recipients: v.parse(v.array(RecipientSchema), recipients),
    closed: v.parse(v.optional(ClosedSchema), closed),
    people: people.map(({ order, person }) => ({ order, person: v.parse(PersonSchema, person) })),
    versions: versions.map((one) => ({
      ...one,
      office: v.parse(OfficeSchema, JSON.parse(one.definition)) as Office,
    })),
  };
}

const ItemsSchema = v.array(v.looseObject({ pk: v.string(), sk: v.string() }));

export async function recordIn(
  { folder }: Export,
  id: string,
): Promise<{ bundle: ExportBundle; items: Stored[] }> {
  const path = `records/${id}`;
  const bundle = await parsed(folder, `${path}/record.json`, ExportSchema);
  const items = (await parsed(folder, `${path}/items.json`, ItemsSchema)) as Stored[];
  const astray = items.find(({ pk }) => pk !== `D#${id}`);
  if (astray) throw new UnreadableExport(`${path}/items.json holds what is another record's: ${astray.pk}`);
  return { bundle, items };
}

/** One that its own history does not lead to is refused, as a record is whose ledger does not hold. */
export async function questionIn({ folder, manifest }: Export, id: string): Promise<Question> {
  const path = `questions/${id}.json`;
  const file = await parsed(folder, path, QuestionSchema);
  const unfit = new UnreadableExport(`${path} is not what its own history made`);
  const read = <S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> => {
    try {
      return v.parse(schema, JSON.parse(text));
    } catch {
      throw unfit;
    }
  };
  const item = read(ItemSchema, file.item.state);
  const seen = file.seen && read(PublicItemSchema, file.seen.item);
  const of = { id, office: manifest.office.slug };
  let made: Item | undefined;
  for (const [i, text] of file.events.entries()) {
    const { seq, at, event } = read(HappenedSchema, text);
    if (seq !== i + 1) throw unfit;
    made = evolve(made, event, at, of);
  }
  const isOwn = !seen || (seen.id === id && seen.office.slug === of.office);
  if (!isOwn || !isDeepStrictEqual(JSON.parse(JSON.stringify(made ?? null)), JSON.parse(file.item.state)))
    throw unfit;
  return { id, file, item, seen };
}

export const numbersIn = ({ folder }: Export) => parsed(folder, "numbers.json", NumbersSchema);

export async function entriesIn({ folder, manifest }: Export): Promise<RegisterEntry[]> {
  const found: RegisterEntry[] = [];
  for (const path of under(manifest, "register/"))
    found.push(...((await parsed(folder, path, v.array(v.unknown()))) as unknown[]).map(parseEntry));
  return found;
}

export async function daysIn({ folder, manifest }: Export) {
  const found: v.InferOutput<typeof DaySchema>[] = [];
  for (const path of under(manifest, "anchors/"))
    found.push(...(await parsed(folder, path, v.array(DaySchema))));
  return found;
}

export async function importedIn({ folder, manifest }: Export): Promise<Stored[]> {
  if (under(manifest, "imported/rows.json").length === 0) return [];
  return (await parsed(folder, "imported/rows.json", ItemsSchema)) as Stored[];
}

export function under({ files }: Manifest, prefix: string): string[] {
  return files.map(({ path }) => path).filter((path) => path.startsWith(prefix));
}

async function parsed<S extends v.GenericSchema>(
  folder: Folder,
  path: string,
  schema: S,
): Promise<v.InferOutput<S>> {
  let raw: unknown;
  try {
    raw = fromJson(await folder.read(path));
  } catch (error) {
    throw new UnreadableExport(`${path} cannot be read: ${(error as Error).message}`);
  }
  const result = v.safeParse(schema, raw);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new UnreadableExport(
    `${path} is not as it should be at ${v.getDotPath(issue) ?? "the top"}: ${issue.message}`,
  );
}
