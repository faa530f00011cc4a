/**
 * The public edition of an export. Left out: content that is not wholly public, and every version of it
 * but the one decided; what people wrote; the restricted document; the address of anyone outside the
 * office, and what became of emails; and of a record withheld whole, all but that it is. Hashes stay, so
 * that what is left can be checked; content is salted (core/form/content.ts), so that nobody can test a
 * guess against its hash.
 */
import { canonical, plain } from "#core/ledger/canonical.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import type { ExportBundle } from "#core/ledger/export.ts";
import { discloseRecord } from "#core/notice/entry.ts";
import type { RecordEvent } from "./events.ts";
import type { RecordView } from "./view.ts";

export function publicEdition(bundle: ExportBundle, view: RecordView): ExportBundle {
  const { answers, whole } = discloseRecord(view);
  const isOpen = !whole && canonical(plain(answers)) === canonical(plain(view.answers));
  const events = bundle.events.map(({ seq, h, body = "" }) =>
    mayShow(JSON.parse(body), body, bundle, whole) ? { seq, h, body } : { seq, h },
  );
  const shown = new Set(events.flatMap((e) => (e.body ? [e.seq] : [])));
  return {
    ...bundle,
    edition: "public",
    events,
    state: publicState(bundle, shown),
    content: bundle.content.map(({ version, hash, text }) =>
      isOpen && hash === bundle.state?.hash ? { version, hash, text } : { version, hash },
    ),
    words: bundle.words.filter(
      ({ seq, of }) => shown.has(seq) && (of === "statement" || (of === "signatory" && stands(bundle, seq))),
    ),
    documents: bundle.documents.filter((d) => d.edition === "public"),
  };
}

function mayShow(
  { type, data }: LedgerEvent,
  body: string,
  { state }: ExportBundle,
  whole: boolean,
): boolean {
  if (whole) return type === "Withheld" || type === "Projected";
  const { edition, rendered } = data as { edition?: string; rendered?: string };
  if (type === "MailFailed") return false;
  if (type === "Sealed" && edition === "restricted" && rendered !== state?.renditions.public?.rendered)
    return false;
  return !body.includes('"mail:');
}

/** Hidden, these leave the state as it is but for a restricted document. */
const HARMLESS = ["Sealed", "MailFailed"];

/** The state that the events shown add up to; nothing where what is hidden leaves it open. */
function publicState({ state, events }: ExportBundle, shown: Set<number>): ExportBundle["state"] {
  const hidden = events.filter((e) => !shown.has(e.seq)).map((e) => JSON.parse(e.body ?? "") as LedgerEvent);
  if (!state || hidden.some((e) => !HARMLESS.includes(e.type))) return undefined;
  return hidden.some((e) => e.type === "Sealed")
    ? { ...state, renditions: { public: state.renditions.public } }
    : state;
}

/** Whether a signature is one of those that the record rests on: the others are not published. */
function stands({ state, events }: ExportBundle, seq: number): boolean {
  const body = events.find((e) => e.seq === seq)?.body;
  const event = JSON.parse(body ?? "{}") as RecordEvent;
  if (!state || event.type !== "SignedOff") return false;
  const { task, hash, outcome } = event.data;
  return task.startsWith(`${state.cycle}#`) && hash === state.hash && outcome !== "return";
}
