/**
 * What every component's options share. Options carry govuk-frontend's own names; where its macros
 * take `text` or `html`, ours take `text` as words or JSX, so that words are always escaped and
 * nobody writes HTML in a string.
 */
import type { Child } from "hono/jsx";

export type { Child };

export type Attributes = Record<string, string | number | boolean | undefined>;

/** Words (or JSX) with optional classes and attributes. */
export interface Content {
  text: Child;
  classes?: string;
  attributes?: Attributes;
}

/** Options of any component's outermost element. */
export interface Outer {
  classes?: string;
  attributes?: Attributes;
}

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

/** The tag of a heading level. */
export function headingTag(level: HeadingLevel): "h1" | "h2" | "h3" | "h4" | "h5" | "h6" {
  return `h${level}`;
}

/** Class names joined, without the absent ones. */
export function classNames(...names: (string | false | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
