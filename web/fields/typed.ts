/**
 * Typed: what a person typed into a page's controls, by the controls' names, before anything is made
 * of it. Controls are drawn from this alone, so that whatever was typed is shown back as it was.
 * A name is a path ("funding.awards.0.amount"); a field's names are its id and all below it.
 * Rows are numbered from 0 and may be added, removed and closed up without knowing what is in them.
 */

export type Typed = Record<string, string>;

/** C0 but tab and line breaks, DEL, and C1: nothing can print them. */
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** Stands for a character that cannot be printed: it is shown, and no control accepts it. */
export const REPLACEMENT = "\ufffd";

/** What a form post holds, with line breaks as "\n" and every unprintable character made visible. */
export function typedFrom(entries: Iterable<[string, unknown]>): Typed {
  const typed: Typed = {};
  for (const [name, value] of entries)
    if (typeof value === "string")
      typed[name] = value.replace(/\r\n?/g, "\n").replace(UNPRINTABLE, REPLACEMENT);
  return typed;
}

/** The part that belongs to one path: its own name and all below. */
export function below(typed: Typed, path: string): Typed {
  return Object.fromEntries(
    Object.entries(typed).filter(([name]) => name === path || name.startsWith(`${path}.`)),
  );
}

/** What was typed at a path as one line: no line breaks, no space around it. */
export function lineAt(typed: Typed, path: string): string {
  return (typed[path] ?? "").replace(/\s+/g, " ").trim();
}

/** What was typed at a path as text: without the blank lines around it. */
export function textAt(typed: Typed, path: string): string {
  return (typed[path] ?? "").replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
}

/** Whether nothing at all was typed at or below a path, these cells apart. */
export function isBlank(typed: Typed, path: string, except: readonly string[] = []): boolean {
  return Object.entries(below(typed, path)).every(
    ([name, value]) => value.trim() === "" || except.includes(name.slice(path.length + 1)),
  );
}

/** How many rows there are below a path. */
export function rowCount(typed: Typed, path: string): number {
  return Object.keys(typed).reduce((count, name) => Math.max(count, (rowOf(name, path)?.index ?? -1) + 1), 0);
}

/** One more row, blank but for what is given. */
export function addRow(typed: Typed, path: string, first: string, cells: Typed = {}): Typed {
  const row = `${path}.${rowCount(typed, path)}`;
  const filled = Object.fromEntries(Object.entries(cells).map(([key, value]) => [`${row}.${key}`, value]));
  return { ...typed, [`${row}.${first}`]: "", ...filled };
}

/** Without one row; those after it close up. */
export function removeRow(typed: Typed, path: string, index: number): Typed {
  return keepRows(typed, path, (i) => i !== index);
}

/** Without the rows in which nothing was typed (`except` names cells that always hold something). */
export function closeUp(typed: Typed, path: string, except: readonly string[] = []): Typed {
  return keepRows(typed, path, (i) => !isBlank(typed, `${path}.${i}`, except));
}

function keepRows(typed: Typed, path: string, keep: (index: number) => boolean): Typed {
  const kept = [...Array(rowCount(typed, path)).keys()].filter(keep);
  const result: Typed = {};
  for (const [name, value] of Object.entries(typed)) {
    const row = rowOf(name, path);
    if (!row) result[name] = value;
    else if (kept.includes(row.index)) result[`${path}.${kept.indexOf(row.index)}.${row.cell}`] = value;
  }
  return result;
}

/** Rows are capped so that a made-up index cannot make a page of millions. */
const MOST_ROWS = 1000;

function rowOf(name: string, path: string): { index: number; cell: string } | undefined {
  if (!name.startsWith(`${path}.`)) return undefined;
  const [number = "", ...cell] = name.slice(path.length + 1).split(".");
  if (!/^\d{1,3}$/.test(number) || cell.length === 0 || Number(number) >= MOST_ROWS) return undefined;
  return { index: Number(number), cell: cell.join(".") };
}
