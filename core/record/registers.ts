/**
 * A register written as a whole: each of some years once, then what stands before them. For whatever
 * changes many entries at once: an import of old decisions, or of another installation's records.
 */
import { Resource } from "sst";
import { putFile } from "#core/aws/files.ts";
import type { Office } from "#core/form/office.ts";
import { type RegisterEntry, yearOf } from "#core/notice/entry.ts";
import { entriesOf, frontOf } from "#core/notice/register.store.ts";
import type { Renderer } from "./projecting.ts";

/** `before`: entries as they stood, in whatever year. Answers how many files it wrote. */
export async function writeRegister(
  office: Office,
  years: string[],
  before: RegisterEntry[],
  { year: filesOfYear, front }: Pick<Renderer, "year" | "front">,
  today: string,
  say: (done: number, of: number, what: string) => void = () => {},
): Promise<number> {
  const { origin } = Resource.Site;
  const slug = office.office;
  const around = await frontOf(slug, today);
  const all = [...(around.offices.find((o) => o.slug === slug)?.years ?? [])].sort().reverse();
  const { open, offices } = around;
  const register = { origin, office, years: all, open, offices };
  let written = 0;
  for (const [i, year] of years.entries()) {
    const entries = await entriesOf(slug, year);
    const was = before.filter((e) => yearOf(e) === year);
    const files = filesOfYear({ ...register, year, entries, under: [...entries, ...was] });
    for (const file of files) await putFile(Resource.PublicBucket.name, file);
    written += files.length;
    say(i + 1, years.length, "years written");
  }
  const files = front({ ...register, ...around });
  for (const file of files) await putFile(Resource.PublicBucket.name, file);
  return written + files.length;
}
