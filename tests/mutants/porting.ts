/** An office that moves: what an import may take in, and that it writes nothing over. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text of the sources as it stands there
import { type Planted, planted } from "./planted.ts";

const of = (file: string) => planted(file, ["tests/porting/porting.test.ts"]);
const importing = of("core/porting/importing.ts");
const taking = of("core/porting/import.store.ts");
const looking = of("core/porting/looking.store.ts");

export const LOOSE_IMPORT: Planted[] = [
  of("core/aws/restore.ts")(
    "an import writes over what is here",
    ', ConditionExpression: "attribute_not_exists(pk)"',
    "",
  ),
  importing("an export that was altered is taken in", "  if (faults.length)\n", "  if (false)\n"),
  importing(
    "an import goes on over what is in its way",
    "  if (looked.conflicts.length)\n",
    "  if (false)\n",
  ),
  taking(
    "something else in its place passes for the same",
    'if (outcome === "other")\n    throw',
    "if (false)\n    throw",
  ),
  taking("a counter that has gone on is set back", "{ last: { below: last } }", "{}"),
  taking(
    "a new link is sent again and again",
    "if (!sendLinks || kept?.mail) return;",
    "if (!sendLinks) return;",
    "an email's key is made of the record and the task: it is there already",
  ),
  taking("links are sent unasked", "if (!sendLinks || kept?.mail) return;", "if (kept?.mail) return;"),
  looking("another version of the definition is not seen", "if (here && here.hash !== hash)", "if (false)"),
  looking(
    "a record that has gone on is not seen",
    "else if (here.head === bundle.head.h) looked.there",
    "else if (here) looked.there",
  ),
  looking("a number of another record is not seen", "if (here && here.record !== record)", "if (false)"),
  of("core/porting/reading.ts")("an item of another record is taken in", "pk !== `D#${id}`", "!pk"),
  of("core/porting/reading.ts")(
    "a public edition is taken in for the whole",
    'if (manifest.edition !== "office")',
    "if (false)",
  ),
  of("core/porting/items.ts")(
    "an export holds links",
    'const OF_A_LINK = ["token", "mail"];',
    "const OF_A_LINK: string[] = [];",
  ),
];
