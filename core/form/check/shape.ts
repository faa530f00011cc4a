/**
 * The shape of a definition, explained: what valibot found, in plain words. It walks the schema along
 * the path of each issue, so that it can say which settings a place knows and, where there are several
 * shapes to choose from, judge by the one that the writer seems to have meant.
 */
import * as v from "valibot";
import { error, type Found, type Path, suggest } from "./found.ts";

/** What is needed of a schema in order to walk it. */
interface Node {
  type: string;
  entries?: Record<string, Node>;
  item?: Node;
  value?: Node;
  wrapped?: Node;
  options?: (Node | string)[];
  getter?: (input: unknown) => Node;
  key?: string;
}

/** Nothing where the value has the shape. */
export function explainShape(
  schema: v.GenericSchema<unknown, unknown>,
  value: unknown,
  at: Path = [],
): Found[] {
  const { issues = [] } = v.safeParse(schema, value);
  return issues.flatMap((issue) => {
    const steps = (issue.path ?? []).map((p) => p.key as string | number);
    const node = nodeAt(schema as unknown as Node, value, steps);
    const path = [...at, ...steps];
    if (issue.type !== "union" || !node)
      return error(path, message(issue, schema as unknown as Node, value, steps));
    const choices = shapes(node, issue.input);
    const meant = likeliest(choices, issue.input);
    if (!meant) return error(path, noneMeant(choices, issue.input));
    return explainShape(meant as unknown as v.GenericSchema<unknown, unknown>, issue.input, path);
  });
}

function message(issue: v.BaseIssue<unknown>, schema: Node, value: unknown, steps: Path): string {
  const last = String(steps.at(-1));
  const written = JSON.stringify(issue.input)?.slice(0, 60);
  if (issue.type === "strict_object" && issue.expected === "never") {
    const parent = resolve(nodeAt(schema, value, steps.slice(0, -1)), inputAt(value, steps.slice(0, -1)));
    return `There is no setting “${last}” here. ${suggest(last, Object.keys(parent?.entries ?? {}))}`;
  }
  if (issue.type === "strict_object" && issue.expected?.startsWith('"')) return `Add “${last}”`;
  if (issue.type === "variant" || issue.type === "picklist" || issue.type === "literal") {
    const known = (issue.expected?.match(/"[^"]+"|\d+/g) ?? []).map((s) => s.replaceAll('"', ""));
    if (typeof issue.input === "number")
      return `${written} cannot be written here. Write one of: ${known.join(", ")}`;
    if (issue.input === undefined) return `Add “${last}”: one of ${known.join(", ")}`;
    return `${written} cannot be written here. ${suggest(String(issue.input), known)}`;
  }
  if (issue.kind === "schema") return `Write ${KINDS[issue.type] ?? issue.expected}, not ${written}`;
  if (!issue.message.startsWith("Invalid")) return `${issue.message}. It says ${written}`.replace("?.", "?");
  const limit = (issue as { requirement?: unknown }).requirement;
  return `${LIMITS[issue.type] ?? "Write something else, not"} ${limit ?? written}`;
}

function noneMeant(choices: Node[], input: unknown): string {
  const settings = choices.flatMap((c) => Object.keys(c.entries ?? {}));
  const [first] = typeof input === "object" && input !== null ? Object.keys(input) : [];
  const near = first && suggest(first, settings);
  if (near?.startsWith("Did")) return `There is no setting “${first}” here. ${near}`;
  return `Write ${choices.map(example).join(" or ")}`;
}

const KINDS: Record<string, string> = {
  string: "words, in quotes",
  number: "a number, without quotes",
  boolean: "true or false, without quotes",
  array: "a list, in [ ]",
  record: "an object, in { }",
  strict_object: "an object, in { }",
};

const LIMITS: Record<string, string> = {
  min_length: "Give at least",
  min_value: "Write a number that is at least",
  max_value: "Write a number that is at most",
  integer: "Write a whole number, not",
};

function inputAt(value: unknown, steps: Path): unknown {
  return steps.reduce<unknown>(
    (v, step) => (v as Record<string | number, unknown> | undefined)?.[step],
    value,
  );
}

function nodeAt(schema: Node, value: unknown, steps: Path): Node | undefined {
  let node: Node | undefined = schema;
  for (const [i, step] of steps.entries()) {
    const here = resolve(node, inputAt(value, steps.slice(0, i)));
    node = here?.entries?.[step] ?? here?.item ?? here?.value;
  }
  return node && bare(node, inputAt(value, steps));
}

/** Without what wraps it: optional and lazy. */
function bare(node: Node, input: unknown): Node {
  if (node.wrapped) return bare(node.wrapped, input);
  return node.getter ? bare(node.getter(input), input) : node;
}

/** The one shape that holds for this input. */
function resolve(node: Node | undefined, input: unknown): Node | undefined {
  if (!node) return undefined;
  const here = bare(node, input);
  return here.type === "union" || here.type === "variant"
    ? likeliest(shapes(here, input), input, here.key)
    : here;
}

/** Every shape that a union or variant offers. */
function shapes(node: Node, input: unknown): Node[] {
  const here = bare(node, input);
  if (here.type !== "union" && here.type !== "variant") return [here];
  return (here.options ?? []).flatMap((o) => (typeof o === "string" ? [] : shapes(o, input)));
}

function likeliest(choices: Node[], input: unknown, key?: string): Node | undefined {
  if (Array.isArray(input)) return choices.find((c) => c.type === "array");
  if (typeof input !== "object" || input === null) return choices.find((c) => c.type === typeof input);
  const objects = choices.filter((c) => c.entries);
  if (key) {
    const tag = (input as Record<string, unknown>)[key];
    return objects.find((c) => (c.entries?.[key] as { literal?: unknown } | undefined)?.literal === tag);
  }
  const shared = (c: Node) => Object.keys(input).filter((k) => c.entries && k in c.entries).length;
  const best = objects.toSorted((a, b) => shared(b) - shared(a))[0];
  return best && shared(best) > 0 ? best : choices.find((c) => c.type === "record");
}

function example(choice: Node): string {
  const [first] = Object.keys(choice.entries ?? {});
  return first ? `{ "${first}": … }` : (KINDS[choice.type] ?? choice.type);
}
