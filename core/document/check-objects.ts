/**
 * Reading PDF objects for the check: a value by its key, of the kind it must be, references followed.
 * Undefined where it is missing or of another kind, so that a rule only says what it asks.
 */
import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFString,
} from "pdf-lib";

/** Reports a fault: the clause, and what is wrong in words. */
export type Fault = (clause: string, words: string) => void;

/** A class of pdf-lib, whose constructors are private. */
type Kind<T extends PDFObject> = { prototype: T };

export function objectAt<T extends PDFObject>(
  dict: PDFDict | undefined,
  key: string,
  kind: Kind<T>,
): T | undefined {
  const found = dict?.lookup(PDFName.of(key));
  return found && Object.prototype.isPrototypeOf.call(kind.prototype, found) ? (found as T) : undefined;
}

export function nameOf(dict: PDFDict | undefined, key: string): string | undefined {
  const name = objectAt(dict, key, PDFName);
  return name && decoded(name);
}

/** pdf-lib has one object for each name and decodes it anew each time it is asked. */
const names = new WeakMap<PDFName, string>();

function decoded(name: PDFName): string {
  const known = names.get(name) ?? name.decodeText();
  names.set(name, known);
  return known;
}

export function numberOf(dict: PDFDict | undefined, key: string): number | undefined {
  return objectAt(dict, key, PDFNumber)?.asNumber();
}

export function flagOf(dict: PDFDict | undefined, key: string): boolean {
  return objectAt(dict, key, PDFBool)?.asBoolean() === true;
}

export function textOf(dict: PDFDict | undefined, key: string): string | undefined {
  const found = dict?.lookup(PDFName.of(key));
  return found instanceof PDFString || found instanceof PDFHexString ? found.decodeText() : undefined;
}

/** The values of an array, or the one value that stands for an array of one, references kept. */
export function eachOf(dict: PDFDict | undefined, key: string): PDFObject[] {
  const found = dict?.lookup(PDFName.of(key));
  if (found instanceof PDFArray) return found.asArray();
  const single = dict?.get(PDFName.of(key));
  return single ? [single] : [];
}

/** The dictionaries of an array or of one value. */
export function dictsOf(dict: PDFDict | undefined, key: string): PDFDict[] {
  if (!dict) return [];
  return eachOf(dict, key)
    .map((value) => dict.context.lookup(value))
    .filter((value): value is PDFDict => value instanceof PDFDict);
}
