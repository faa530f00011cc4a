/**
 * Inspect: what an uploaded file is, by its content and never by what a browser says of it. The name must
 * promise the same; what acts by itself is refused, since officers and the public will open it. Pure:
 * bytes in, a kind or a message out, in GOV.UK wording ("File upload").
 */
import { unprintableWords } from "#core/document/printable.ts";
import { ALLOWED, KINDS, type Kind, kindOfExtension } from "./kinds.ts";
import { cleanName, extensionOf } from "./name.ts";
import { readOfficeFile } from "./office-file.ts";
import { charsetOf, hasFormulas } from "./text.ts";

/** API Gateway and Lambda pass about 4.5 MB of a form with a file. */
export const MAX_BYTES = 4 * 1024 * 1024;

export const MESSAGES = {
  none: "Select a file",
  empty: "The selected file is empty",
  tooLarge: "The selected file must be smaller than 4MB",
  name: "The name of the selected file must not include characters that cannot be printed",
  kind: `The selected file must be a ${ALLOWED}`,
  encrypted: "The selected file is password protected",
  active: "The selected file must not contain macros, scripts, embedded files or links that load content",
  formulas: "The selected file must not contain formulas. Replace them with their values",
  text: "The selected file must be plain text, saved as UTF-8",
  broken: "The selected file could not be read. Save it again, then try again",
} as const;

export type Inspected = { ok: true; name: string; type: string } | { ok: false; problem: string };

export async function inspect(rawName: string, bytes: Uint8Array): Promise<Inspected> {
  const name = cleanName(rawName);
  if (bytes.length === 0) return refuse(MESSAGES.empty);
  if (bytes.length >= MAX_BYTES) return refuse(MESSAGES.tooLarge);
  const unprintable = unprintableWords(name);
  if (unprintable) return refuse(`${MESSAGES.name}: ${unprintable}`);
  const promised = kindOfExtension(extensionOf(name));
  if (!promised) return refuse(MESSAGES.kind);
  const found = await look(bytes, promised);
  if (typeof found === "string") return refuse(found);
  const { kind, charset } = found;
  if (kind !== promised)
    return refuse(`The selected file is named as a ${KINDS[promised].words} but is a ${KINDS[kind].words}`);
  return { ok: true, name, type: charset ? `${KINDS[kind].type}; charset=${charset}` : KINDS[kind].type };
}

/** The kind, or what is wrong. */
async function look(bytes: Uint8Array, promised: Kind): Promise<{ kind: Kind; charset?: string } | string> {
  if (starts(bytes, 0x89, "PNG\r\n\x1a\n")) return { kind: "png" };
  if (starts(bytes, 0xff, "\xd8\xff")) return { kind: "jpg" };
  if (starts(bytes, 0x25, "PDF-")) return lookInPdf(bytes);
  if (starts(bytes, 0x50, "K\x03\x04")) return lookInPackage(bytes);
  // A protected DOCX or XLSX is wrapped in the container of the formats before it ([MS-OFFCRYPTO]).
  if (starts(bytes, 0xd0, "\xcf\x11\xe0"))
    return promised === "docx" || promised === "xlsx" ? MESSAGES.encrypted : MESSAGES.kind;
  if (promised !== "csv" && promised !== "txt") return MESSAGES.kind;
  const charset = charsetOf(bytes);
  if (!charset) return MESSAGES.text;
  return promised === "csv" && hasFormulas(bytes) ? MESSAGES.formulas : { kind: promised, charset };
}

async function lookInPdf(bytes: Uint8Array): Promise<{ kind: Kind } | string> {
  const { readPdf } = await import("./pdf.ts");
  // The parser throws many kinds of error at what is not a sound PDF.
  const problem = await readPdf(bytes).catch(() => "broken" as const);
  return problem ? MESSAGES[problem] : { kind: "pdf" };
}

function lookInPackage(bytes: Uint8Array): { kind: Kind } | string {
  try {
    const { kind, problem } = readOfficeFile(bytes);
    if (problem) return MESSAGES[problem];
    return kind ? { kind } : MESSAGES.kind;
  } catch {
    return MESSAGES.broken;
  }
}

function starts(bytes: Uint8Array, first: number, rest: string): boolean {
  return bytes[0] === first && [...rest].every((c, i) => bytes[i + 1] === c.charCodeAt(0));
}

function refuse(problem: string): Inspected {
  return { ok: false, problem };
}
