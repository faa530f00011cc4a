/**
 * Paste: rows from a spreadsheet (cells between tabs) or a CSV file (commas, quoted where needed).
 * A first line of headings says which column is which; without one, the column that looks like money is
 * the amount and the others follow in the form's own order. Nothing is refused: a cell that makes no
 * sense is shown in its row with its message when the page is saved. A line of totals is left out.
 */
import { parseMoney } from "#core/form/money.ts";
import type { Column, RowSpec } from "./columns.ts";
import { addRow, closeUp, type Typed } from "./typed.ts";

/** What was typed, with the rows pasted below a path added to those that are there. */
export function pasteRows(typed: Typed, path: string, spec: RowSpec): Typed {
  const { [`${path}.paste`]: text = "", ...rest } = typed;
  const defaults = spec.columns.filter((c) => c.kind === "select" && c.options?.[0]?.value).map((c) => c.key);
  const first = spec.columns[0]?.key ?? "text";
  return readRows(text, spec).reduce(
    (rows, cells) => addRow(rows, path, first, cells),
    closeUp(rest, path, defaults),
  );
}

/** The pasted rows, by column key. */
export function readRows(text: string, spec: RowSpec): Typed[] {
  const columns = spec.columns.filter((c) => c.asked);
  const lines = cellsOf(text, columns).filter((cells) => cells.some(Boolean));
  const [head = [], ...body] = lines;
  const headed = headings(head, columns);
  const rows = (headed ? body : lines).filter((cells) => !isTotal(cells));
  const keys = headed ?? guessed(rows, columns);
  return rows.map((cells) => {
    const row: Typed = {};
    cells.forEach((cell, i) => {
      const column = columns.find((c) => c.key === keys[i]);
      if (column && cell) row[column.key] = cellTyped(column, cell);
    });
    return row;
  });
}

/** The column under each heading; nothing where the first line is not headings. */
function headings(head: string[], columns: Column[]): (string | undefined)[] | undefined {
  if (head.some((cell) => parseMoney(cell) !== undefined)) return undefined;
  const keys: (string | undefined)[] = head.map(() => undefined);
  const take = (fits: (column: Column, cell: string) => boolean) =>
    head.forEach((cell, i) => {
      if (cell === "" || cell.length > 60) return;
      keys[i] ??= columns.find((c) => !keys.includes(c.key) && fits(c, cell))?.key;
    });
  take((c, cell) => [c.key, c.label].some((name) => name.toLowerCase() === cell.toLowerCase()));
  take((c, cell) => c.headed?.test(cell) ?? false);
  const known = keys.filter(Boolean).length;
  return known >= Math.min(2, columns.length) && known * 2 >= head.filter(Boolean).length ? keys : undefined;
}

/** Money where money is, the rest in the form's order. */
function guessed(rows: string[][], columns: Column[]): (string | undefined)[] {
  const width = Math.max(0, ...rows.map((r) => r.length));
  const amount = columns.find((c) => c.kind === "money");
  const others = columns.filter((c) => c !== amount && c.kind !== "tick" && c.options === undefined);
  const score = (i: number) =>
    rows.reduce(
      (sum, r) => sum + (parseMoney(r[i] ?? "") === undefined ? 0 : /£|\.\d\d$/.test(r[i] ?? "") ? 3 : 1),
      0,
    );
  const scores = [...Array(width).keys()].map(score);
  const best = Math.max(0, ...scores);
  const moneyAt = amount && best > 0 ? scores.lastIndexOf(best) : -1;
  let next = 0;
  return scores.map((_, i) => (i === moneyAt ? amount?.key : others[next++]?.key));
}

function isTotal(cells: string[]): boolean {
  return /^(grand |sub-?)?totals?\b/i.test(cells.find(Boolean) ?? "");
}

function cellTyped(column: Column, cell: string): string {
  if (column.kind === "tick") return /^(y|yes|true|x|1|✓)$/i.test(cell) ? "yes" : "";
  if (column.kind === "select") {
    const said = cell.toLowerCase();
    const option = column.options?.find((o) => o.text.toLowerCase() === said || o.value === said);
    return option?.value ?? column.options?.[0]?.value ?? "";
  }
  if (column.kind === "lines") return cell.replace(/\s*;\s*/g, "\n");
  return cell;
}

/** Lines of cells: by tabs where there is one, else by commas; a column alone is never split. */
function cellsOf(text: string, columns: Column[]): string[][] {
  const delimiter = text.includes("\t") ? "\t" : columns.length > 1 ? "," : "\n";
  const lines: string[][] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    cells.push(cell.trim());
    cell = "";
  };
  const endLine = () => {
    endCell();
    lines.push(delimiter === "," ? rejoinAmounts(cells) : cells);
    cells = [];
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (quoted && c === '"' && text[i + 1] === '"') {
      cell += c;
      i++;
    } else if (quoted) {
      if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"' && cell.trim() === "" && text.indexOf('"', i + 1) > 0) {
      quoted = true;
      cell = "";
    } else if (c === "\n") endLine();
    else if (c === delimiter) endCell();
    else cell += c;
  }
  endLine();
  return lines;
}

/** "£121", "197.00" was one amount before its comma was taken for the end of a cell. */
function rejoinAmounts(cells: string[]): string[] {
  const joined: string[] = [];
  for (const cell of cells) {
    const last = joined.at(-1);
    if (last !== undefined && /^£\s?\d{1,3}(,\d{3})*$/.test(last) && /^\d{3}(\.\d{1,2})?$/.test(cell))
      joined[joined.length - 1] = `${last},${cell}`;
    else joined.push(cell);
  }
  return joined;
}
