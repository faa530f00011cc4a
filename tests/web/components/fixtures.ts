/**
 * The fixtures that govuk-frontend ships: options of each macro and the HTML it makes of them. They
 * are turned into our props (where the macro takes `html`, ours takes JSX) and rendered by our components.
 */
import { readFileSync } from "node:fs";
import { raw } from "hono/html";

export interface Fixture {
  name: string;
  options: Record<string, unknown>;
  html: string;
}

export function readFixtures(component: string): Fixture[] {
  const path = `govuk-frontend/dist/govuk/components/${component}/fixtures.json`;
  const file = new URL(`../../../node_modules/${path}`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).fixtures;
}

/** `html: "<b>"` becomes `text: <b>` (as does `titleHtml`), `beforeInput: {…}` becomes `before`. */
export function toProps(options: unknown): unknown {
  if (Array.isArray(options)) return options.map(toProps);
  if (typeof options !== "object" || options === null) return options;
  const props: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (/^(before|after)Inputs?$/.test(name)) {
      const { html, text } = value as { html?: string; text?: string };
      props[name.replace(/Inputs?$/, "")] = html ? raw(html) : text;
    } else if (name === "html" || name.endsWith("Html")) {
      if (value) props[name === "html" ? "text" : name.replace("Html", "Text")] = raw(String(value));
    } else if (!((name === "text" || name.endsWith("Text")) && props[name] !== undefined))
      props[name] = toProps(value);
  }
  return props;
}

/** A component whose macro takes `text` or `html` at the top takes children. */
export function withChildren(options: Record<string, unknown>): Record<string, unknown> {
  const { text, ...props } = toProps(options) as Record<string, unknown>;
  return { ...props, children: text };
}
