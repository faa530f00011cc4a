/** Questions that tests ask of a page's HTML. */
import { type Element, parseHtml } from "#tests/support/html.ts";

export { parseHtml };

/** Every element of a tag, in document order. */
export function all(element: Element, tag: string): Element[] {
  const inside = element.children.filter((c): c is Element => typeof c !== "string");
  return inside.flatMap((c) => [...(c.tag === tag ? [c] : []), ...all(c, tag)]);
}

/** The text in it, white space collapsed. */
export function words(element: Element): string {
  const text = (e: Element): string => e.children.map((c) => (typeof c === "string" ? c : text(c))).join("");
  return text(element).replace(/\s+/g, " ").trim();
}

/** The values of a microdata property, wherever it stands: its text, or what its attribute says. */
export function property(page: Element, name: string): string[] {
  const walk = (e: Element): Element[] => [
    e,
    ...e.children.flatMap((c) => (typeof c === "string" ? [] : walk(c))),
  ];
  return walk(page)
    .filter((e) => e.attributes.itemprop === name)
    .map((e) => e.attributes.datetime ?? e.attributes.content ?? e.attributes.href ?? words(e));
}
