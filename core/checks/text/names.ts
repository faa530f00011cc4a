/**
 * Names of bodies in prose, and when two of them are one: "OPCC" and "the Office of the Police and
 * Crime Commissioner", "The Change Project" and "Change Project".
 */
import type { Span } from "#core/checks/finding.ts";

export interface Body {
  name: string;
  span: Span;
}

const NAME =
  /\b(?:The\s+)?[A-Z][\w’'&-]*(?:\s+(?:(?:of|for|and|the|&)\s+){0,2}[A-Z][\w’'&-]*)*(?:\s+\([A-Z]{2,8}\))?/g;
const BODY =
  /\b(?:Council|Ltd|Limited|CIC|CIO|LLP|plc|Trust|Partnership|Services?|Constabulary|Police|Association|Foundation|University|College|School|Authority|Charity|Project|Centre|Society|Federation|Network|Alliance|Company|Research|Hospital|Agency|Group|Hub|Housing|Support|Aid|Refuge|Consortium|Forum|Federation|Institute|Community|Action|Club|Church|Victim Support|Crimestoppers|Barnardo['’]s|Fund)\b/;

/** Words that end a name for certain, so that what "and" joins to it is another name. */
const CLOSED =
  /\b(?:Council|Ltd|Limited|CIC|CIO|LLP|plc|Trust|Partnership|Project|Association|Foundation|University|Constabulary|Charity|Services)$/;

/** The bodies named in a text: capitalised names that end as bodies' names do. */
export function findBodies(text: string): Body[] {
  const found: Body[] = [];
  for (const m of text.matchAll(NAME)) {
    let start = m.index;
    for (const typed of apart(m[0])) {
      const at = text.indexOf(typed, start);
      start = at + typed.length;
      const name = typed
        .replace(/\s+/g, " ")
        .replace(/^The (?=[A-Z][a-z]+ (?:County|City|Borough|District)\b)/, "");
      const last = name
        .replace(/\s+\([A-Z]+\)$/, "")
        .split(" ")
        .slice(-2)
        .join(" ");
      if (BODY.test(last) && name.includes(" ")) found.push({ name, span: [at, start] });
    }
  }
  return found;
}

/** "Harbour Support Services and Open Trust" is two names; "Police and Crime Panel" is one. */
function apart(typed: string): string[] {
  const names: string[] = [];
  for (const piece of typed.split(/\s+and\s+(?=[A-Z])/)) {
    const before = names.at(-1);
    if (before === undefined || CLOSED.test(before)) names.push(piece);
    else
      names[names.length - 1] = typed.slice(
        typed.indexOf(before),
        typed.indexOf(piece, typed.indexOf(before) + before.length) + piece.length,
      );
  }
  return names;
}

/** Whether two names may be of one body. */
export function sameBody(a: string, b: string): boolean {
  const [x, y] = [bare(a), bare(b)];
  if (!x || !y) return false;
  if (x === y || ` ${x} `.includes(` ${y} `) || ` ${y} `.includes(` ${x} `)) return true;
  return (
    initials(a) === b.replace(/[^A-Za-z]/g, "").toUpperCase() ||
    initials(b) === a.replace(/[^A-Za-z]/g, "").toUpperCase()
  );
}

function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/['’]s\b/g, "s")
    .replace(/&/g, "and")
    .replace(/\b(?:the|ltd|limited|cic|cio|llp|plc)\b|[^a-z0-9 ]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function initials(name: string): string {
  return (name.match(/\b[A-Za-z]/g) ?? []).length < 3
    ? ""
    : name
        .split(/\s+/)
        .filter((w) => !/^(?:the|of|for|and|&)$/i.test(w))
        .map((w) => w[0]?.toUpperCase() ?? "")
        .join("");
}
