/**
 * CSV as spreadsheets of many years wrote it: UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs;
 * quotes round anything (RFC 4180). What cannot be read is refused with the line and what to do about
 * it; nothing is guessed in silence. Pure.
 */

export interface CsvRow {
  /** Of its first line in the file, from 1. */
  line: number;
  cells: string[];
}

export interface Csv {
  head: string[];
  rows: CsvRow[];
  /** How the file was read, where that was a guess. */
  notes: string[];
}

/** Why a file is no CSV that can be read, in words. */
export class UnreadableCsv extends Error {
  override name = "UnreadableCsv";
}

export const MAX_BYTES = 20 * 1024 * 1024;
export const MAX_ROWS = 50_000;
/** What Excel holds in one cell. */
export const MAX_CELL = 32_767;

const SEPARATORS = [",", ";", "\t"];

/** Throws `UnreadableCsv`. */
export function readCsv(bytes: Uint8Array): Csv {
  if (bytes.length === 0) throw new UnreadableCsv("The file is empty");
  if (bytes.length > MAX_BYTES)
    throw new UnreadableCsv(
      `The file is ${(bytes.length / 1024 / 1024).toFixed(1)} MB, and at most 20 MB can be read. Split it by years`,
    );
  const { text, note } = decode(bytes);
  const nul = text.indexOf("\0");
  if (nul >= 0)
    throw new UnreadableCsv(
      `Line ${text.slice(0, nul).split("\n").length} holds a character that no text has (NUL). This may be a spreadsheet itself: open it and save it as “CSV UTF-8”`,
    );
  const separator = separatorOf(text);
  const [head, ...rows] = parse(text, separator).filter(({ cells }) => cells.some((cell) => cell.trim()));
  if (!head) throw new UnreadableCsv("The file has no line with words in it");
  const twice = head.cells.find((name, i) => name.trim() && head.cells.findIndex(sameName(name)) < i);
  if (twice !== undefined)
    throw new UnreadableCsv(`Two columns are called “${twice.trim()}”. Give one of them another name`);
  return { head: head.cells, rows, notes: note ? [note] : [] };
}

/** Whether a column is called so, however it is spaced or capitalised. */
export function sameName(name: string): (other: string) => boolean {
  const plain = (text: string) => text.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
  return (other) => plain(other) === plain(name);
}

function decode(bytes: Uint8Array): { text: string; note?: string } {
  const as = (encoding: string, from: Uint8Array) => new TextDecoder(encoding).decode(from);
  if (starts(bytes, "PK\x03\x04") || starts(bytes, "\xd0\xcf\x11\xe0"))
    throw new UnreadableCsv("This is a spreadsheet, not a CSV. Open it and save it as “CSV UTF-8”");
  if (starts(bytes, "%PDF-")) throw new UnreadableCsv("This is a PDF, not a CSV");
  if (starts(bytes, "\xff\xfe")) return { text: as("utf-16le", bytes) };
  if (starts(bytes, "\xfe\xff")) return { text: as("utf-16be", bytes) };
  // Without its mark, UTF-16 of plain English has a zero in every second byte.
  const sample = bytes.subarray(0, 2000);
  const zeros = (odd: number) => sample.filter((byte, i) => byte === 0 && i % 2 === odd).length;
  if (zeros(1) > sample.length / 4) return { text: as("utf-16le", bytes) };
  if (zeros(0) > sample.length / 4) return { text: as("utf-16be", bytes) };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return {
      text: as("windows-1252", bytes),
      note: "The file is not UTF-8. It was read as Windows-1252, as older spreadsheets save it: look at pound signs, dashes and accents",
    };
  }
}

function starts(bytes: Uint8Array, what: string): boolean {
  return [...what].every((c, i) => bytes[i] === c.charCodeAt(0));
}

/** The one that the first line has most of, outside quotes. */
function separatorOf(text: string): string {
  const first = /^[\s]*(.*)/.exec(text)?.[1]?.replace(/"[^"]*"/g, "") ?? "";
  const times = (separator: string) => first.split(separator).length;
  return SEPARATORS.reduce((best, s) => (times(s) > times(best) ? s : best));
}

function parse(text: string, separator: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let [cells, line, begun, at] = [[] as string[], 1, 1, 0];
  const end = () => {
    rows.push({ line: begun, cells });
    if (rows.length > MAX_ROWS + 1)
      throw new UnreadableCsv(
        `The file has more than ${MAX_ROWS.toLocaleString("en-GB")} rows. Split it by years`,
      );
    cells = [];
  };
  const plainEnd = new RegExp(`[${separator}\r\n]`, "g");
  while (at < text.length) {
    if (cells.length === 0) begun = line;
    let cell: string;
    if (text[at] === '"') {
      const quoted = readQuoted(text, at + 1, line);
      line += quoted.lines;
      plainEnd.lastIndex = quoted.at;
      // What stands after a closing quote belongs to the cell: "12" (revised).
      const next = plainEnd.exec(text)?.index ?? text.length;
      cell = quoted.cell + text.slice(quoted.at, next);
      at = next;
    } else {
      plainEnd.lastIndex = at;
      const next = plainEnd.exec(text)?.index ?? text.length;
      cell = text.slice(at, next);
      at = next;
    }
    if (cell.length > MAX_CELL)
      throw new UnreadableCsv(
        `Line ${begun} has a cell of ${cell.length.toLocaleString("en-GB")} characters. Perhaps a quote mark is missing or not closed there`,
      );
    cells.push(cell);
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) cells.push("");
      else if (/[\r\n]/.test(text[at]!)) cells.push("");
      else continue;
    }
    if (at >= text.length) break;
    if (text[at] === "\r" && text[at + 1] === "\n") at += 1;
    at += 1;
    line += 1;
    end();
  }
  if (cells.length) end();
  return rows;
}

function readQuoted(text: string, from: number, line: number): { cell: string; at: number; lines: number } {
  const parts: string[] = [];
  for (let at = from; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0 || quote - from > 4 * MAX_CELL)
      throw new UnreadableCsv(
        `Line ${line} opens a quote mark that is not closed. Write a quote mark within quotes twice: ""`,
      );
    parts.push(text.slice(at, quote));
    if (text[quote + 1] !== '"') {
      const cell = parts.join('"').replace(/\r\n?/g, "\n");
      return { cell, at: quote + 1, lines: cell.split("\n").length - 1 };
    }
    at = quote + 2;
  }
}
