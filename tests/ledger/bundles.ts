/** Exports around ledgers that a test made or changed, under the anchors of every day they lived through. */
import * as v from "valibot";
import { type Anchor, anchorDay, type Proof, proofOf } from "#core/ledger/anchor.ts";
import { plain, sha256 } from "#core/ledger/canonical.ts";
import { genesis, type LedgerEvent, link, type StoredEvent } from "#core/ledger/chain.ts";
import { EXPORT_FORMAT, type ExportBundle, ExportSchema, type Words } from "#core/ledger/export.ts";
import type { RecordEvent } from "#core/record/events.ts";
import { fold } from "#core/record/state.ts";

export const OFFICE = "anywhere";
export const RECORD = "01J9ZZZZZZZZZZZZZZZZZZZZZZ";

export interface Told {
  events: StoredEvent[];
  words: Words[];
  content: ExportBundle["content"];
}

/** How many other records changed on a day, and the salts of their leaves. */
interface Around {
  others: () => number;
  salt: () => string;
}

export function bundleOf({ events, words, content }: Told, around: Around): ExportBundle {
  const ledger = events.map((e) => JSON.parse(e.body) as LedgerEvent);
  const state = stateOf(ledger);
  const last = events.at(-1)!;
  const of = (type: string) => ledger.filter((e) => e.type === type);
  const claim = state.number && { record: RECORD, reference: state.number.reference };
  const bundle: unknown = {
    format: EXPORT_FORMAT,
    edition: "office",
    exportedAt: "2024-12-01T09:00:00.000Z",
    record: RECORD,
    office: { slug: OFFICE, name: "Anywhere" },
    form: { id: "decision", title: "Decision" },
    events,
    head: { seq: last.seq, h: last.h },
    state,
    content,
    words,
    number: state.number && { ...state.number, claim },
    documents: of("Sealed").map(({ data: { rendered: _, ...document } }) => document),
    publications: [...of("Published"), ...of("Unpublished")].map(({ at, data }) => ({
      n: data.publication,
      at,
      pdf: data.pdf,
    })),
    ...anchored(events, ledger, around),
  };
  return v.parse(ExportSchema, plain(bundle));
}

/** The ledger's events, as they were before they were stored. */
export function ledgerOf(bundle: ExportBundle): LedgerEvent[] {
  return bundle.events.map((e) => JSON.parse(e.body ?? "") as LedgerEvent);
}

/** What the core's own fold makes of events, as it is stored. */
export function stateOf(ledger: LedgerEvent[]): NonNullable<ExportBundle["state"]> {
  const events = ledger.map(({ type, data, at }) => ({ event: { type, data } as RecordEvent, at }));
  return plain(fold(events, { id: RECORD, office: OFFICE }));
}

/** A chain made anew of events that someone changed: every hash in it is right. */
function relinked(ledger: LedgerEvent[]): StoredEvent[] {
  let after = { seq: 0, head: genesis(RECORD) };
  return ledger.flatMap(({ type, data, at, cmd, actor, office }) => {
    const stored = link([{ type, data }], after, { record: RECORD, office, at, cmd, actor });
    after = { seq: after.seq + 1, head: stored[0]!.h };
    return stored;
  });
}

/** A bundle around a ledger that someone changed: chain, state, head and all that hangs on them are made to fit. */
export function fitted(bundle: ExportBundle, ledger: LedgerEvent[]): ExportBundle {
  const events = relinked(ledger);
  const state = stateOf(ledger);
  const { seq, h } = events.at(-1)!;
  const within = (type: string) => ledger.filter((e) => e.type === type);
  const submitted = within("Submitted").map((e) => e.data.version);
  return {
    ...bundle,
    events,
    head: { seq, h },
    state,
    content: bundle.content.filter((c) => submitted.includes(c.version)),
    words: bundle.words.filter((w) => w.seq <= seq),
    number: state.number ? bundle.number : undefined,
    documents: bundle.documents.slice(0, within("Sealed").length),
    publications: bundle.publications.filter(({ n }) => ledger.some((e) => e.data.publication === n)),
  };
}

function anchored(
  events: StoredEvent[],
  ledger: LedgerEvent[],
  { others, salt }: Around,
): { proofs: Proof[]; anchors: Anchor[] } {
  const anchors: Anchor[] = [];
  const proofs: Proof[] = [];
  const end = ledger.at(-1)!.at.slice(0, 10);
  for (let at = Date.parse(`${ledger[0]!.at.slice(0, 10)}T00:00:00Z`); ; at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    const own = events.filter((_, i) => ledger[i]!.at.startsWith(date)).at(-1);
    const heads = Array.from({ length: others() }, (_, i) => ({
      record: `01J9${String(i).padStart(22, i % 2 ? "0" : "Z")}`,
      seq: 1,
      head: sha256(`${date} ${i}`),
    }));
    if (own) heads.push({ record: RECORD, seq: own.seq, head: own.h });
    const day = anchorDay({ office: OFFICE, date, heads, previous: anchors.at(-1) }, salt);
    anchors.push(day.anchor);
    const proof = proofOf(day, RECORD);
    if (proof) proofs.push(proof);
    if (date === end) return { proofs, anchors };
  }
}
