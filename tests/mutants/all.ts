/** Every fault that is planted, and how it comes into a source. */
import { LOOSE_AROUND } from "./around.ts";
import { DROPPED_CONDITIONS, DROPPED_EFFECTS } from "./conditions.ts";
import { BROKEN_EMAILS } from "./emails.ts";
import { DROPPED_GUARDS } from "./guards.ts";
import { BROKEN_CHAIN, LOOSENED_LINKS } from "./links.ts";
import { MOVED_EDGES } from "./plans.ts";
import type { Planted } from "./planted.ts";
import { LOOSE_IMPORT } from "./porting.ts";
import { LOOSE_FOLLOWING, LOOSE_ITEMS } from "./public-side.ts";

export const ALL: Planted[] = [
  ...DROPPED_CONDITIONS,
  ...DROPPED_EFFECTS,
  ...DROPPED_GUARDS,
  ...LOOSENED_LINKS,
  ...BROKEN_CHAIN,
  ...BROKEN_EMAILS,
  ...MOVED_EDGES,
  ...LOOSE_AROUND,
  ...LOOSE_ITEMS,
  ...LOOSE_FOLLOWING,
  ...LOOSE_IMPORT,
];

/** The source with the fault in it. Throws where what it changes is not there, or there twice. */
export function changed({ name, file, find, put }: Planted, text: string): string {
  const times = text.split(find).length - 1;
  if (times !== 1) throw new Error(`“${name}”: what it changes stands ${times} times in ${file}`);
  return text.replace(find, () => put);
}
