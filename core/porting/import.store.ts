/**
 * Takes an office's export into this installation. Each item is written where there is none, ledger
 * before state, so that a record is here only when it is whole; nothing is written over, and doing it
 * twice is doing it once. Links belong to the old installation: whoever is asked to sign has a new one,
 * which is sent only if that is wanted.
 */
import { Resource } from "sst";
import * as v from "valibot";
import { putOnce } from "#core/aws/files.ts";
import {
  claimKey,
  counterKey,
  definitionKey,
  documentKey,
  dueShard,
  eventKey,
  memberKey,
  officeKey,
  officesKey,
  personKey,
  recordKey,
  registerKey,
  taskKey,
  tokenKey,
} from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import { restoreItem } from "#core/aws/restore.ts";
import { changeItem } from "#core/aws/write.ts";
import { nameInWelsh } from "#core/form/bilingual.ts";
import { restoreDay } from "#core/ledger/anchor.store.ts";
import { sha256 } from "#core/ledger/canonical.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import type { ExportBundle } from "#core/ledger/export.ts";
import { isWithinRegister } from "#core/notice/changes.ts";
import { noteCitation, noteNumber } from "#core/notice/entering.store.ts";
import { type RegisterEntry, yearOf } from "#core/notice/entry.ts";
import { sortOf } from "#core/notice/sort-key.ts";
import { newEntry } from "#core/notification/outbox.ts";
import { pack } from "#core/record/compress.ts";
import { expiry } from "#core/record/live-links.ts";
import { emailHash } from "#core/record/offices.store.ts";
import { renditionKey } from "#core/record/renditions.ts";
import { openTasks, type State } from "#core/record/state.ts";
import { newTokenId } from "#core/signoff/token.ts";
import type { Say, Stored } from "./format.ts";
import {
  daysIn,
  type Export,
  entriesIn,
  importedIn,
  numbersIn,
  officeIn,
  recordIn,
  under,
} from "./reading.ts";

const Head = v.looseObject({ head: v.string() });
const TaskRow = v.looseObject({
  sk: v.string(),
  task: v.string(),
  name: v.string(),
  email: v.string(),
  person: v.string(),
});

/** Writes it all but what is public. `now` is an instant. Answers with the register's entries. */
export async function takeIn(
  from: Export,
  { now, sendLinks, say = () => {} }: { now: string; sendLinks: boolean; say?: Say },
): Promise<RegisterEntry[]> {
  const { slug } = from.manifest.office;
  await takeOffice(from);
  const entries = await entriesIn(from);
  await takeFiles(from, say);
  for (const [i, id] of from.records.entries()) {
    const { bundle, items } = await recordIn(from, id);
    await takeRecord(from, bundle, items, { now, sendLinks });
    say(i + 1, from.records.length, "records");
  }
  for (const { series, period, last, claims } of await numbersIn(from)) {
    for (const { n, record, reference } of claims)
      must(
        await restoreItem({ ...claimKey(slug, series, period, n), record, reference }),
        `the number ${reference}`,
      );
    const key = counterKey(slug, series, period);
    // A counter that has gone on here is right: it is above the last number that came with the export.
    if ((await restoreItem({ ...key, last })) === "other")
      await changeItem(key, { last }, { last: { below: last } });
  }
  for (const item of await importedIn(from))
    must(
      await restoreItem({ ...item, ...(item.sk.startsWith("R#") && { projected: 0 }) }, "records", [
        "projected",
      ]),
      item.sk,
    );
  for (const entry of entries) await takeEntry(entry);
  for (const day of await daysIn(from))
    if (!(await restoreDay(slug, day)))
      throw new Error(`The anchor of ${day.anchor.date} is here with other content`);
  return entries;
}

function must(outcome: "written" | "there" | "other", what: string): void {
  if (outcome === "other")
    throw new Error(`Something else stands here in place of ${what}: nothing was written over it`);
}

async function takeOffice(from: Export): Promise<void> {
  const { slug } = from.manifest.office;
  const { versions, people, recipients, current, closed } = await officeIn(from);
  for (const { version, hash, definition } of versions) {
    const packed = pack(definition);
    must(
      await restoreItem({ ...definitionKey(slug, version), packed, hash }, "records", ["packed"]),
      `version ${version} of the office`,
    );
  }
  const newest = versions.find(({ version }) => version === current);
  if (!newest) throw new Error("The export has no definition of the office as it stands");
  // An office that is here already may have gone on: its definition, people and list stay as they are.
  await restoreItem({ ...officeKey(slug), version: current, hash: newest.hash });
  const { name, short } = newest.office.body;
  const cy = nameInWelsh(newest.office) ?? null;
  await restoreItem({ ...officesKey(slug), name, cy, short, recipients, ...(closed && { closed }) });
  for (const { order, person } of people) {
    await restoreItem({ ...personKey(slug, person.id), person, order });
    await restoreItem({ ...memberKey(emailHash(person.email), slug), office: slug, person: person.id });
  }
}

async function takeFiles(from: Export, say: Say): Promise<void> {
  const { folder, manifest } = from;
  const { slug } = manifest.office;
  const bucket = Resource.PrivateBucket.name;
  const paths = [
    ...under(manifest, "attachments/"),
    ...under(manifest, "imported/").filter((p) => p.endsWith(".pdf")),
  ];
  for (const [i, path] of paths.entries()) {
    const [folderName, name = ""] = path.split("/");
    const type = folderName === "imported" ? "application/pdf" : "application/octet-stream";
    await putOnce(bucket, `${folderName}/${slug}/${name}`, await folder.read(path), type);
    say(i + 1, paths.length, "attachments and old documents");
  }
}

async function takeRecord(
  { folder, manifest }: Export,
  bundle: ExportBundle,
  items: Stored[],
  { now, sendLinks }: { now: string; sendLinks: boolean },
): Promise<void> {
  const id = bundle.record;
  const { slug } = manifest.office;
  const meta = items.find(({ sk }) => sk === "META");
  const { state } = bundle;
  if (!meta || !state) throw new Error(`The record ${id} has no state`);
  const here = await findItem(Head, recordKey(id));
  if (here && here.head === bundle.head.h) {
    // It may have been worked on since; what is asked for now is only that links are sent.
    for (const item of sendLinks ? items.filter(({ sk }) => sk.startsWith("S#")) : [])
      await takeTask(item, state, { now, sendLinks });
    return;
  }
  if (here && here.head !== bundle.head.h)
    throw new Error(`The record ${id} is here as something else: nothing was written over it`);
  const ledger = bundle.events.map(({ body = "" }) => JSON.parse(body) as LedgerEvent);
  for (const { type, data } of ledger)
    if (type === "Sealed") {
      const body = await folder.read(`records/${id}/${data.sha256}.pdf`);
      const stored = await putOnce(
        Resource.PrivateBucket.name,
        renditionKey(slug, id, data.rendered as string),
        body,
        "application/pdf",
      );
      if (sha256(stored) !== data.sha256)
        throw new Error(`Another document of ${id} is stored here under the same name`);
    }
  for (const [i, { seq, h, body }] of bundle.events.entries()) {
    const item = {
      ...eventKey(id, seq),
      seq,
      h,
      body,
      dpk: `E#${slug}#${ledger[i]!.at.slice(0, 10)}`,
      dsk: `${id}#${seq}`,
    };
    must(await restoreItem(item, "ledger"), `event ${seq} of ${id}`);
  }
  for (const { type, data, at } of ledger)
    if (type === "Published" && data.pdf)
      await restoreItem({ ...documentKey(data.pdf as string, id, data.publication as number), at });
  for (const item of items)
    if (item.sk.startsWith("S#")) await takeTask(item, state, { now, sendLinks });
    else if (item.sk !== "META") must(await restoreItem(item), `${item.sk} of ${id}`);
  const listed = { g1pk: `B#${slug}`, g1sk: `${String(meta.updatedAt)}#${id}` };
  const owed = meta.wants
    ? { kind: "record", g2pk: dueShard(recordKey(id).pk), g2sk: `${now}#${recordKey(id).pk}` }
    : {};
  must(
    await restoreItem({ ...meta, ...listed, ...owed }, "records", ["g1sk", "g2pk", "g2sk", "kind"]),
    `the record ${id}`,
  );
}

/** A request: one that is open gets a link of this installation, which nobody has until it is sent. */
async function takeTask(
  item: Stored,
  state: State,
  { now, sendLinks }: { now: string; sendLinks: boolean },
): Promise<void> {
  const { task, person, name, email } = v.parse(TaskRow, item);
  const { id, office, hash = "" } = state;
  const isOpen = openTasks(state).some((t) => t.task === task);
  const token = newTokenId();
  const own = { token, ...(isOpen && { g1pk: `A#${person}`, g1sk: `${now}#${id}` }) };
  const outcome = await restoreItem({ ...item, ...own }, "records", [
    "token",
    "mail",
    "g1pk",
    "g1sk",
    "g2pk",
    "g2sk",
    "kind",
  ]);
  must(outcome, `the request ${task} of ${id}`);
  if (!isOpen) return;
  const kept = await findItem(
    v.looseObject({ token: v.string(), mail: v.optional(v.string()) }),
    taskKey(id, task),
  );
  const link = kept?.token ?? token;
  await restoreItem(
    { ...tokenKey(link), record: id, task, person, hash, ...expiry(now), used: false },
    "records",
    ["exp", "ttl", "used", "revoked"],
  );
  if (!sendLinks || kept?.mail) return;
  const wanted = { kind: "sign" as const, office, record: id, task, token: link, person, to: email, name };
  const letter = newEntry(wanted, id, `imported-${task.replaceAll(/[^A-Za-z0-9]/g, "-")}`, 0, now);
  await restoreItem({ ...letter.key, ...letter.item }, "records", ["createdAt", "g2sk", "status", "sends"]);
  await changeItem(taskKey(id, task), { mail: letter.key.pk }, { status: "open" });
}

async function takeEntry(entry: RegisterEntry): Promise<void> {
  const { slug } = entry.office;
  const key = registerKey(slug, yearOf(entry), sortOf(entry));
  const listed = entry.imported ? {} : { g1pk: `RX#${slug}`, g1sk: `${entry.updatedAt}#${entry.id}` };
  // What later records here say of it may have been added since.
  await restoreItem({ ...key, entry: JSON.stringify(entry), publication: entry.publication, ...listed });
  await noteNumber(entry);
  for (const { reference } of entry.links.filter(isWithinRegister)) await noteCitation(entry, reference!);
}
