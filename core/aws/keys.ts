/**
 * Every key of every table, one function each. A record is found by its ULID; its number is an
 * attribute, never a key. See the table in README.md.
 */

export interface Key {
  pk: string;
  sk: string;
  /** The name of its table, where that is not the records table. */
  table?: string;
}

const pad = (n: number) => String(n).padStart(6, "0");

export const recordKey = (id: string): Key => ({ pk: `D#${id}`, sk: "META" });
export const draftKey = (id: string): Key => ({ pk: `D#${id}`, sk: "DRAFT" });
export const contentKey = (id: string, version: number): Key => ({ pk: `D#${id}`, sk: `C#${pad(version)}` });
export const taskKey = (id: string, task: string): Key => ({ pk: `D#${id}`, sk: `S#${task}` });
export const publicationKey = (id: string, n: number): Key => ({ pk: `D#${id}`, sk: `PUB#${pad(n)}` });
/** That a PDF with this SHA-256 was published, as which publication of which record. */
export const documentKey = (sha256: string, record: string, n: number): Key => ({
  pk: `PDF#${sha256}`,
  sk: `${record}#${pad(n)}`,
});
/** What the proof-reader found in a submitted version, with the author's reasons. */
export const findingsKey = (id: string, version: number): Key => ({ pk: `D#${id}`, sk: `F#${pad(version)}` });
/** Words that stand beside an event of no task. */
export const wordsKey = (id: string, seq: number): Key => ({ pk: `D#${id}`, sk: `W#${pad(seq)}` });
export const commandKey = (id: string, cmdId: string): Key => ({ pk: `X#${id}#${cmdId}`, sk: "X" });
export const eventKey = (id: string, seq: number): Key => ({ pk: `D#${id}`, sk: pad(seq) });

export const counterKey = (office: string, series: string, period: string): Key => ({
  pk: `N#${office}#${series}#${period}`,
  sk: "CTR",
});
export const claimKey = (office: string, series: string, period: string, n: number): Key => ({
  pk: `N#${office}#${series}#${period}`,
  sk: `#${pad(n)}`,
});

/** In the index of lists: an office's series and periods, and its numbers that the register has no entry of yet. */
export const countersKey = (office: string): string => `NC#${office}`;
export const openNumbersKey = (office: string): string => `NO#${office}`;
export const openNumberSort = (series: string, period: string, n: number): string =>
  `${series}#${period}#${pad(n)}`;

export const tokenKey = (tokenId: string): Key => ({ pk: `T#${tokenId}`, sk: "T" });
export const outboxKey = (owner: string, seq: number | string, i: number): Key => ({
  pk: `OBX#${owner}#${seq}#${i}`,
  sk: "M",
});
export const addressKey = (hash: string): Key => ({ pk: `ADDR#${hash}`, sk: "S" });

export const officeKey = (office: string): Key => ({ pk: `O#${office}`, sk: "CFG" });
export const definitionKey = (office: string, version: number): Key => ({
  pk: `O#${office}`,
  sk: `DEF#${pad(version)}`,
});
/** What the daily check of an office's numbers found. */
export const numbersKey = (office: string): Key => ({ pk: `O#${office}`, sk: "NUMBERS" });
export const personKey = (office: string, person: string): Key => ({ pk: `O#${office}`, sk: `P#${person}` });
export const memberKey = (emailHash: string, office: string): Key => ({
  pk: `U#${emailHash}`,
  sk: `O#${office}`,
});
export const officesKey = (office: string): Key => ({ pk: "OFFICES", sk: office });
/** The anchor of an office and day, with what it was made from. */
export const anchorKey = (office: string, date: string): Key => ({ pk: `ANC#${office}`, sk: date });
/** How often an address has lately asked for links to sign in. */
export const askedKey = (emailHash: string): Key => ({ pk: `ASKED#${emailHash}`, sk: "S" });
export const sessionKey = (hash: string): Key => ({ pk: `SESSION#${hash}`, sk: "S" });

export const registerKey = (office: string, year: string, sort: string): Key => ({
  pk: `R#${office}#${year}`,
  sk: sort,
});

/** That a record is in an office's register under a number, however it is typed. */
export const numberKey = (office: string, reference: string, record: string): Key => ({
  pk: `RN#${office}#${reference}`,
  sk: record,
});

/** Where a published record stands in the register, by its permanent id. */
export const placeKey = (permanentId: string): Key => ({ pk: `RI#${permanentId}`, sk: "R" });
export const filedKey = (permanentId: string): Key => ({ pk: `RI#${permanentId}`, sk: "F" });
/** Where the record at an address of the register stands. */
export const slugKey = (office: string, slug: string): Key => ({ pk: `RS#${office}`, sk: slug });
/** In the index of lists: what was published or corrected in a year, and what all offices filed under a month. */
export const changesKey = (year: string): string => `RC#${year}`;
export const newestKey = (month: string): string => `RF#${month}`;

/** The public words of a record, beside its register entry: read for a search's snippets, never in lists. */
export const publicTextKey = (office: string, id: string): Key => ({ pk: `RT#${office}#${id}`, sk: "TEXT" });

/** The shard of the `due` index for a key: 8 shards allow 8,000 writes a second (data design, 1.9). */
export const DUE_SHARDS = ["0", "1", "2", "3", "4", "5", "6", "7"].map((k) => `DUE#${k}`);
export function dueShard(pk: string): string {
  let h = 0;
  for (const c of pk) h = (h * 31 + c.charCodeAt(0)) >>> 0;
  return DUE_SHARDS[h % DUE_SHARDS.length]!;
}

/** A row of the register that an office kept before, by its stable id; what it was before it was put right. */
export const importedKey = (office: string, row: string): Key => ({ pk: `I#${office}`, sk: `R#${row}` });
export const importedVersionKey = (office: string, row: string, n: number): Key => ({
  pk: `I#${office}`,
  sk: `V#${row}#${pad(n)}`,
});
/** The years whose pages an import has still to write. */
export const importPendingKey = (office: string): Key => ({ pk: `I#${office}`, sk: "PENDING" });
/** Where a record stood on the site before this one. */
export const oldAddressKey = (address: string): Key => ({ pk: `OLD#${address}`, sk: "A" });

/** That a record cites a reference of its own office. */
export const citationKey = (office: string, reference: string, record: string): Key => ({
  pk: `L#${office}#${reference}`,
  sk: record,
});

/** An item of scrutiny among its office's; each event of it; and what the public sees, by when it was asked. */
export const itemKey = (office: string, id: string): Key => ({ pk: `Q#${office}`, sk: id });
export const itemEventKey = (office: string, id: string, seq: number): Key => ({
  pk: `Q#${office}#${id}`,
  sk: pad(seq),
});
export const publicItemKey = (office: string, askedOn: string, id: string): Key => ({
  pk: `RQ#${office}`,
  sk: `Q#${askedOn}#${id}`,
});
/** That a public item names a record. */
export const bearingKey = (office: string, record: string, askedOn: string, id: string): Key => ({
  pk: `RQ#${office}#${record}`,
  sk: `${askedOn}#${id}`,
});
/** The programme that a record belongs to. */
export const programmeKey = (office: string, record: string): Key => ({
  pk: `RI#${office}#${record}`,
  sk: "PROG",
});
/** In the index of lists: the programmes of an office. */
export const programmesKey = (office: string): string => `RP#${office}`;
/** When the funding of a published record ends, and when somebody is reminded of it. */
export const endingKey = (record: string): Key => ({ pk: `D#${record}`, sk: "END" });
/** In the index of lists: the funding of an office, by the day it ends. */
export const endingsKey = (office: string): string => `RE#${office}`;
