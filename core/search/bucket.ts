/**
 * A bucket: the terms of one part of an index, each with its postings, as two files. The first says
 * which records have a term and how strongly; the second at which places, read only for phrases.
 */
import { ByteReader, ByteWriter } from "./bytes.ts";
import { type Postings, readRecords } from "./postings.ts";

export interface Bucket {
  postings: Uint8Array;
  places: Uint8Array;
}

/** A term's postings as they are read to answer a query. */
export interface List {
  docs: Uint32Array;
  impacts: Uint8Array;
  /** Its places in each record, encoded. Only where they were asked for. */
  places?: Uint8Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The bucket that a term belongs to, of `1 << bits`. FNV-1a, whose low bits are well spread. */
export function bucketOf(term: string, bits: number): number {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(term)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash ^ (hash >>> 15)) & ((1 << bits) - 1);
}

export function encodeBucket(terms: Map<string, Postings>): Bucket {
  const directory = new ByteWriter();
  const records = new ByteWriter();
  const places = new ByteWriter();
  for (const [term, list] of terms) {
    const name = encoder.encode(term);
    directory.number(name.length).bytes(name).number(list.count);
    directory.number(list.records.length).number(list.places.length);
    records.bytes(list.records);
    places.bytes(list.places);
  }
  const whole = new ByteWriter().number(terms.size).number(directory.length);
  return { postings: whole.bytes(directory.done()).bytes(records.done()).done(), places: places.done() };
}

/** Where each term's postings and places are. */
function* directoryOf({ postings, places }: { postings: Uint8Array; places?: Uint8Array }) {
  const reader = new ByteReader(postings);
  const terms = reader.number();
  const length = reader.number();
  let from = reader.at + length;
  let placesFrom = 0;
  for (let i = 0; i < terms; i++) {
    const name = reader.bytes(reader.number());
    const count = reader.number();
    const [to, placesTo] = [from + reader.number(), placesFrom + reader.number()];
    yield {
      term: decoder.decode(name),
      count,
      postings: postings.subarray(from, to),
      places: places?.subarray(placesFrom, placesTo),
    };
    [from, placesFrom] = [to, placesTo];
  }
}

/** Every term with the number of its records. */
export function countsOf(postings: Uint8Array): [string, number][] {
  return [...directoryOf({ postings })].map(({ term, count }) => [term, count]);
}

/** The postings of some of a bucket's terms, with their places where those are given. */
export function readLists(
  { postings, places }: { postings: Uint8Array; places?: Uint8Array },
  wanted: Set<string>,
): Map<string, List> {
  const lists = new Map<string, List>();
  const names = [...wanted].map((term) => ({ term, bytes: encoder.encode(term) }));
  // Stepped through by hand: a search of all offices passes by hundreds of thousands of terms.
  let at = 0;
  const number = (): number => {
    let byte = postings[at++]!;
    let n = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = postings[at++]!;
      n |= (byte & 127) << shift;
    }
    return n;
  };
  const terms = number();
  const length = number();
  let from = at + length;
  let placesFrom = 0;
  for (let i = 0; i < terms && lists.size < names.length; i++) {
    const size = number();
    const start = at;
    at += size;
    const count = number();
    const end = from + number();
    const placesEnd = placesFrom + number();
    for (const { term, bytes } of names) {
      if (bytes.length !== size || !isAt(postings, start, bytes)) continue;
      const list = readRecords(postings.subarray(from, end), count);
      lists.set(term, places ? { ...list, places: places.subarray(placesFrom, placesEnd) } : list);
    }
    [from, placesFrom] = [end, placesEnd];
  }
  return lists;
}

function isAt(all: Uint8Array, start: number, bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (all[start + i] !== bytes[i]) return false;
  return true;
}

/** The whole bucket, to be merged with another. */
export function decodeBucket(bucket: Bucket): Map<string, Postings> {
  const terms = new Map<string, Postings>();
  for (const { term, count, postings: records, places = new Uint8Array() } of directoryOf(bucket))
    terms.set(term, { count, records, places });
  return terms;
}
