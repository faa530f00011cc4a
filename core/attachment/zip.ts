/**
 * ZIP: the entries of an office document, read from its central directory, which is what office programs
 * go by. Whatever two readers could understand differently (a second name for an entry, a hidden
 * beginning, ZIP64 in a file of a few megabytes) is refused. PKWARE APPNOTE 6.3.
 */
import { inflateRawSync } from "node:zlib";

export type Zip = Map<string, ZipEntry>;

export interface ZipEntry {
  encrypted: boolean;
  /** The content. Throws where it is not what the directory says, or inflates beyond measure. */
  read(): Buffer;
}

/** Most that may come out of one file: a document far beyond what people write stays below it. */
const MAX_INFLATED = 128 * 1024 * 1024;
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/** Throws where it is not a plain ZIP. */
export function readZip(bytes: Uint8Array): Zip {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(file);
  const count = file.readUInt16LE(end + 10);
  if (file.readUInt16LE(end + 8) !== count) throw new Error("The ZIP is in several parts");
  const zip: Zip = new Map();
  let left = MAX_INFLATED;
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (file.readUInt32LE(at) !== CENTRAL) throw new Error("The ZIP's directory is broken");
    const entry = directoryEntry(file, at);
    if (zip.has(entry.name)) throw new Error("The ZIP has one name twice");
    const data = dataOf(file, entry);
    zip.set(entry.name, {
      encrypted: (entry.flags & 1) === 1,
      read() {
        left -= entry.size;
        if (left < 0) throw new Error("The ZIP is too large inside");
        const content =
          entry.method === 0 ? data : inflateRawSync(data, { maxOutputLength: entry.size || 1 });
        if (content.length !== entry.size) throw new Error("The ZIP's directory has the wrong length");
        return content;
      },
    });
    at = entry.next;
  }
  return zip;
}

function endOf(file: Buffer): number {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(END);
  const end = file.lastIndexOf(signature);
  if (end < 0 || end + 22 + file.readUInt16LE(end + 20) !== file.length)
    throw new Error("The file has no ZIP directory at its end");
  return end;
}

interface DirectoryEntry {
  name: string;
  flags: number;
  method: number;
  packed: number;
  size: number;
  local: number;
  next: number;
}

function directoryEntry(file: Buffer, at: number): DirectoryEntry {
  const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as [
    number,
    number,
    number,
  ];
  return {
    name: file.toString("utf8", at + 46, at + 46 + name),
    flags: file.readUInt16LE(at + 8),
    method: file.readUInt16LE(at + 10),
    packed: file.readUInt32LE(at + 20),
    size: file.readUInt32LE(at + 24),
    local: file.readUInt32LE(at + 42),
    next: at + 46 + name + extra + comment,
  };
}

function dataOf(file: Buffer, { name, method, packed, local }: DirectoryEntry): Buffer {
  if (method !== 0 && method !== 8) throw new Error("The ZIP is packed in an unusual way");
  if (file.readUInt32LE(local) !== LOCAL || file.readUInt16LE(local + 8) !== method)
    throw new Error("The ZIP's directory leads elsewhere");
  const length = file.readUInt16LE(local + 26);
  if (file.toString("utf8", local + 30, local + 30 + length) !== name)
    throw new Error("The ZIP has two names for one entry");
  const from = local + 30 + length + file.readUInt16LE(local + 28);
  if (from + packed > file.length) throw new Error("The ZIP is cut off");
  return file.subarray(from, from + packed);
}
