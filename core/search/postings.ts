/**
 * Postings: the records that have a term, as they are stored. One row of bytes has each record's number, as
 * the step from the one before, together with how much the term matters in it; another has its places in
 * the record. Both are written, merged and passed by without being taken apart.
 */
import { ByteWriter } from "./bytes.ts";

export interface Postings {
  /** How many records. */
  count: number;
  /** Their numbers, ascending, each with an impact from 1 to 7. */
  records: Uint8Array;
  /** For each of them the term's places: how many, then the steps between them. Read only for phrases. */
  places: Uint8Array;
}

const IMPACT_BITS = 3;

export class PostingsWriter {
  readonly #records = new ByteWriter();
  readonly #places = new ByteWriter();
  #last = -1;
  #count = 0;

  /** A record after those before, with the term's places in it, ascending. */
  add(doc: number, impact: number, places: number[]): void {
    this.#record(doc, impact);
    this.#places.number(places.length);
    let last = 0;
    for (const place of places) {
      this.#places.number(place - last);
      last = place;
    }
  }

  /** The record that a reader is at, under another number. */
  copy(doc: number, { impact, places, from, to }: PostingsReader): void {
    this.#record(doc, impact);
    this.#places.copy(places, from, to);
  }

  #record(doc: number, impact: number): void {
    this.#records.number(((doc - this.#last) << IMPACT_BITS) | impact);
    this.#last = doc;
    this.#count++;
  }

  /** What was written; the writer can then begin anew. */
  done(): Postings {
    const made = { count: this.#count, records: this.#records.done(), places: this.#places.done() };
    this.#records.length = 0;
    this.#places.length = 0;
    this.#last = -1;
    this.#count = 0;
    return made;
  }
}

/** Goes through the records of a term one after another. */
export class PostingsReader {
  doc = -1;
  impact = 0;
  readonly places: Uint8Array;
  /** Where in `places` those of this record are. */
  from = 0;
  to = 0;
  readonly #records: Uint8Array;
  #at = 0;

  constructor({ records, places }: Postings) {
    this.#records = records;
    this.places = places;
  }

  /** To the next record. False at the end. */
  next(): boolean {
    const records = this.#records;
    if (this.#at >= records.length) return false;
    let byte = records[this.#at++]!;
    let n = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = records[this.#at++]!;
      n |= (byte & 127) << shift;
    }
    this.doc += n >>> IMPACT_BITS;
    this.impact = n & ((1 << IMPACT_BITS) - 1);
    const { places } = this;
    let at = this.to;
    this.from = at;
    byte = places[at++]!;
    let count = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = places[at++]!;
      count |= (byte & 127) << shift;
    }
    while (count > 0) if (places[at++]! < 128) count--;
    this.to = at;
    return true;
  }
}

/** All of a term's records at once, to be searched. */
export function readRecords(bytes: Uint8Array, count: number): { docs: Uint32Array; impacts: Uint8Array } {
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
