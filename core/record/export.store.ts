/**
 * Exports one record for `core/ledger/verify.mjs`: its ledger as stored, its content, the words beside
 * the events, its number and the claim to it, and the proof that it is under the office's anchors. The
 * public edition is made from a record that is published, and holds nothing that the public may not see.
 */
import * as v from "valibot";
import { claimKey, recordKey } from "#core/aws/keys.ts";
import { findItem, query } from "#core/aws/read.ts";
import { getForm } from "#core/form/office.ts";
import { anchorsBetween, findDay } from "#core/ledger/anchor.store.ts";
import { type Proof, proofOf } from "#core/ledger/anchor.ts";
import { plain } from "#core/ledger/canonical.ts";
import type { LedgerEvent, StoredEvent } from "#core/ledger/chain.ts";
import { EXPORT_FORMAT, type ExportBundle, ExportSchema, type Words } from "#core/ledger/export.ts";
import { unpack } from "./compress.ts";
import type { RecordNumber } from "./events.ts";
import { FindingsWords, TaskWords, wordsBeside } from "./export-words.ts";
import { getOfficeAt } from "./offices.store.ts";
import { asPublished, publicEdition } from "./public-export.ts";
import { getPublishedView } from "./published-view.store.ts";
import type { Loaded } from "./record.store.ts";
import { SaidItem, saidIn } from "./said.ts";
import { eventsOf } from "./status.ts";
import { getView } from "./view.store.ts";
import type { RecordView } from "./view.ts";

const Row = v.looseObject({ sk: v.string() });
const ContentRow = v.object({ sk: v.string(), packed: v.instance(Uint8Array), hash: v.string() });
const Claim = v.object({ record: v.string(), reference: v.string() });

const Document = v.object({
  edition: v.picklist(["public", "restricted", "welsh"]),
  sha256: v.string(),
  bytes: v.number(),
  pages: v.number(),
});
const Publication = v.pipe(
  v.object({ publication: v.number(), pdf: v.optional(v.string()) }),
  v.transform(({ publication, pdf }) => ({ n: publication, pdf })),
);

/** `now` is when it is made. Throws not-found for a public edition of what is not published. */
export async function exportRecord(
  id: string,
  { edition, now }: { edition: ExportBundle["edition"]; now: string },
): Promise<ExportBundle> {
  const { view, loaded, events } = await read(id);
  const { state, head, seq } = loaded;
  const ledger = events.map((e) => JSON.parse(e.body) as LedgerEvent);
  const of = (type: string) => ledger.filter((e) => e.type === type);
  const rows = await query(Row, { pk: recordKey(id).pk });
  const proofs = await proofsOf(state.office, id, ledger);
  const [first, last] = [proofs[0], proofs.at(-1)];
  const whole: ExportBundle = {
    format: EXPORT_FORMAT,
    edition: "office",
    exportedAt: now,
    record: id,
    office: { slug: state.office, name: view.office.body.name },
    form: { id: view.form.id, title: view.form.title },
    events,
    head: { seq, h: head },
    state,
    content: rowsOf(rows, "C#", ContentRow).map(({ sk, packed, hash }) => ({
      version: Number(sk.slice(2)),
      hash,
      text: unpack(packed),
    })),
    words: await wordsOf(state.office, state.form, ledger, rows),
    number: state.number && { ...state.number, claim: await claimOf(state.office, state.number) },
    documents: of("Sealed").map(({ data }) => v.parse(Document, data)),
    publications: [
      ...of("Published"),
      ...of("Withheld"),
      ...of("Unpublished"),
      ...of("Withdrawn").filter(({ data }) => data.publication !== undefined),
    ].map(({ at, data }) => ({
      ...v.parse(Publication, data),
      at,
    })),
    proofs,
    anchors: first && last ? await anchorsBetween(state.office, first.date, last.date) : [],
  };
  if (edition === "office") return v.parse(ExportSchema, plain(whole));
  const published = await getPublishedView(id);
  const readable = (state.earlier ?? []).filter((e) => !e.hidden && e.state === "published");
  const earlier = await Promise.all(readable.map((e) => getPublishedView(id, e.publication)));
  const bundle = asPublished(whole);
  const open = publicEdition(
    bundle,
    published.view,
    earlier.map((e) => e.view),
  );
  return v.parse(ExportSchema, plain(open));
}

/** The record and its ledger at one moment: read again where something happened in between. */
async function read(
  id: string,
  tries = 5,
): Promise<{ view: RecordView; loaded: Loaded; events: StoredEvent[] }> {
  const { view, loaded } = await getView(id);
  const events = await eventsOf(id);
  if (events.length !== loaded.seq && tries > 1) return read(id, tries - 1);
  return { view, loaded, events };
}

async function wordsOf(
  office: string,
  formId: string,
  ledger: LedgerEvent[],
  rows: { sk: string }[],
): Promise<Words[]> {
  const submitted = ledger.filter((e) => e.type === "Submitted");
  const versions = [...new Set(submitted.map((e) => e.data.definition as number))];
  const offices = new Map(
    await Promise.all(versions.map(async (n) => [n, await getOfficeAt(office, n)] as const)),
  );
  return wordsBeside(ledger, {
    tasks: rowsOf(rows, "S#", TaskWords),
    said: rowsOf(rows, "W#", SaidItem).map(saidIn),
    findings: rowsOf(rows, "F#", FindingsWords),
    stageAt(seq, stage) {
      const definition = submitted.findLast((e) => e.seq < seq)?.data.definition as number;
      const then = offices.get(definition);
      return then && getForm(then, formId).stages.find((s) => s.id === stage);
    },
  });
}

async function claimOf(office: string, { series, period, n }: RecordNumber) {
  return findItem(Claim, claimKey(office, series, period, n));
}

/** One proof for each day on which something happened and which is anchored. */
async function proofsOf(office: string, id: string, ledger: LedgerEvent[]): Promise<Proof[]> {
  const dates = [...new Set(ledger.map((e) => e.at.slice(0, 10)))].sort();
  const days = await Promise.all(dates.map((date) => findDay(office, date)));
  return days.flatMap((day) => (day && proofOf(day, id)) ?? []);
}

function rowsOf<S extends v.GenericSchema>(
  rows: { sk: string }[],
  prefix: string,
  schema: S,
): v.InferOutput<S>[] {
  return rows.filter((r) => r.sk.startsWith(prefix)).map((r) => v.parse(schema, r));
}
