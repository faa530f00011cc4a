/**
 * A record's items as an export keeps them: all that the next installation needs to go on, and nothing
 * that opens anything. The id of a link, the email that carried it and places in indexes are left behind.
 */
import * as v from "valibot";
import { unpack } from "#core/record/compress.ts";
import type { Stored } from "./format.ts";

/** Attributes of a request for a signature that belong to this installation alone. */
const OF_A_LINK = ["token", "mail"];
const OF_AN_INDEX = ["g1pk", "g1sk", "g2pk", "g2sk", "kind"];

export function keptItems(items: Stored[]): Stored[] {
  return items.map((item) => {
    const left = item.sk.startsWith("S#") ? [...OF_A_LINK, ...OF_AN_INDEX] : OF_AN_INDEX;
    return Object.fromEntries(Object.entries(item).filter(([name]) => !left.includes(name))) as Stored;
  });
}

const Said = v.looseObject({ file: v.optional(v.looseObject({ sha256: v.string() })) });

/** The SHA-256 of every file that any version of a record holds, its draft and copies of signatures included. */
export function attachmentsIn(items: Stored[]): string[] {
  const found = new Set<string>();
  for (const item of items) {
    if (item.sk.startsWith("W#")) {
      const { file } = v.parse(Said, item);
      if (file) found.add(file.sha256);
    }
    if ((item.sk === "DRAFT" || item.sk.startsWith("C#")) && item.packed instanceof Uint8Array)
      filesIn(JSON.parse(unpack(item.packed)), found);
  }
  return [...found].sort();
}

/** An attached file is the only answer that holds a SHA-256 beside a size (core/form/answers.ts). */
function filesIn(value: unknown, found: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  const { sha256, size, name } = value as Record<string, unknown>;
  if (typeof sha256 === "string" && /^[0-9a-f]{64}$/.test(sha256) && size !== undefined && name !== undefined)
    found.add(sha256);
  for (const part of Object.values(value)) filesIn(part, found);
}
