/**
 * A record as one of its publications left it, whatever has become of it since: the events up to that
 * one, folded, with the content and the signatures that it rests on. What is public is read by this, so
 * that a correction under way shows nowhere.
 */
import { AppError } from "#core/errors.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import type { RecordEvent } from "./events.ts";
import { getOfficeAt } from "./offices.store.ts";
import { type Loaded, loadRecord } from "./record.store.ts";
import { fold, isPublic, type State } from "./state.ts";
import { eventsOf } from "./status.ts";
import { getContent, getView, wholeView } from "./view.store.ts";
import type { RecordView } from "./view.ts";

/** The last publication, or the one named. Throws not-found where there is no such one. */
export async function getPublishedView(
  id: string,
  publication?: number,
): Promise<{ view: RecordView; loaded: Loaded }> {
  const current = await loadRecord(id);
  const n = publication ?? current.state.publication;
  if (isPublic(current.state) && n === current.state.publication) return getView(id);
  const state = n > 0 ? stateAt(await ledgerOf(id), n, current.state) : undefined;
  if (!state) throw new AppError("not-found", "not-published", "This record is not published");
  const loaded = { ...current, state };
  const office = await getOfficeAt(state.office, state.definition);
  return { view: await wholeView(loaded, office, await getContent(id, state.version)), loaded };
}

/** The state that publication `n` left, and nothing after it. */
function stateAt(ledger: LedgerEvent[], n: number, origin: State): State | undefined {
  const last = ledger.findLastIndex(({ data }) => data.publication === n);
  if (last < 0) return undefined;
  const events = ledger.slice(0, last + 1).map(({ type, data, at }) => ({
    event: { type, data } as RecordEvent,
    at,
  }));
  return fold(events, { id: origin.id, office: origin.office });
}

async function ledgerOf(id: string): Promise<LedgerEvent[]> {
  return (await eventsOf(id)).map(({ body }) => JSON.parse(body) as LedgerEvent);
}
