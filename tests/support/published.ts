/** A decided record, published as the service does it but for the documents and the public files. */
import type { Office } from "#core/form/office.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import { addEntry } from "#core/notice/entering.store.ts";
import { entryOf } from "#core/notice/entry.ts";
import { enterNumber } from "#core/notice/numbers.store.ts";
import type { RecordEvent } from "#core/record/events.ts";
import { execute } from "#core/record/execute.ts";
import { publicationFacts } from "#core/record/renditions.ts";
import { evolve } from "#core/record/state.ts";
import { getView, wholeView } from "#core/record/view.store.ts";
import { cmd } from "./store.ts";

/** `projected`: its public files count as written. */
export async function publishBare(id: string, office: Office, now: string, projected = true): Promise<void> {
  const { view, loaded } = await getView(id);
  const publication = loaded.state.publication + 1;
  const hash = sha256(`the document of version ${loaded.state.version}`);
  const file = { rendered: hash, sha256: hash, bytes: 1000, pages: 1 };
  const events: RecordEvent[] = [
    { type: "Sealed", data: { edition: "restricted", ...file } },
    { type: "Sealed", data: { edition: "public", ...file } },
    { type: "Published", data: { publication, pdf: hash } },
    ...(projected ? [{ type: "Projected" as const, data: { publication, files: 1 } }] : []),
  ];
  const state = events.reduce((s, e) => evolve(s, e, now, s), loaded.state);
  const published = await wholeView({ ...loaded, state }, office, view.answers);
  const entry = entryOf(published, publicationFacts(state, publication, now));
  const cmdId = cmd();
  await execute(id, cmdId, async () => ({
    events,
    actor: "system",
    cmdId,
    now,
    office,
    title: entry.title,
    also: (tx) => {
      addEntry(tx, entry);
      if (publication === 1) enterNumber(tx, entry);
    },
  }));
}
