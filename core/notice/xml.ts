/** XML text: what a user typed is text in it, and what XML 1.0 cannot hold is left out. */

export const XML = '<?xml version="1.0" encoding="utf-8"?>';

// Control characters, the two non-characters and lone surrogates are no XML characters (XML 1.0, 2.2).
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const NAMES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escapeXml(text: string): string {
  return text.replace(NOT_XML, "").replace(/[&<>"]/g, (c) => NAMES[c]!);
}
