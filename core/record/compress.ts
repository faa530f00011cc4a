/**
 * Long JSON in one item: gzipped, so that a long paper stays far below DynamoDB's 400 KB and costs few
 * write units (a seed of 14.6 KB comes to about 5). Above the limit the author is told, nothing is cut.
 */
import { gunzipSync, gzipSync } from "node:zlib";
import { AppError } from "#core/errors.ts";

/** Bytes after compression; DynamoDB's item limit is 400 KB, attributes and keys included. */
const LIMIT = 350_000;

export function pack(text: string): Uint8Array {
  const packed = gzipSync(text, { level: 6 });
  if (packed.length > LIMIT)
    throw new AppError(
      "too-large",
      "record-too-long",
      "This record is too long to save. Move long papers into attachments, then try again",
    );
  return packed;
}

export function unpack(packed: Uint8Array): string {
  return gunzipSync(packed).toString("utf8");
}
