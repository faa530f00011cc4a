/**
 * Publishing: what the service does by itself once a record is decided. Its documents are made and
 * sealed, the record is published (or entered as withheld), and its public files are written. Each
 * step is one commit and can be repeated: a crash anywhere is finished by the next call.
 */

import { Resource } from "sst";
import { putOnce } from "#core/aws/files.ts";
import { documentKey } from "#core/aws/keys.ts";
import type { Transaction } from "#core/aws/tx.ts";
import { checkPdf } from "#core/document/check.ts";
import { compose } from "#core/document/compose.ts";
import { inWelsh } from "#core/document/in-welsh.ts";
import type { Paper } from "#core/document/paper.ts";
import { render } from "#core/document/render.ts";
import { seal } from "#core/document/seal.ts";
import { sealKey } from "#core/document/seal-key.ts";
import { PermanentFailure } from "#core/errors.ts";
import { newJob } from "#core/follow/word.ts";
import { isBilingual } from "#core/form/bilingual.ts";
import { londonDate } from "#core/form/dates.ts";
import { titleOf } from "#core/form/reading.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import { withChanges } from "#core/notice/changes.ts";
import { addEntry } from "#core/notice/entering.store.ts";
import { discloseRecord } from "#core/notice/entry.ts";
import { enterNumber } from "#core/notice/numbers.store.ts";
import { citing, everyOffice } from "#core/notice/register.store.ts";
import { sortOf } from "#core/notice/sort-key.ts";
import { entryInBoth } from "#core/notice/welsh.ts";
import { withholdsMore } from "#core/notice/withholds-more.ts";
import type { EventOf, RecordEvent } from "./events.ts";
import { execute } from "./execute.ts";
import { project, type Renderer } from "./projecting.ts";
import { getPublishedView } from "./published-view.store.ts";
import type { Loaded } from "./record.store.ts";
import { publicationFacts, renditionKey } from "./renditions.ts";
import { evolve, type State, wantsOf } from "./state.ts";
import { getView, wholeView } from "./view.store.ts";
import type { RecordView } from "./view.ts";

/** Does whatever a record still wants, one step after another, until it wants nothing. */
export async function advance(id: string, now: string, renderer: Renderer): Promise<void> {
  for (let n = 0; n < 4; n++) if (!(await takeStep(id, now, renderer))) return;
}

/** Does the one thing that a record wants next; false where it wants nothing. */
export async function takeStep(id: string, now: string, renderer: Renderer): Promise<boolean> {
  const { view, loaded } = await getView(id);
  const wants = wantsOf(loaded.state, view.office);
  if (wants === "document") await makeDocuments(view, loaded, now);
  if (wants === "publication") await publish(view, loaded, now);
  if (wants === "projection") {
    const { publication } = loaded.state;
    const { files, entry } = await project(view, loaded.state, renderer, londonDate(now));
    const done: RecordEvent = { type: "Projected", data: { publication, files } };
    const job = newJob(entry, sortOf(entry), now);
    await system(view, loaded, `projection-${publication}`, now, [done], (tx) => {
      tx.create("job", job.key, job.item);
    });
  }
  return wants !== undefined;
}

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
    if (isBilingual(view.office))
      sealed.push(await makeDocument(inWelsh(view), compose(inWelsh(view), "public"), "welsh"));
  }
  // Each version has documents of its own.
  await system(view, loaded, `document-${loaded.state.version}`, now, sealed);
}

async function makeDocument(
  view: RecordView,
  paper: Paper,
  edition: EventOf<"Sealed">["data"]["edition"],
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
    at: view.corrects?.decidedAt ?? view.decidedAt ?? view.createdAt,
    certificate,
    sign,
  });
  const key = renditionKey(view.office.office, view.id, rendered);
  const stored = await putOnce(Resource.PrivateBucket.name, key, sealed, "application/pdf");
  return { type: "Sealed", data: { edition, rendered, sha256: sha256(stored), bytes: stored.length, pages } };
}

async function publish(view: RecordView, loaded: Loaded, now: string): Promise<void> {
  const { whole, withholding } = discloseRecord(view);
  const { state } = loaded;
  const n = state.publication + 1;
  const { public: pdf, welsh } = state.renditions;
  const hides = state.correction && (await hidesEarlier(view, state)) ? { hides: true as const } : {};
  const event: RecordEvent = whole
    ? { type: "Withheld", data: { publication: n, ground: withholding?.ground ?? "", ...hides } }
    : { type: "Published", data: { publication: n, pdf: pdf?.sha256, ...hides } };
  const next = evolve(state, event, now, state);
  const nextView = await wholeView({ ...loaded, state: next }, view.office, view.answers);
  const entry = entryInBoth(nextView, publicationFacts(next, n, now));
  const marked =
    n === 1 ? entry : withChanges(entry, await citing(entry, await everyOffice(londonDate(now))));
  await system(view, loaded, `publication-${n}`, now, [event], (tx) => {
    addEntry(tx, marked);
    if (n === 1) enterNumber(tx, marked);
    const documents = whole ? [] : [pdf, welsh].flatMap((document) => document ?? []);
    for (const { sha256 } of documents) tx.create("document", documentKey(sha256, view.id, n), { at: now });
  });
}

/** Where the correction says so, and wherever it withholds something that anyone could read before. */
async function hidesEarlier(view: RecordView, { correction }: State): Promise<boolean> {
  if (correction?.hides) return true;
  return withholdsMore((await getPublishedView(view.id)).view, view);
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
  const build = async (loaded: Loaded) => {
    const { office } = view;
    const title = titleOf(view.form, view.answers);
    const stale = loaded.rev !== from.rev;
    return { events: stale ? [] : events, actor: "system", cmdId, now, office, title, also };
  };
  await execute(view.id, cmdId, build, from);
}
