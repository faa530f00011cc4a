/** The lines of any of our data, and their shapes: records, awards, and what a panel asked. */
import * as v from "valibot";

export const text = v.string();
export const date = v.pipe(v.string(), v.isoDate());
export const address = v.pipe(v.string(), v.url());

/** The shape of one line of data, of which every line has the columns that are required. */
export function lineSchema(
  columns: { name: string; description: string; schema: v.GenericSchema }[],
  required: string[],
) {
  const entries = columns.map(({ name, description, schema }) => {
    const described = v.pipe(schema, v.description(description));
    return [name, required.includes(name) ? described : v.optional(described)] as const;
  });
  return v.strictObject(Object.fromEntries(entries));
}

/** One line of data: of each column its value, where there is one. */
export function lineOf<C extends { name: string }, T>(
  columns: C[],
  valueIn: (column: C) => T | undefined,
): Record<string, T> {
  const values = columns.map((column) => [column.name, valueIn(column)] as const);
  return Object.fromEntries(values.filter((pair): pair is readonly [string, T] => pair[1] !== undefined));
}
