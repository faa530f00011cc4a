/**
 * Items of scrutiny in the store: one item among its office's, and beside it every event, created and
 * never changed. One command is one transaction, on the revision that its page showed; a command that was
 * carried out already has no second effect. What is public is written apart, in the same transaction.
 */
import * as v from "valibot";
import { commandKey, dueShard, itemEventKey, itemKey, type Key } from "#core/aws/keys.ts";
import { findItem, query } from "#core/aws/read.ts";
import { Transaction } from "#core/aws/tx.ts";
import { AppError } from "#core/errors.ts";
import type { Office } from "#core/form/office.ts";
import { noticeParts } from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { entriesOf, findEntry, officeRegisters } from "#core/notice/register.store.ts";
import { callOf } from "#core/notice/words.ts";
import { newEntry } from "#core/notification/outbox.ts";
import { getOffice } from "#core/record/offices.store.ts";
import type { Actor } from "#core/record/records.ts";
import {
  type EventOf,
  evolve,
  type Happened,
  HappenedSchema,
  type Item,
  type ItemEvent,
  ItemSchema,
  type Link,
} from "./item.ts";
import { publicOf, recordsOf } from "./public-item.ts";
import { addPublic } from "./published.store.ts";
import { nextReminder } from "./reminders.ts";

/** `shown`: the item as it was when last published, and `since`: when first. `remindAt`: the next reminder. */
const Row = v.object({
  state: v.string(),
  rev: v.number(),
  shown: v.optional(v.string()),
  since: v.optional(v.string()),
  remindAt: v.optional(v.string()),
});
type Row = v.InferOutput<typeof Row>;
const EventRow = v.object({ happened: v.string() });

export interface Command {
  id: string;
  /** The revision that the page showed. */
  rev: number;
  cmdId: string;
  actor: Actor;
  /** ISO instant. */
  now: string;
}

/** Who keeps the office's dealings with those who scrutinise it. */
export function mayHandle({ roles }: Pick<Actor, "roles">): boolean {
  return roles.includes("governance") || roles.includes("author");
}

/** Everything of an office, newest first. */
export async function listItems(actor: Actor): Promise<Item[]> {
  refuseOthers(actor);
  const rows = await query(Row, { pk: itemKey(actor.office, "").pk, newestFirst: true });
  return rows.map(itemIn);
}

export async function getItem(id: string, actor: Actor): Promise<{ item: Item; history: Happened[] }> {
  refuseOthers(actor);
  const row = await getRow(actor.office, id);
  const events = await query(EventRow, { pk: itemEventKey(actor.office, id, 0).pk });
  const history = events.map(({ happened }) => v.parse(HappenedSchema, JSON.parse(happened)));
  return { item: itemIn(row), history };
}

/** An item for whoever writes to people about it. */
export async function findItemOf(office: string, id: string): Promise<Item | undefined> {
  const row = await findItem(Row, itemKey(office, id));
  return row && itemIn(row);
}

/** Enters an item. Its id is the ULID of the command that made it, so that repeating the command gives the same one. */
export async function enter(
  asked: Omit<EventOf<"Asked">, "type">,
  { cmdId, actor, now }: Pick<Command, "cmdId" | "actor" | "now">,
): Promise<{ id: string }> {
  refuseOthers(actor);
  const event: ItemEvent = { type: "Asked", ...asked };
  await commit(undefined, event, { id: cmdId, rev: 0, cmdId, actor, now });
  return { id: cmdId };
}

/** One command on an item: `decide` makes an event of what stands, or refuses. */
export async function act(command: Command, decide: (item: Item) => ItemEvent): Promise<void> {
  const { id, rev, cmdId, actor } = command;
  refuseOthers(actor);
  const row = await getRow(actor.office, id);
  if (await wasDone(actor.office, id, cmdId)) return;
  if (row.rev !== rev) throw stale();
  await commit(row, decide(itemIn(row)), command);
}

/** Whether a command has been carried out. */
export async function wasDone(office: string, id: string, cmdId: string): Promise<boolean> {
  return (await findItem(v.object({ pk: v.string() }), doneKey(office, id, cmdId))) !== undefined;
}

/** The entry of a record in the office's own register, by its number or by the address of its page. */
export async function findRecord(office: string, typed: string): Promise<Link | undefined> {
  const place = noticeParts(typed);
  if (place && place.office !== office) return undefined;
  const entry = place ? await findBySlug(office, place.slug) : await findEntry(office, typed);
  return entry && { id: entry.id, slug: entry.slug, call: callOf(entry) };
}

/** Tells those in governance that an answer is due or overdue, once, however often this is called for it. */
export async function remind({ pk, sk: id }: Key, now: string): Promise<void> {
  const slug = pk.slice("Q#".length);
  const row = await findItem(Row, itemKey(slug, id));
  if (!row?.remindAt || row.remindAt > now) return;
  const item = itemIn(row);
  const office = await getOffice(slug);
  const tx = new Transaction().update("reminder", itemKey(slug, id), dueAt(slug, item, now), {
    remindAt: row.remindAt,
    rev: row.rev,
  });
  const seq = row.remindAt.slice(0, 10);
  for (const [i, to] of governance(office).entries()) {
    const letter = {
      kind: "answer-due" as const,
      office: slug,
      item: id,
      person: to.id,
      to: to.email,
      name: to.name,
    };
    const { key, item: entry } = newEntry(letter, id, seq, i, now);
    tx.create("mail", key, entry);
  }
  // Where something else was first, the next sweep sees what there is then.
  await tx.commit();
}

/** More people than this are not told. */
const MOST_TOLD = 10;

function governance({ people = [] }: Office) {
  return people.filter((p) => p.roles?.includes("governance")).slice(0, MOST_TOLD);
}

async function commit(row: Row | undefined, event: ItemEvent, command: Command): Promise<void> {
  const { id, cmdId, actor, now } = command;
  const { office } = actor;
  const item = evolve(row && itemIn(row), event, now, { id, office });
  const shown = shownAfter(event, item, row);
  const since = row?.since ?? item.published?.at;
  const happened: Happened = {
    seq: item.rev,
    at: now,
    by: { person: actor.person, name: actor.name },
    event,
  };
  const stored = {
    state: JSON.stringify(item),
    rev: item.rev,
    shown: shown && JSON.stringify(shown),
    since,
    ...dueAt(office, item, now),
  };
  const tx = new Transaction()
    .create("command", doneKey(office, id, cmdId), { at: now })
    .create("event", itemEventKey(office, id, item.rev), { happened: JSON.stringify(happened) });
  if (row) tx.replace("rev", itemKey(office, id), stored, { rev: row.rev });
  else tx.create("new", itemKey(office, id), stored);
  if (shown && (event.type === "Published" || event.type === "Withdrawn")) {
    const seen = publicOf(shown, await getOffice(office), since ?? now);
    if (seen) addPublic(tx, seen, { records: recordsOf(item), rev: item.rev, now });
  }
  const outcome = await tx.commit();
  if (!outcome.ok && outcome.failed !== "command") throw stale();
}

/** What the public sees changes by being published, and by being withdrawn. */
function shownAfter(event: ItemEvent, item: Item, row: Row | undefined): Item | undefined {
  if (event.type === "Published") return item;
  const shown = row?.shown ? v.parse(ItemSchema, JSON.parse(row.shown)) : undefined;
  return event.type === "Withdrawn" && shown ? { ...shown, withdrawn: item.withdrawn } : shown;
}

/** When somebody is next reminded of it, and where the sweep finds that. */
export function dueAt(office: string, item: Item, now: string) {
  const remindAt = nextReminder(item, now);
  const key = `${itemKey(office, item.id).pk}#${item.id}`;
  return { remindAt, g2pk: remindAt && dueShard(key), g2sk: remindAt && `${remindAt}#${key}` };
}

/** What stands in an address may be anything. */
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

async function getRow(office: string, id: string): Promise<Row> {
  const row = ULID.test(id) ? await findItem(Row, itemKey(office, id)) : undefined;
  if (!row) throw new AppError("not-found", "no-item", "There is no such question in this office");
  return row;
}

function itemIn({ state }: Row): Item {
  return v.parse(ItemSchema, JSON.parse(state));
}

async function findBySlug(office: string, slug: string): Promise<RegisterEntry | undefined> {
  const years = (await officeRegisters()).find((o) => o.slug === office)?.years ?? [];
  for (const year of years.toSorted().reverse()) {
    const found = (await entriesOf(office, year)).find((e) => e.slug === slug);
    if (found) return found;
  }
  return undefined;
}

/** Named after the office too: a made-up id reaches no other one's commands. */
function doneKey(office: string, id: string, cmdId: string): Key {
  return commandKey(`${office}#${id}`, cmdId);
}

function refuseOthers(actor: Actor): void {
  if (!mayHandle(actor))
    throw new AppError(
      "forbidden",
      "not-handling",
      "Only authors and governance deal with questions from the panel",
    );
}

function stale(): AppError {
  return new AppError("conflict", "item-changed", "Someone has changed this since you opened the page");
}
