/**
 * Where the proof-reader's findings and the author's reasons are kept: the reasons beside the draft,
 * and what was found at each submission, with its reasons, in an item of its own that can be erased
 * under a retention rule. The register is asked only where a paper cites a number.
 */
import * as v from "valibot";
import { draftKey, findingsKey } from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import { changeItem } from "#core/aws/write.ts";
import { AppError } from "#core/errors.ts";
import { findInOrder, officeRegisters } from "#core/notice/register.store.ts";
import { successionOf } from "#core/notice/succession.ts";
import { inParallel } from "#core/search/parallel.ts";
import { newSalt, saltedHash } from "#core/signoff/words.ts";
import { pack, unpack } from "./compress.ts";
import { findingKey, notice, noticedIn, noticedText, type Reasons } from "./overrides.ts";
import type { Noticed, RecordView } from "./view.ts";

const FindingsItem = v.object({ salt: v.string(), packed: v.instance(Uint8Array) });

/** Bytes after compression: beside a draft of the longest kind it stays below DynamoDB's 400 KB. */
const LONGEST_REASONS = 40_000;

/** Numbers that the register is asked for: a paper that cites more of them is a list of everything. */
const MOST_CITED = 200;

/** What the proof-reader notices on a day, the register asked for every number that the paper cites. */
export async function noticeAll(view: RecordView, reasons: Reasons, today: string): Promise<Noticed[]> {
  const cited = new Set<string>();
  const noticed = notice(view, reasons, {
    today,
    registered: (key) => {
      cited.add(key);
      return undefined;
    },
  });
  if (cited.size === 0) return noticed;
  const asked = new Set([...cited].slice(0, MOST_CITED));
  const titles = await titlesOf(view.office.office, [...asked], today);
  const registered = titles && ((key: string) => titles.get(key) ?? (asked.has(key) ? undefined : ""));
  return notice(view, reasons, { today, registered });
}

/**
 * Keeps the author's reasons beside the draft: those for what is found now, and no others. Does nothing
 * once the record is submitted.
 */
export async function storeReasons(view: RecordView, reasons: Reasons, today: string): Promise<void> {
  const found = (await noticeAll(view, reasons, today)).map(({ finding }) => findingKey(finding));
  const kept = Object.fromEntries(found.flatMap((key) => (reasons[key] ? [[key, reasons[key]]] : [])));
  const packed = pack(JSON.stringify(kept));
  if (packed.length > LONGEST_REASONS)
    throw new AppError("too-large", "reasons-too-long", "Your reasons are too long to keep. Shorten them");
  await changeItem(draftKey(view.id), { reasons: packed }, { locked: { absent: true } });
}

/** What is kept of a submission: the hash for its event, and the item that holds the words. */
export function keepNoticed(noticed: Noticed[]): {
  hash?: string;
  item?: { salt: string; packed: Uint8Array };
} {
  if (noticed.length === 0) return {};
  const salt = newSalt();
  const text = noticedText(noticed);
  return { hash: saltedHash(salt, text), item: { salt, packed: pack(text) } };
}

/** The record with what was found when it was last submitted: for signatories and the office alone. */
export async function withNoticed(view: RecordView): Promise<RecordView> {
  if (!view.content || view.state === "draft") return view;
  const item = await findItem(FindingsItem, findingsKey(view.id, view.content.version));
  return { ...view, findings: item ? noticedIn(unpack(item.packed)) : [] };
}

/**
 * The titles of those records that are published under these numbers, by the office or one before it;
 * undefined while there is no register to compare with.
 */
async function titlesOf(
  slug: string,
  numbers: string[],
  today: string,
): Promise<Map<string, string> | undefined> {
  const offices = await officeRegisters(today);
  const own = offices.filter((o) => o.slug === slug);
  const registers = [...own, ...successionOf(offices, slug).before].map((o) => o.slug);
  if (registers.length === 0) return undefined;
  const entries = await inParallel(numbers, 8, (number) => findInOrder(registers, number));
  return new Map(entries.flatMap((entry, i) => (entry ? [[numbers[i]!, entry.title]] : [])));
}
