/**
 * Plain text: which character set it is in, so that a browser shows a pound sign as one, and whether a
 * table in it has formulas, which a spreadsheet program would run (OWASP, "CSV injection").
 */

/** C0 controls but tab, line breaks and form feed, and DEL: no text has them. */
const CONTROL = /[\x00-\x08\x0b\x0e-\x1f\x7f]/;
/** Bytes that Windows-1252 leaves empty. */
const NOT_1252 = /[\x81\x8d\x8f\x90\x9d]/;

/** UTF-8, or what Excel saves as "CSV (comma delimited)"; undefined where it is no text. */
export function charsetOf(bytes: Uint8Array): "utf-8" | "windows-1252" | undefined {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  if (CONTROL.test(raw)) return undefined;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return NOT_1252.test(raw) ? undefined : "windows-1252";
  }
}

/** A cell that begins as formulas do; a negative number, or a name after an at sign in a text, does not. */
const FORMULA = /(^|[,;\t\r\n]) {0,9}"? {0,9}(=|@\w+\(|[+-] {0,9}[a-z]\w*[(|!])/i;

export function hasFormulas(bytes: Uint8Array): boolean {
  return FORMULA.test(new TextDecoder("utf-8").decode(bytes));
}
