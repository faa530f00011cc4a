/** Files that a kill -9 leaves whole, or does not leave at all. */
import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from "node:fs";

/** Writes beside the place, syncs, renames; the parts follow one another. */
export function writeWhole(path: string, parts: Uint8Array[]): void {
  const temporary = `${path}.${randomUUID()}.part`;
  const file = openSync(temporary, "wx");
  try {
    for (const part of parts) writeFileSync(file, part);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}
