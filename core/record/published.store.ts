/**
 * Published records as anyone may look them up: by a PDF in their hand, or by number. What is said of
 * one comes from its public edition alone, checked by the verifier that anyone can run.
 */
import * as v from "valibot";
import { documentKey } from "#core/aws/keys.ts";
import { query } from "#core/aws/read.ts";
import { londonDate } from "#core/form/dates.ts";
import type { Block } from "#core/form/definition.ts";
import type { ExportBundle } from "#core/ledger/export.ts";
import { type Report, verify } from "#core/ledger/verify.mjs";
import { noticePath } from "#core/notice/addresses.ts";
import { withChanges } from "#core/notice/changes.ts";
import { discloseRecord, type RegisterEntry } from "#core/notice/entry.ts";
import { citing, everyOffice, findEntry } from "#core/notice/register.store.ts";
import { entryInBoth } from "#core/notice/welsh.ts";
import { exportRecord } from "./export.store.ts";
import { getPublishedView } from "./published-view.store.ts";
import { publicationFacts } from "./renditions.ts";
import type { RecordView, SignOff } from "./view.ts";

export interface Published {
  office: RecordView["office"];
  entry: RegisterEntry;
  /** Who signed, where their signature is part of the published paper. */
  signOffs: SignOff[];
  /** Later records that continue, correct, supersede or revoke this one, or otherwise name it. */
  later: RegisterEntry[];
  /** Who signed the document asked about, where another version has taken its place: those above. */
  version?: { n: number; replaced: NonNullable<RegisterEntry["earlier"]>[number] };
  /** What the verifier says. */
  report: Report;
  /** The last day whose anchor it is under, and how many of its events. */
  anchored?: { date: string; seq: number };
}

const DocumentItem = v.object({ sk: v.string() });

/** The publication that a PDF is, by the SHA-256 of its bytes. */
export async function findByDocument(
  sha256: string,
): Promise<{ record: string; publication: number } | undefined> {
  const [newest] = await query(DocumentItem, {
    pk: documentKey(sha256, "", 0).pk,
    newestFirst: true,
    limit: 1,
  });
  const [record = "", n] = newest?.sk.split("#") ?? [];
  return newest && { record, publication: Number(n) };
}

/** The record of a number as someone typed it. */
export async function findByNumber(office: string, typed: string): Promise<string | undefined> {
  return (await findEntry(office, typed))?.id;
}

/** The notice of a number that was imported: all that can be said of it stands there. */
export async function findImportedNotice(office: string, typed: string): Promise<string | undefined> {
  const entry = await findEntry(office, typed);
  return entry?.imported && noticePath(office, entry.slug);
}

/**
 * A record with an entry in the register, as it stands; `n`: and who signed that publication of it. `now`
 * is the time of asking.
 */
export async function getPublished(
  id: string,
  now: string,
  { n, pdf }: { n?: number; pdf?: Uint8Array } = {},
): Promise<Published> {
  const bundle = await exportRecord(id, { edition: "public", now });
  const { view, loaded } = await getPublishedView(id);
  const { publication, publishedAt = now } = loaded.state;
  const made = entryInBoth(view, publicationFacts(loaded.state, publication, publishedAt));
  const later = await citing(made, await everyOffice(londonDate(now)));
  const entry = withChanges(made, later);
  const replaced = entry.earlier?.find((e) => e.n === n);
  const asked = replaced && !replaced.hidden ? (await getPublishedView(id, n)).view : view;
  return {
    office: view.office,
    entry,
    signOffs: discloseRecord(asked).whole || replaced?.hidden ? [] : asked.signOffs.filter(isPrinted(asked)),
    later,
    ...(replaced && { version: { n: replaced.n, replaced } }),
    report: await verify(bundle, { pdf }),
    anchored: anchoredBy(bundle),
  };
}

/** Whether the paper prints a signature: whoever only commented is not among those who signed it. */
function isPrinted({ form }: RecordView): (signOff: SignOff) => boolean {
  const printed = new Set(stagesIn(form.layout));
  for (const { id, kind } of form.stages) if (kind === "decide" || kind === "release") printed.add(id);
  return ({ stage, outcome }) => printed.has(stage) && outcome !== "return";
}

function stagesIn(blocks: Block[]): string[] {
  return blocks.flatMap((b) => {
    if (b.block === "signature") return [b.stage];
    return b.block === "group" || b.block === "appendix" ? stagesIn(b.blocks) : [];
  });
}

function anchoredBy({ proofs }: ExportBundle): Published["anchored"] {
  const last = proofs.at(-1);
  return last && { date: last.date, seq: last.leaf.seq };
}
