/**
 * What those who scrutinise an office asked it, as an export takes it along and an import takes it in: each
 * item with its whole history and the copy that the public sees. The public edition has those copies alone.
 * Where a reminder is due next follows from the item, so it is worked out anew.
 */
import * as v from "valibot";
import { bearingKey, dueShard, itemEventKey, itemKey, type Key, publicItemKey } from "#core/aws/keys.ts";
import { findItem, query } from "#core/aws/read.ts";
import { restoreItem } from "#core/aws/restore.ts";
import { ItemSchema } from "#core/scrutiny/item.ts";
import { dueAt } from "#core/scrutiny/items.store.ts";
import { yearAsked } from "#core/scrutiny/public-item.ts";
import { publicItems } from "#core/scrutiny/published.store.ts";
import { type Edition, type QuestionFile, QuestionSchema, type Say, toJson } from "./format.ts";
import { type Export, type Question, questionIn } from "./reading.ts";

const Named = v.object({ sk: v.string() });
const Row = v.object(QuestionSchema.entries.item.entries);
const EventRow = v.object({ sk: v.string(), happened: v.string() });
const SeenRow = v.object(v.unwrap(QuestionSchema.entries.seen).entries);
const ATTEMPTS = 10;

/** Writes them all by `put`; answers how many. */
export async function exportQuestions(
  office: string,
  edition: Edition,
  put: (path: string, body: Uint8Array) => Promise<void>,
): Promise<number> {
  if (edition === "public") {
    const items = await publicItems(office);
    for (const [year, of] of Map.groupBy(items, yearAsked)) await put(`questions/${year}.json`, toJson(of));
    return items.length;
  }
  const rows = await query(Named, { pk: itemKey(office, "").pk });
  for (const { sk: id } of rows) await put(`questions/${id}.json`, toJson(await questionOf(office, id)));
  return rows.length;
}

/** One of them as it was at one moment, though it changes while it is read. */
async function questionOf(office: string, id: string): Promise<QuestionFile> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const item = await findItem(Row, itemKey(office, id));
    if (!item) throw new Error(`The question ${id} is not here any more`);
    const { askedOn } = v.parse(ItemSchema, JSON.parse(item.state));
    const [events, seen] = await Promise.all([
      query(EventRow, { pk: itemEventKey(office, id, 0).pk, upTo: itemEventKey(office, id, item.rev).sk }),
      findItem(SeenRow, publicItemKey(office, askedOn, id)),
    ]);
    const after = await findItem(Row, itemKey(office, id));
    if (after?.rev === item.rev) return { item, events: events.map(({ happened }) => happened), seen };
  }
  throw new Error(`The question ${id} does not stop changing`);
}

/** Whether an item is here already: as the export has it, or as something else. */
export async function lookAtQuestion(
  office: string,
  { id, file }: Question,
): Promise<"fresh" | "there" | "other"> {
  const here = await findItem(Row, itemKey(office, id));
  if (!here) return "fresh";
  return here.state === file.item.state ? "there" : "other";
}

/** Takes them all in. `now` is an instant. Answers the keys of what the public sees, whose files are then wanted. */
export async function takeQuestions(from: Export, now: string, say: Say): Promise<Key[]> {
  const keys: Key[] = [];
  for (const [i, id] of from.questions.entries()) {
    const key = await takeQuestion(from.manifest.office.slug, await questionIn(from, id), now);
    if (key) keys.push(key);
    say(i + 1, from.questions.length, "questions");
  }
  return keys;
}

/** Writes one where there is none, its history first and itself last, so that it is here only when it is whole. */
async function takeQuestion(
  office: string,
  { id, item, file, seen }: Question,
  now: string,
): Promise<Key | undefined> {
  const restore = async (key: Key, attributes: object, except: string[] = []) => {
    const outcome = await restoreItem({ pk: key.pk, sk: key.sk, ...attributes }, "records", except);
    if (outcome === "other")
      throw new Error(
        `Something else stands here in place of the question ${id}: nothing was written over it`,
      );
  };
  for (const [i, happened] of file.events.entries())
    await restore(itemEventKey(office, id, i + 1), { happened });
  const key = seen && publicItemKey(office, seen.askedOn, id);
  if (seen && key && file.seen) {
    const of = `${key.pk}#${key.sk}`;
    const wanted = { wants: "projection", g2pk: dueShard(of), g2sk: `${now}#${of}` };
    await restore(key, { ...file.seen, ...wanted }, Object.keys(wanted));
    for (const record of file.seen.records)
      await restore(bearingKey(office, record, seen.askedOn, id), { at: now }, ["at"]);
  }
  const due = dueAt(office, item, now);
  await restore(itemKey(office, id), { ...file.item, ...due }, Object.keys(due));
  return key;
}
