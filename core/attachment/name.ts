/**
 * Names of attached files: cleaned when they arrive, since they came from someone's disk and will be
 * saved on others'; then shown as typed text, sent with a download, and made into a public address.
 */
import { referenceSlug } from "#core/form/series.ts";

/** Controls, and the invisible characters that reverse or hide part of a name ("exe.fdp" read as "pdf.exe"). */
const HIDDEN = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
/** What Windows refuses in a name. */
const REFUSED = /[<>:"|?*]/g;
const LONGEST_STEM = 120;

/** The name without folders and unsafe characters, its extension in small letters. */
export function cleanName(raw: string): string {
  const last = raw.slice(-1000).toWellFormed().split(/[\\/]/).at(-1) ?? "";
  const plain = last.replace(/\s/g, " ").replace(HIDDEN, "").normalize("NFC").replace(REFUSED, "-");
  const [stem, extension] = parts(trimmed(plain.replace(/ +/g, " ")));
  const kept = trimmed([...trimmed(stem)].slice(0, LONGEST_STEM).join("")) || "file";
  return extension ? `${kept}.${extension}` : kept;
}

/** "pdf" of "Map.PDF"; nothing where there is none. */
export function extensionOf(name: string): string {
  return parts(name)[1];
}

/** The header that makes a browser save a file under its name (RFC 6266, with RFC 8187 for letters beyond ASCII). */
export function dispositionOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\%]/g, "-");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** The last part of its public address: readable, and never that of another content. */
export function publicName({ name, sha256 }: { name: string; sha256: string }): string {
  const [stem, extension] = parts(name);
  return `${[referenceSlug(stem).slice(0, 80), sha256.slice(0, 10)].filter(Boolean).join("-")}.${extension}`;
}

/** Windows drops dots and spaces at the end; a dot at the beginning hides a file elsewhere. */
function trimmed(text: string): string {
  return text.replace(/^[\s.]+|[\s.]+$/g, "");
}

function parts(name: string): [stem: string, extension: string] {
  const [, stem = name, extension = ""] = /^(.*)\.([A-Za-z0-9]{1,8})$/su.exec(name) ?? [];
  return [stem, extension.toLowerCase()];
}
