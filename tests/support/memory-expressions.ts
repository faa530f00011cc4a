/** The expressions of DynamoDB that we use, worked out on one item; any other is an error. */

/** A value as the wire has it: {"S": "text"}, {"N": "1"}, … */
export interface Value {
  S?: string;
  N?: string;
  BOOL?: boolean;
  /** Base64. */
  B?: string;
  SS?: string[];
  M?: Item;
  L?: Value[];
}
export type Item = Record<string, Value>;
export interface Parameters {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Item;
}
type Condition = (item: Item | undefined, parameters: Parameters) => boolean;

const NAME = "[#\\w]+";
const CLAUSES: [RegExp, (parts: string[]) => Condition][] = [
  [
    new RegExp(`^attribute_exists\\((${NAME})\\)`),
    ([a = ""]) =>
      (item, p) =>
        read(item, a, p) !== undefined,
  ],
  [
    new RegExp(`^attribute_not_exists\\((${NAME})\\)`),
    ([a = ""]) =>
      (item, p) =>
        read(item, a, p) === undefined,
  ],
  [
    new RegExp(`^begins_with\\((${NAME}), (:\\w+)\\)`),
    ([a = "", v = ""]) =>
      (item, p) =>
        (read(item, a, p)?.S ?? "").startsWith(given(v, p).S ?? "\0"),
  ],
  [
    new RegExp(`^(${NAME}) BETWEEN (:\\w+) AND (:\\w+)`),
    ([a = "", from = "", to = ""]) =>
      (item, p) =>
        compared(read(item, a, p), given(from, p), (n) => n >= 0) &&
        compared(read(item, a, p), given(to, p), (n) => n <= 0),
  ],
  [
    new RegExp(`^(${NAME}) IN \\(([^)]*)\\)`),
    ([a = "", list = ""]) =>
      (item, p) =>
        list.split(", ").some((v) => same(read(item, a, p), given(v, p))),
  ],
  [
    new RegExp(`^(${NAME}) (=|<=|>=|<|>) (:\\w+)`),
    ([a = "", operator = "", v = ""]) =>
      (item, p) =>
        operator === "="
          ? same(read(item, a, p), given(v, p))
          : compared(read(item, a, p), given(v, p), ORDERS[operator]!),
  ],
];
const ORDERS: Record<string, (n: number) => boolean> = {
  "<": (n) => n < 0,
  ">": (n) => n > 0,
  "<=": (n) => n <= 0,
  ">=": (n) => n >= 0,
};

const conditions = new Map<string, Condition>();

/** Clauses joined by AND. */
export function conditionOf(expression: string): Condition {
  const known = conditions.get(expression);
  if (known) return known;
  const clauses: Condition[] = [];
  for (let rest = expression; rest; ) {
    const found = CLAUSES.map(([pattern, make]) => ({ match: pattern.exec(rest), make })).find(
      (c) => c.match,
    );
    if (!found?.match) throw new Error(`The database in memory does not know “${rest}”`);
    clauses.push(found.make(found.match.slice(1)));
    rest = rest.slice(found.match[0].length).replace(/^ AND /, "");
  }
  const all: Condition = (item, p) => clauses.every((holds) => holds(item, p));
  conditions.set(expression, all);
  return all;
}

/** The item after an update: SET and REMOVE of attributes, ADD to a set of strings. */
export function updated(before: Item, expression: string, p: Parameters): Item {
  const item = { ...before };
  for (const [, verb, list = ""] of expression.matchAll(
    /\b(SET|REMOVE|ADD) (.*?)(?= SET | REMOVE | ADD |$)/g,
  ))
    for (const part of list.split(", ")) {
      const [name = "", value = ""] = part.split(verb === "SET" ? " = " : " ");
      const attribute = nameOf(name, p);
      if (verb === "REMOVE") delete item[attribute];
      else if (verb === "SET") item[attribute] = given(value, p);
      else
        item[attribute] = {
          SS: [...new Set([...(item[attribute]?.SS ?? []), ...(given(value, p).SS ?? [])])],
        };
    }
  return item;
}

function nameOf(name: string, { ExpressionAttributeNames: names }: Parameters): string {
  return name.startsWith("#") ? names![name]! : name;
}

function read(item: Item | undefined, name: string, p: Parameters): Value | undefined {
  return item?.[nameOf(name, p)];
}

function given(name: string, { ExpressionAttributeValues: values }: Parameters): Value {
  const value = values?.[name];
  if (!value) throw new Error(`${name} is not given`);
  return value;
}

function same(a: Value | undefined, b: Value): boolean {
  if (a?.N !== undefined && b.N !== undefined) return Number(a.N) === Number(b.N);
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

/** Only two texts or two numbers have an order; nothing else is before or after anything. */
function compared(a: Value | undefined, b: Value, holds: (n: number) => boolean): boolean {
  if (a?.S !== undefined && b.S !== undefined)
    return holds(Buffer.compare(Buffer.from(a.S), Buffer.from(b.S)));
  if (a?.N !== undefined && b.N !== undefined) return holds(Number(a.N) - Number(b.N));
  return false;
}
