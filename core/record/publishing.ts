/**
 * Publishing: what the service does by itself once a record is decided. Its documents are made and
 * sealed, the record is published (or entered as withheld), and its public files are written. Each
 * step is one commit and can be repeated: a crash anywhere is finished by the next call.
 */
import { Resource } from "sst";
import { publishedWith } from "#core/attachment/attached.ts";
import { readFile } from "#core/attachment/attachment.store.ts";
import { dispositionOf } from "#core/attachment/name.ts";
import { getFile, putFile, putOnce } from "#core/aws/files.ts";
import { documentKey } from "#core/aws/keys.ts";
import type { Transaction } from "#core/aws/tx.ts";
import { checkPdf } from "#core/document/check.ts";
import { compose } from "#core/document/compose.ts";
import type { Paper } from "#core/document/paper.ts";
import { render } from "#core/document/render.ts";
import { seal } from "#core/document/seal.ts";
import { sealKey } from "#core/document/seal-key.ts";
import { PermanentFailure } from "#core/errors.ts";
import { titleOf } from "#core/form/reading.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import { keyOf, pdfPath } from "#core/notice/addresses.ts";
import { discloseRecord, entryOf, slugOf } from "#core/notice/entry.ts";
import type { Publication, StaticFile } from "#core/notice/files.ts";
import { addEntry, noteYear, surroundingsOf } from "#core/notice/register.store.ts";
import { addToIndex } from "#core/search/index.store.ts";
import { searchableOf } from "#core/search/searchable.ts";
import type { EventOf, RecordEvent } from "./events.ts";
import { execute } from "./execute.ts";
import type { Loaded } from "./record.store.ts";
import { publicationFacts, renditionKey } from "./renditions.ts";
import { wantsOf } from "./state.ts";
import { getView } from "./view.store.ts";
import type { RecordView } from "./view.ts";

/** Makes the public files. Pages are HTML, which core knows nothing of, so the caller brings these. */
export interface Renderer {
  /** Everything that one publication writes, but its PDF. */
  files(publication: Publication): StaticFile[];
  /** The notice alone, of a record that another one now links to. */
  notice(publication: Pick<Publication, "origin" | "view" | "entry" | "linked" | "linkedFrom">): StaticFile;
}

/** Does whatever a record still wants, one step after another, until it wants nothing. */
export async function advance(id: string, now: string, renderer: Renderer): Promise<void> {
  for (let step = 0; step < 4; step++) {
    const { view, loaded } = await getView(id);
    const wants = wantsOf(loaded.state, view.office);
    if (!wants) return;
    if (wants === "document") await makeDocuments(view, loaded, now);
    if (wants === "publication") await publish(view, loaded, now);
    if (wants === "projection") await project(view, loaded, now, renderer);
  }
}

/** Notices written again because this record links to them; more than a few links is a list, not a chain. */
const MAX_RELINKED = 5;

async function makeDocuments(view: RecordView, loaded: Loaded, now: string): Promise<void> {
  const { whole } = discloseRecord(view);
  const restricted = compose(view, "restricted");
  const sealed: EventOf<"Sealed">[] = [await makeDocument(view, restricted, "restricted")];
  if (!whole) {
    const open = compose(view, "public");
    const same = JSON.stringify({ ...open, edition: "" }) === JSON.stringify({ ...restricted, edition: "" });
    const [first] = sealed;
    sealed.push(
      same && first
        ? { ...first, data: { ...first.data, edition: "public" } }
        : await makeDocument(view, open, "public"),
    );
  }
  await system(view, loaded, "document", now, sealed);
}

async function makeDocument(
  view: RecordView,
  paper: Paper,
  edition: Paper["edition"],
): Promise<EventOf<"Sealed">> {
  const { pdf, pages } = await render(paper);
  const faults = await checkPdf(pdf);
  if (faults.length)
    throw new PermanentFailure(`The document of ${view.id} does not pass its checks: ${faults.join("; ")}`);
  const rendered = sha256(pdf);
  const { certificate, sign } = await sealKey();
  const { body } = view.office;
  const sealed = await seal(pdf, {
    name: body.name,
    reason: `Sealed as the ${view.form.title.toLowerCase()} of ${body.name}`,
    at: view.decidedAt ?? view.createdAt,
    certificate,
    sign,
  });
  const key = renditionKey(view.office.office, view.id, rendered);
  const stored = await putOnce(Resource.PrivateBucket.name, key, sealed, "application/pdf");
  return { type: "Sealed", data: { edition, rendered, sha256: sha256(stored), bytes: stored.length, pages } };
}

async function publish(view: RecordView, loaded: Loaded, now: string): Promise<void> {
  const { whole, withholding } = discloseRecord(view);
  const n = loaded.state.publication + 1;
  const pdf = loaded.state.renditions.public;
  const event: RecordEvent = whole
    ? { type: "Withheld", data: { publication: n, ground: withholding?.ground ?? "" } }
    : { type: "Published", data: { publication: n, pdf: pdf?.sha256 } };
  const entry = entryOf(
    { ...view, state: whole ? "withheld" : "published", publishedAt: now },
    publicationFacts(loaded.state, n, now),
  );
  await system(view, loaded, `publication-${n}`, now, [event], (tx) => {
    addEntry(tx, entry);
    if (pdf && !whole) tx.create("document", documentKey(pdf.sha256, view.id, n), { at: now });
  });
}

/** Writes the public files. PDF and attachments come first, so that no page links to one that is not there. */
async function project(view: RecordView, loaded: Loaded, now: string, renderer: Renderer): Promise<void> {
  const { publication, publishedAt = now, renditions } = loaded.state;
  const entry = entryOf(view, publicationFacts(loaded.state, publication, publishedAt));
  const bucket = Resource.PublicBucket.name;
  if (view.state === "published" && renditions.public) {
    const source = renditionKey(view.office.office, view.id, renditions.public.rendered);
    const body = await getFile(Resource.PrivateBucket.name, source);
    const key = keyOf(pdfPath(view.office.office, slugOf(view)));
    await putFile(bucket, {
      key,
      body,
      contentType: "application/pdf",
      cacheControl: "public, max-age=3600",
    });
  }
  const attached = view.state === "published" ? publishedWith(view) : [];
  for (const { file, path } of attached)
    await putFile(bucket, {
      key: keyOf(path),
      body: await readFile(view.office.office, file),
      contentType: file.type,
      disposition: dispositionOf(file.name),
      // Its name holds its hash: another content has another address.
      cacheControl: "public, max-age=31536000, immutable",
    });
  await noteYear(entry);
  const { origin } = Resource.Site;
  const around = await surroundingsOf(entry);
  const files = renderer.files({ origin, view, entry, ...around });
  for (const other of around.linked.slice(0, MAX_RELINKED)) {
    const { linked, linkedFrom } = await surroundingsOf(other);
    const { view } = await getView(other.id);
    files.push(renderer.notice({ origin, view, entry: other, linked, linkedFrom }));
  }
  for (const file of files) await putFile(bucket, file);
  await addToIndex(view.office.office, searchableOf(view, entry));
  const written = files.length + attached.length + (entry.pdf ? 1 : 0);
  await system(view, loaded, `projection-${publication}`, now, [
    { type: "Projected", data: { publication, files: written } },
  ]);
}

/** A step of the service itself: the command is named after the step, so that two workers do it once. */
async function system(
  view: RecordView,
  from: Loaded,
  cmdId: string,
  now: string,
  events: RecordEvent[],
  also?: (tx: Transaction) => void,
): Promise<void> {
  await execute(view.id, cmdId, async (loaded) => {
    const { office } = view;
    const title = titleOf(view.form, view.answers);
    const stale = loaded.rev !== from.rev;
    return { events: stale ? [] : events, actor: "system", cmdId, now, office, title, also };
  });
}
