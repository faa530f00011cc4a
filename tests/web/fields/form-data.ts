/** What a browser would send for the controls in a piece of HTML, and the ids that links can lead to. */
import { type Element, find, parseHtml } from "#tests/support/html.ts";

export function formData(html: string): [string, string][] {
  return find(parseHtml(html), isControl).flatMap((control): [string, string][] => {
    const { name, type, value = "on" } = control.attributes;
    if (!name) return [];
    if (control.tag === "textarea") return [[name, textOf(control)]];
    if (control.tag === "select") return [[name, chosen(control)]];
    if (type === "radio" || type === "checkbox")
      return "checked" in control.attributes ? [[name, value]] : [];
    return [[name, control.attributes.value ?? ""]];
  });
}

export function idsOf(html: string): string[] {
  return find(parseHtml(html), (e) => "id" in e.attributes).map((e) => e.attributes.id!);
}

function isControl(e: Element): boolean {
  return e.tag === "input" || e.tag === "textarea" || e.tag === "select";
}

/** A browser drops one line break after `<textarea>`, and sends the others as CRLF. */
function textOf(textarea: Element): string {
  return textarea.children.join("").replace(/^\n/, "").replace(/\n/g, "\r\n");
}

function chosen(select: Element): string {
  const options = find(select, (e) => e.tag === "option");
  const option = options.find((o) => "selected" in o.attributes) ?? options[0];
  return option?.attributes.value ?? option?.children.join("") ?? "";
}
