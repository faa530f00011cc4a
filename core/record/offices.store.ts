/**
 * Offices in the store: each published version of a definition, immutable, and beside it the people of
 * today. A record is always read with the version it was made with.
 */
import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as v from "valibot";
import { database, tables } from "#core/aws/clients.ts";
import { definitionKey, memberKey, officeKey, officesKey, personKey } from "#core/aws/keys.ts";
import { findItem, findSettled, query } from "#core/aws/read.ts";
import { Transaction } from "#core/aws/tx.ts";
import { AppError } from "#core/errors.ts";
import { nameInWelsh } from "#core/form/bilingual.ts";
import { checkPrinting } from "#core/form/check/printing.ts";
import {
  type Closed,
  ClosedSchema,
  type Office,
  type OfficePerson,
  OfficeSchema,
  PersonSchema,
  type RecipientNames,
} from "#core/form/office.ts";
import { canonical, plain, sha256 } from "#core/ledger/canonical.ts";
import { pack, unpack } from "./compress.ts";

const Packed = v.instance(Uint8Array);
const ConfigItem = v.object({ version: v.number(), hash: v.string() });
const DefinitionItem = v.object({ packed: Packed, hash: v.string() });
/** `order`: the office's own order of its people, in which the first holder of a post is asked. */
const PersonItem = v.object({ person: PersonSchema, order: v.number() });
const MemberItem = v.object({ office: v.string(), person: v.string() });
const ListedItem = v.object({
  name: v.string(),
  recipients: v.optional(v.array(v.unknown())),
  closed: v.nullish(ClosedSchema),
});
const OfficeItem = v.object({ sk: v.string(), name: v.string(), short: v.string() });

/** Definitions never change once published, so they are kept for the life of the process. */
const definitions = new Map<string, Office>();

/**
 * Publishes a definition and its people. The same version again is harmless; the same version with
 * other content is refused, since records rely on it. So is a name that no paper could print.
 */
export async function publishDefinition(office: Office): Promise<void> {
  const [unprintable] = checkPrinting(office);
  if (unprintable)
    throw new AppError("invalid", "unprintable", `${unprintable.at.join(".")}: ${unprintable.message}`);
  const { people = [], recipients = [], closed, $schema: _, ...definition } = office;
  const text = canonical(plain(definition));
  const hash = sha256(text);
  const { office: slug, version } = definition;
  const current = await findItem(ConfigItem, officeKey(slug));
  const existing = await findItem(DefinitionItem, definitionKey(slug, version));
  if (existing && existing.hash !== hash)
    throw new AppError(
      "conflict",
      "version-taken",
      `Version ${version} of ${slug} is already published with other content. Raise "version" to ${version + 1}`,
    );
  if (!existing) {
    const tx = new Transaction().create("definition", definitionKey(slug, version), {
      packed: pack(text),
      hash,
    });
    const config = { version, hash };
    if (current) tx.replace("config", officeKey(slug), config, { version: { below: version } });
    else tx.create("config", officeKey(slug), config);
    const outcome = await tx.commit();
    if (!outcome.ok)
      throw new AppError("conflict", "version-taken", `A newer version of ${slug} is already published`);
  }
  await list(definition, recipients, closed);
  for (const [order, person] of people.entries()) await putPerson(slug, person, order);
}

/** The current definition of an office, with its people. */
export async function getOffice(slug: string): Promise<Office> {
  const { version } = foundConfig(await findItem(ConfigItem, officeKey(slug)));
  return getOfficeAt(slug, version);
}

/** The current definition alone, perhaps a moment old: whoever must be sure holds its version by a condition. */
export async function getSettledDefinition(slug: string): Promise<Office> {
  const { version } = foundConfig(await findSettled(ConfigItem, officeKey(slug)));
  return getDefinition(slug, version);
}

/** An office as a record keeps it: the definition of one version, with the people of today. */
export async function getOfficeAt(slug: string, version: number): Promise<Office> {
  const [definition, people] = await Promise.all([getDefinition(slug, version), peopleOf(slug)]);
  return { ...definition, people };
}

export async function listOffices(): Promise<{ slug: string; name: string; short: string }[]> {
  const found = await query(OfficeItem, { pk: "OFFICES" });
  return found.map(({ sk, name, short }) => ({ slug: sk, name, short }));
}

/** The offices in which an address belongs to someone, with the person. */
export async function membershipsOf(email: string): Promise<{ office: string; person: string }[]> {
  return query(MemberItem, { pk: memberKey(emailHash(email), "").pk });
}

/** Addresses are looked up by hash, so that a key or a log never carries one. */
export function emailHash(email: string): string {
  return sha256(email.trim().toLowerCase());
}

/** Everything that is kept of an office itself: each version of its definition as text, and its people. */
export async function officeFileOf(slug: string) {
  const config = await findItem(ConfigItem, officeKey(slug));
  if (!config) throw new AppError("not-found", "no-office", "There is no such office");
  const rows = await query(v.looseObject({ sk: v.string() }), { pk: officeKey(slug).pk });
  const of = <S extends v.GenericSchema>(prefix: string, schema: S): v.InferOutput<S>[] =>
    rows.filter(({ sk }) => sk.startsWith(prefix)).map((row) => v.parse(schema, row));
  const listed = await findItem(ListedItem, officesKey(slug));
  return {
    name: listed?.name ?? slug,
    current: config.version,
    versions: of("DEF#", v.object({ sk: v.string(), ...DefinitionItem.entries })).map(
      ({ sk, packed, hash }) => ({
        version: Number(sk.slice(4)),
        hash,
        definition: unpack(packed),
      }),
    ),
    people: of("P#", PersonItem).map(({ person, order }) => ({ order, person })),
    recipients: listed?.recipients ?? [],
    ...(listed?.closed && { closed: listed.closed }),
  };
}

/** A definition without its people: it never changes. */
export async function getDefinition(slug: string, version: number): Promise<Office> {
  const key = `${slug}#${version}`;
  const known = definitions.get(key);
  if (known) return known;
  const item = await findSettled(DefinitionItem, definitionKey(slug, version));
  if (!item)
    throw new AppError("not-found", "no-definition", "There is no such version of this office's forms");
  const office = v.parse(OfficeSchema, JSON.parse(unpack(item.packed)));
  definitions.set(key, office);
  return office;
}

function foundConfig(config: v.InferOutput<typeof ConfigItem> | undefined) {
  if (!config) throw new AppError("not-found", "no-office", "There is no such office");
  return config;
}

async function peopleOf(slug: string): Promise<OfficePerson[]> {
  const found = await query(PersonItem, { pk: officeKey(slug).pk, prefix: "P#" });
  return found.sort((a, b) => a.order - b.order).map((item) => item.person);
}

async function putPerson(slug: string, person: OfficePerson, order: number): Promise<void> {
  await put(personKey(slug, person.id), { person, order });
  await put(memberKey(emailHash(person.email), slug), { office: slug, person: person.id });
}

/** Names an office, and the bodies that its papers call by several names, in the list of offices, whose years the register adds to. */
async function list(office: Office, recipients: RecipientNames[], closed: Closed | undefined): Promise<void> {
  await database().send(
    new UpdateCommand({
      TableName: tables.records,
      Key: { ...officesKey(office.office) },
      UpdateExpression:
        "SET #name = :name, #cy = :cy, #short = :short, #recipients = :recipients, #closed = :closed",
      ExpressionAttributeNames: {
        "#name": "name",
        "#cy": "cy",
        "#short": "short",
        "#recipients": "recipients",
        "#closed": "closed",
      },
      ExpressionAttributeValues: {
        ":name": office.body.name,
        ":cy": nameInWelsh(office) ?? null,
        ":short": office.body.short,
        ":recipients": recipients,
        ":closed": closed ?? null,
      },
    }),
  );
}

async function put(key: { pk: string; sk: string }, attributes: object): Promise<void> {
  await database().send(new PutCommand({ TableName: tables.records, Item: { ...attributes, ...key } }));
}
