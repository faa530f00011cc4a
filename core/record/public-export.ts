/**
 * The public edition of an export. Left out: content that is not wholly public, and every version of it
 * but those published; what people wrote, but for why it was corrected; the restricted document; the
 * address of anyone outside the office, and what became of emails; a correction that is not published;
 * and of a record withheld whole, all but that it is. Hashes stay, so that what is left can be checked;
 * content is salted (core/form/content.ts), so that nobody can test a guess against its hash.
 */
import { canonical, plain } from "#core/ledger/canonical.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import type { ExportBundle } from "#core/ledger/export.ts";
import { discloseRecord } from "#core/notice/entry.ts";
import type { RecordEvent } from "./events.ts";
import { fold } from "./state.ts";
import type { RecordView } from "./view.ts";

/** `earlier`: the versions before this one that anyone can still read. */
export function publicEdition(
  bundle: ExportBundle,
  view: RecordView,
  earlier: RecordView[] = [],
): ExportBundle {
  const { whole } = discloseRecord(view);
  const open = new Set([view, ...earlier].filter(isOpen).map((v) => v.content?.hash ?? bundle.state?.hash));
  const released = releasedBy(bundle);
  const events = bundle.events.map(({ seq, h, body }) =>
    body && mayShow(JSON.parse(body), body, released, whole) ? { seq, h, body } : { seq, h },
  );
  const shown = new Set(events.flatMap((e) => (e.body ? [e.seq] : [])));
  return {
    ...bundle,
    edition: "public",
    events,
    state: publicState(bundle, shown),
    content: bundle.content.map(({ version, hash, text }) =>
      open.has(hash) ? { version, hash, text } : { version, hash },
    ),
    words: bundle.words.filter(
      ({ seq, of }) =>
        shown.has(seq) &&
        (of === "statement" ||
          (of === "signatory" && stands(bundle, seq)) ||
          (of === "reason" && isPublicReason(bundle, seq))),
    ),
    documents: bundle.documents.filter((d) => d.edition !== "restricted" && released.files.has(d.sha256)),
  };
}

/**
 * The export as the last publication left the record: what a correction has done since has no text, and
 * its place in the chain only.
 */
export function asPublished(bundle: ExportBundle): ExportBundle {
  const ledger = bundle.events.map(({ body = "" }) => JSON.parse(body) as LedgerEvent);
  const upTo = ledger.findLastIndex(({ data }) => data.publication !== undefined) + 1;
  const within = ledger.slice(0, upTo);
  const versions = within.filter((e) => e.type === "Submitted").map((e) => e.data.version);
  const origin = { id: bundle.record, office: bundle.office.slug };
  const events = within.map(({ type, data, at }) => ({ event: { type, data } as RecordEvent, at }));
  return {
    ...bundle,
    state: fold(events, origin),
    events: bundle.events.map(({ seq, h, body }) => (seq <= upTo ? { seq, h, body } : { seq, h })),
    content: bundle.content.filter((c) => versions.includes(c.version)),
    words: bundle.words.filter((w) => w.seq <= upTo),
  };
}

function isOpen(view: RecordView): boolean {
  const { answers, whole } = discloseRecord(view);
  return !whole && canonical(plain(answers)) === canonical(plain(view.answers));
}

/** What was published: the SHA-256 of each PDF, and of each before it was sealed. */
interface Released {
  files: Set<unknown>;
  rendered: Set<unknown>;
}

function releasedBy({ events }: ExportBundle): Released {
  const ledger = events.flatMap(({ body }) => (body ? [JSON.parse(body) as LedgerEvent] : []));
  const files = new Set(ledger.filter((e) => e.type === "Published").map((e) => e.data.pdf));
  const sealed = ledger.filter((e) => e.type === "Sealed" && e.data.edition !== "restricted");
  // A Welsh one is sealed straight after the English one that it goes out with.
  for (const [i, { data }] of sealed.entries())
    if (data.edition === "welsh" && files.has(sealed[i - 1]?.data.sha256)) files.add(data.sha256);
  return {
    files,
    rendered: new Set(sealed.filter((e) => files.has(e.data.sha256)).map((e) => e.data.rendered)),
  };
}

/** Of what is withheld whole, or withdrawn: that and when it was published, and as which file. */
const OF_A_STUB = ["Withheld", "Published", "Unpublished", "Projected"];

function mayShow(
  { type, data }: LedgerEvent,
  body: string,
  { files, rendered }: Released,
  whole: boolean,
): boolean {
  if (type === "Sealed") {
    const isOut = files.has(data.sha256) && data.edition !== "restricted";
    return whole ? isOut : isOut || rendered.has(data.rendered);
  }
  if (whole) return OF_A_STUB.includes(type) || (type === "Withdrawn" && data.publication !== undefined);
  return type !== "MailFailed" && !body.includes('"mail:');
}

/** Hidden, these leave the state as it is but for a restricted document. */
const HARMLESS = ["Sealed", "MailFailed"];

/** The state that the events shown add up to; nothing where what is hidden leaves it open. */
function publicState({ state, events }: ExportBundle, shown: Set<number>): ExportBundle["state"] {
  const hidden = events
    .filter((e) => e.body && !shown.has(e.seq))
    .map((e) => JSON.parse(e.body ?? "") as LedgerEvent);
  if (!state || hidden.some((e) => !HARMLESS.includes(e.type))) return undefined;
  const { restricted } = state.renditions;
  return hidden.some((e) => e.type === "Sealed" && e.data.rendered === restricted?.rendered)
    ? { ...state, renditions: { public: state.renditions.public } }
    : state;
}

/** Whether a signature is one of those that what is published rests on: the others are not published. */
function stands({ state, events }: ExportBundle, seq: number): boolean {
  const body = events.find((e) => e.seq === seq)?.body;
  const event = JSON.parse(body ?? "{}") as RecordEvent;
  if (!state || event.type !== "SignedOff") return false;
  const { task, hash, outcome } = event.data;
  const rounds = [state, ...(state.earlier ?? []).filter((e) => !e.hidden)];
  return outcome !== "return" && rounds.some((r) => task.startsWith(`${r.cycle}#`) && hash === r.hash);
}

/** Whether it is why a version that is published corrects another, or why none is any more. */
function isPublicReason({ state, events }: ExportBundle, seq: number): boolean {
  const { type, data } = JSON.parse(events.find((e) => e.seq === seq)?.body ?? "{}") as LedgerEvent;
  const isOne = type === "Reopened" || type === "Unpublished";
  return isOne && (state?.earlier ?? []).some((e) => e.reason === data.reason);
}
