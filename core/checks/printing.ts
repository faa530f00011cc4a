/**
 * What will not print as typed: characters that no font of the document has, and those that no archive
 * format may hold. The document would be made all the same, with a box or nothing in their place; this
 * says so while the author can still write it another way.
 */
import { nameOf, type Unprintable, unprintableIn } from "#core/document/printable.ts";
import type { Found, Where } from "./finding.ts";
import type { Proof } from "./proof.ts";

const MOST = 8;

/** Every text of a record, names and table cells too; or every passage of a plain text. */
export function notPrintable(proof: Proof): Found[] {
  if (!proof.record)
    return proof.passages.flatMap((p) =>
      foundIn([p.raw], { ...p.where, span: [p.start, p.start + p.raw.length] }),
    );
  const { form, answers } = proof.record;
  return Object.keys(form.fields).flatMap((field) => {
    const answer = answers[field];
    if (!Array.isArray(answer)) return foundIn(textsIn(answer), { field });
    return answer.flatMap((item, row) => foundIn(textsIn(item), { field, row }));
  });
}

function foundIn(texts: string[], where: Where): Found[] {
  const each = new Map(texts.flatMap(unprintableIn).map((one) => [one.text, one]));
  if (each.size === 0) return [];
  const shown = [...each.values()].slice(0, MOST);
  const rest = each.size - shown.length;
  return [
    {
      where,
      message: each.size === 1 ? "A character cannot be printed" : "Some characters cannot be printed",
      why: [...shown.map(fateOf), ...(rest > 0 ? [`and ${rest} more`] : [])],
      suggestion: "Write it another way",
    },
  ];
}

function fateOf(one: Unprintable): string {
  return one.as ? `${nameOf(one)} would be printed as ${one.as}` : `${nameOf(one)} would be left out`;
}

/** Addresses are printed as a browser writes them, so only what is read counts. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => (key === "url" ? [] : textsIn(inside)));
}
