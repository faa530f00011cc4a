/**
 * A bucket: the terms of one part of an index, each with its postings, as two files. The first says
 * which records have a term and how strongly; the second at which places, read only for phrases.
 */
import { ByteReader, ByteWriter } from "./bytes.ts";

/** A term's records, in order. */
export interface Postings {
  /** Numbers of records, ascending. */
  docs: Uint32Array;
  /** From 1 to 7: how much the term matters in the record. */
  impacts: Uint8Array;
  /** The term's places in each record, encoded one after another. */
  places: Uint8Array;
  /** Where each record's places end. */
  ends: Uint32Array;
}

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

const IMPACT_BITS = 3;
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
  const postings = new ByteWriter();
  const places = new ByteWriter();
  for (const [term, list] of terms) {
    const [postingsFrom, placesFrom] = [postings.length, places.length];
    let last = -1;
    for (const [i, doc] of list.docs.entries()) {
      postings.number(((doc - last) << IMPACT_BITS) | list.impacts[i]!);
      last = doc;
    }
    places.bytes(list.places);
    const name = encoder.encode(term);
    directory.number(name.length).bytes(name).number(list.docs.length);
    directory.number(postings.length - postingsFrom).number(places.length - placesFrom);
  }
  const whole = new ByteWriter().number(terms.size).number(directory.length);
  return { postings: whole.bytes(directory.done()).bytes(postings.done()).done(), places: places.done() };
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
      const list = readPostings(postings.subarray(from, end), count);
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
  for (const { term, count, postings, places = new Uint8Array() } of directoryOf(bucket)) {
    terms.set(term, { ...readPostings(postings, count), places, ends: endsOf(places, count) });
  }
  return terms;
}

/** Ascending places of one record: how many, then the steps between them. */
export function writePlaces(writer: ByteWriter, places: number[]): void {
  writer.number(places.length);
  let last = 0;
  for (const place of places) {
    writer.number(place - last);
    last = place;
  }
}

/**
 * Reads the places of a term's records one after another: those of a common word are in most records, and
 * making a list of each would cost more than all the rest of a search.
 */
export class PlacesReader {
  /** Of the record that was moved to: the first `count` of these. */
  places = new Uint32Array(64);
  count = 0;
  readonly #bytes: Uint8Array;
  #at = 0;
  #next = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** To the `index`th record of the list, which is never before the one it was moved to last. */
  moveTo(index: number): void {
    const bytes = this.#bytes;
    let at = this.#at;
    // Written out, as readPostings is. What is passed by is counted by the last byte of each number.
    for (let next = this.#next; next <= index; next++) {
      let byte = bytes[at++]!;
      let count = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!;
        count |= (byte & 127) << shift;
      }
      if (next < index) {
        while (count > 0) if (bytes[at++]! < 128) count--;
        continue;
      }
      if (count > this.places.length) this.places = new Uint32Array(2 * count);
      const places = this.places;
      let place = 0;
      for (let i = 0; i < count; i++) {
        byte = bytes[at++]!;
        let step = byte & 127;
        for (let shift = 7; byte > 127; shift += 7) {
          byte = bytes[at++]!;
          step |= (byte & 127) << shift;
        }
        place += step;
        places[i] = place;
      }
      this.count = count;
    }
    this.#at = at;
    this.#next = index + 1;
  }
}

function readPostings(bytes: Uint8Array, count: number): { docs: Uint32Array; impacts: Uint8Array } {
  const docs = new Uint32Array(count);
  const impacts = new Uint8Array(count);
  let at = 0;
  let doc = -1;
  // Written out rather than by ByteReader: a common word has a posting in almost every record.
  for (let i = 0; i < count; i++) {
    let byte = bytes[at++]!;
    let n = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      n |= (byte & 127) << shift;
    }
    doc += n >>> IMPACT_BITS;
    docs[i] = doc;
    impacts[i] = n & ((1 << IMPACT_BITS) - 1);
  }
  return { docs, impacts };
}

function endsOf(bytes: Uint8Array, count: number): Uint32Array {
  const reader = new ByteReader(bytes);
  return Uint32Array.from({ length: count }, () => {
    for (let left = reader.number(); left > 0; left--) reader.number();
    return reader.at;
  });
}
