/**
 * Succession: which offices came before one and which after, from what each says of its own end. A closed
 * register stays where it is for ever, and says whose it was until when, and where to go on. Pure.
 */
import { formatDate } from "#core/form/dates.ts";
import type { Closed } from "#core/form/office.ts";
import { type Lang, say } from "#core/form/say.ts";
import type { OfficeRegister } from "./files.ts";

/** The last day of an office, and who took its work over, if anybody did. */
export interface ClosedRegister {
  on: string;
  by?: { slug: string; name: string };
}

export interface Succession {
  closed?: ClosedRegister;
  /** The registers of the offices before it, and of those before them, nearest first. */
  before: OfficeRegister[];
}

type Listed = Omit<OfficeRegister, "closed"> & { closed?: Closed };

/** The offices as they stand on a day: whose last day is over is closed, with its successor by name. */
export function onDay(offices: Listed[], today: string): OfficeRegister[] {
  return offices.map(({ closed, ...office }) => {
    if (!closed || !isOver(closed, today)) return office;
    const by = offices.find((o) => o.slug === closed.by);
    return { ...office, closed: { on: closed.on, ...(by && { by: { slug: by.slug, name: by.name } }) } };
  });
}

/** The last day of an office is a day of its own. */
export function isOver({ on }: Closed, today: string): boolean {
  return today > on;
}

export function successionOf(offices: OfficeRegister[], slug: string): Succession {
  const { closed } = offices.find((o) => o.slug === slug) ?? {};
  return {
    ...(closed && { closed }),
    before: walk(slug, (now) => offices.filter((o) => o.closed?.by?.slug === now)),
  };
}

/** The offices after one, nearest first. */
export function successorsOf(offices: OfficeRegister[], slug: string): OfficeRegister[] {
  const next = (now: string) => offices.find((o) => o.slug === now)?.closed?.by?.slug;
  return walk(slug, (now) => offices.filter((o) => o.slug === next(now)));
}

/** "This is the register of X until 31 May 2028. Its successor is Y." */
export function closedWords(name: string, { on, by }: ClosedRegister, lang: Lang = "en"): string {
  const until = { name, when: formatDate(on, undefined, lang) };
  const end = by
    ? say(lang, "Its successor is {name}.", { name: by.name })
    : say(lang, "No office has taken its place. The register is kept.");
  return `${say(lang, "This is the register of {name} until {when}.", until)} ${end}`;
}

/** Why nothing can be begun, and where it can. */
export function noNewRecords(name: string, { on, by }: ClosedRegister): string {
  const where = by ? ` Start new records with ${by.name}.` : "";
  return `${name} closed on ${formatDate(on)}. You can finish or withdraw what is under way.${where}`;
}

/** "2012 to 2028": the years that a closed register covers. */
export function yearsWords({ years, closed }: OfficeRegister, lang: Lang = "en"): string {
  const from = [...years].sort()[0];
  const to = closed?.on.slice(0, 4) ?? [...years].sort().at(-1) ?? "";
  return !from || from === to ? to : say(lang, "{from} to {to}", { from, to });
}

/** Whoever is reached step by step, each once: definitions may contradict one another. */
function walk(from: string, step: (slug: string) => OfficeRegister[]): OfficeRegister[] {
  const seen = new Set([from]);
  const found: OfficeRegister[] = [];
  for (let now = [from]; now.length > 0; ) {
    const next = now.flatMap(step).filter((o) => !seen.has(o.slug));
    for (const office of next) seen.add(office.slug);
    found.push(...next);
    now = next.map((o) => o.slug);
  }
  return found;
}
