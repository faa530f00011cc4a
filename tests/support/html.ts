/**
 * Reads HTML for comparison: the tree (elements, attributes in any order, text without the white space
 * around it) and the words as a reader meets them (white space collapsed across inline elements). JSX
 * and Nunjucks put white space in different places: the two together tell what matters.
 */

export interface Element {
  tag: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
}

const VOID = new Set([
  "area",
  "base",
  "br",
  "col",
  "embed",
  "hr",
  "img",
  "input",
  "link",
  "meta",
  "source",
  "wbr",
]);
const INLINE = new Set([
  "a",
  "abbr",
  "b",
  "button",
  "code",
  "em",
  "i",
  "input",
  "label",
  "s",
  "span",
  "strong",
  "svg",
  "path",
]);
const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  ctdot: "⋯",
};
const TOKEN = /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|[^<]+|</gi;
const ATTRIBUTE = /([^\s=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;

/** Parses a page or a fragment. Throws where a tag is closed that is not open, or left open. */
export function parseHtml(html: string): Element {
  const root: Element = { tag: "", attributes: {}, children: [] };
  const open = [root];
  for (const [token, closes, name, rest = ""] of html.matchAll(TOKEN)) {
    const parent = open.at(-1)!;
    if (!name) {
      if (!token.startsWith("<!")) parent.children.push(decode(token));
    } else if (closes) {
      const closed = open.pop()!;
      if (closed.tag !== name.toLowerCase()) throw new Error(`</${name}> closes <${closed.tag}>`);
    } else {
      const element: Element = { tag: name.toLowerCase(), attributes: attributesOf(rest), children: [] };
      parent.children.push(element);
      if (!VOID.has(element.tag) && !rest.endsWith("/")) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)!.tag}> is left open`);
  return root;
}

/** The tree as lines, to compare: one per element and text. */
export function outline(element: Element, depth = 0): string[] {
  const pad = "  ".repeat(depth);
  return element.children.flatMap((child) => {
    if (typeof child === "string") {
      const text = child.replace(/\s+/g, " ").trim();
      return text ? [`${pad}${text}`] : [];
    }
    const attributes = Object.entries(child.attributes)
      .map(([name, value]) => ` ${name}="${value}"`)
      .sort();
    return [`${pad}<${child.tag}${attributes.join("")}>`, ...outline(child, depth + 1)];
  });
}

/** The words, one line per block. */
export function words(element: Element): string {
  const run = (node: Element): string =>
    node.children
      .map((child) => {
        if (typeof child === "string") return child;
        return INLINE.has(child.tag) ? run(child) : `\u0000${run(child)}\u0000`;
      })
      .join("");
  return run(element)
    .split("\u0000")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n");
}

/** Every element below this one, in order, that the test holds for. */
export function find(element: Element, test: (e: Element) => boolean): Element[] {
  return element.children.flatMap((child) =>
    typeof child === "string" ? [] : [...(test(child) ? [child] : []), ...find(child, test)],
  );
}

function attributesOf(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", double, single, bare] of source.matchAll(ATTRIBUTE)) {
    const value = decode(double ?? single ?? bare ?? "");
    attributes[name.toLowerCase()] =
      name === "class" || name === "aria-describedby"
        ? value.split(/\s+/).filter(Boolean).sort().join(" ")
        : value;
  }
  return attributes;
}

function decode(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name[0] !== "#") return ENTITIES[name] ?? whole;
    const code = name[1]?.toLowerCase() === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return String.fromCodePoint(code);
  });
}
