/**
 * The export of an office: a folder of plain files that anyone can read without this service, and that
 * another installation can take in. `manifest.json` names each file with its SHA-256 and is written last,
 * so that a folder which has one is whole. `core/ledger/verify.mjs` recomputes all of it.
 *
 * office.json      every version of its definition; who holds which post
 * numbers.json     each series and period: the last number, and to which record each was given
 * register/2026.json   the register's entries of a year
 * anchors/2026.json    the daily anchors of a year
 * records/<id>/    record.json (core/ledger/export.ts), its documents by SHA-256, items.json (as stored)
 * attachments/     files that records hold, by SHA-256
 * questions/       what its panel asked: <id>.json, with its history; in the public edition 2026.json
 * imported/        rows of the register that the office kept before, and its documents by SHA-256
 */
import * as v from "valibot";

export const OFFICE_FORMAT = "countersign-office-1";

const Text = v.string();
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Sha256 = v.pipe(Text, v.regex(/^[0-9a-f]{64}$/));
/** Within the folder and nowhere else. */
const Path = v.pipe(Text, v.regex(/^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9/._-]*$/));

export const ManifestSchema = v.strictObject({
  format: v.literal(OFFICE_FORMAT),
  /** "office": all there is, restricted. "public": what anyone may have. */
  edition: v.picklist(["office", "public"]),
  office: v.strictObject({ slug: Text, name: Text }),
  /** ISO instant. */
  exportedAt: Text,
  counts: v.strictObject({
    records: Count,
    documents: Count,
    attachments: Count,
    entries: Count,
    anchors: Count,
    numbers: Count,
    imported: Count,
    /** Not counted in earlier exports, which have none. */
    questions: v.optional(Count),
  }),
  files: v.array(v.strictObject({ path: Path, sha256: Sha256, bytes: Count })),
});
export type Manifest = v.InferOutput<typeof ManifestSchema>;
export type Edition = Manifest["edition"];

/** Any attribute of a stored item as JSON: bytes and sets have a form of their own. */
export type Stored = Record<string, unknown> & { pk: string; sk: string };

export const NumbersSchema = v.array(
  v.strictObject({
    series: Text,
    period: Text,
    last: Count,
    claims: v.array(v.strictObject({ n: Count, record: Text, reference: Text })),
  }),
);

export const OfficeFileSchema = v.strictObject({
  name: Text,
  current: Count,
  versions: v.array(v.strictObject({ version: Count, hash: Sha256, definition: Text })),
  people: v.array(v.strictObject({ order: v.number(), person: v.unknown() })),
  recipients: v.array(v.unknown()),
  closed: v.optional(v.unknown()),
});

/** An item as it is stored: itself, what happened to it in order, and what the public sees of it. */
export const QuestionSchema = v.strictObject({
  item: v.strictObject({
    state: Text,
    rev: Count,
    shown: v.optional(Text),
    since: v.optional(Text),
  }),
  events: v.array(Text),
  seen: v.optional(v.strictObject({ item: Text, rev: Count, records: v.array(Text) })),
});
export type QuestionFile = v.InferOutput<typeof QuestionSchema>;

/** A folder, wherever it is. */
export interface Folder {
  /** The SHA-256 and length of a file that is there. */
  look(path: string): Promise<{ sha256: string; bytes: number } | undefined>;
  read(path: string): Promise<Uint8Array>;
  /** Whole or not at all. */
  write(path: string, body: Uint8Array): Promise<void>;
}

/** How far a long piece of work has come. */
export type Say = (done: number, of: number, what: string) => void;

/** The same bytes for the same content: a table gives the attributes of an item in any order. */
export function toJson(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(inOrder(value), null, 1)}\n`);
}

function inOrder(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("base64") };
  if (value instanceof Set) return { $set: [...value].sort() };
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, inOrder(member)]));
}

export function fromJson(body: Uint8Array): unknown {
  return JSON.parse(Buffer.from(body).toString("utf8"), (_, v) => {
    if (typeof v?.$bytes === "string") return new Uint8Array(Buffer.from(v.$bytes, "base64"));
    return Array.isArray(v?.$set) ? new Set(v.$set) : v;
  });
}
