/**
 * What offices say of one another: who came before whom, and when each ends. Both say it, the one that
 * closes (`closed.by`) and the one that goes on (`body.succeeds`), so that neither is named by mistake.
 */
import { formatDate } from "../dates.ts";
import type { Office } from "../office.ts";
import { error, type Found, suggest, warning } from "./found.ts";

/** What is wrong with one office among all that are known. */
export function* checkSuccession(office: Office, all: Office[]): Generator<Found> {
  const known = all.map((o) => o.office);
  const find = (slug: string | undefined) => all.find((o) => o.office === slug);
  const { closed, office: slug } = office;
  const at = ["closed", "by"];
  const next = find(closed?.by);
  if (closed?.by === slug)
    yield error(at, "An office does not succeed itself. Name another, or leave this out");
  else if (closed?.by && !next)
    yield error(
      at,
      `There is no office “${closed.by}” here. ${suggest(
        closed.by,
        known.filter((k) => k !== slug),
      )}`,
    );
  else if (closed && next) {
    if (!next.body.succeeds?.includes(slug))
      yield error(at, `“${next.office}” does not say so. Add "${slug}" to "succeeds" in its "body"`);
    if (next.closed && next.closed.on <= closed.on)
      yield error(
        at,
        `“${next.office}” closes on ${formatDate(next.closed.on)}, which is not after ${formatDate(closed.on)}`,
      );
    if (leadsBack(office, find))
      yield error(at, `“${slug}” would come after itself: follow "by" from office to office`);
  }
  for (const [i, before] of (office.body.succeeds ?? []).entries()) {
    const here = ["body", "succeeds", i];
    const other = find(before);
    if (before === slug) yield error(here, "An office does not succeed itself");
    else if (!other)
      yield warning(here, `There is no office “${before}” here, so its register cannot be named`);
    else if (other.closed?.by !== slug)
      yield error(
        here,
        `“${before}” does not say so. Write "closed": { "on": "2028-05-31", "by": "${slug}" } in its office.json`,
      );
  }
}

function leadsBack(office: Office, find: (slug: string | undefined) => Office | undefined): boolean {
  const seen = new Set<string>();
  for (let now = find(office.closed?.by); now; now = find(now.closed?.by)) {
    if (now.office === office.office) return true;
    if (seen.has(now.office)) return false;
    seen.add(now.office);
  }
  return false;
}
