/** Whole numbers in as few bytes as they need: seven bits a byte, the last one below 128. */

export class ByteWriter {
  #bytes = new Uint8Array(16);
  length = 0;

  /** From 0 to 2^31 - 1. */
  number(n: number): this {
    this.#room(5);
    let rest = n;
    while (rest > 127) {
      this.#bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.#bytes[this.length++] = rest;
    return this;
  }

  bytes(more: Uint8Array): this {
    this.#room(more.length);
    this.#bytes.set(more, this.length);
    this.length += more.length;
    return this;
  }

  /** The bytes from one place of others up to another. */
  copy(of: Uint8Array, from: number, to: number): void {
    this.#room(to - from);
    for (let i = from; i < to; i++) this.#bytes[this.length++] = of[i]!;
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }

  #room(needed: number): void {
    if (this.length + needed <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + needed));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

export class ByteReader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  number(): number {
    let n = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.at++];
      if (byte === undefined) throw new Error("The index ends in the middle of a number");
      n |= (byte & 127) << shift;
      if (byte < 128) return n;
    }
  }

  bytes(length: number): Uint8Array {
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }
}
