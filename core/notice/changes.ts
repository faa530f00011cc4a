/**
 * What later records change about a published one: that they revoke, supersede or correct it. Derived from
 * their own links each time, so that a correction of the later record, or its withdrawal, undoes it.
 */
import { referenceKey } from "#core/form/series.ts";
import { PASSING } from "#core/signoff/plan.ts";
import { CHANGING, parseEntry, type RegisterEntry } from "./entry.ts";
import { callOf } from "./words.ts";

export type EntryLink = RegisterEntry["links"][number];

/** Whether a link may name an entry of its own office's register: a number of ours, or one from before. */
export function isWithinRegister({ to, reference }: EntryLink): boolean {
  return Boolean(reference) && (to === "own" || to === "legacy");
}

/**
 * The links of one record that mean another of its office, or of an office before it (`register.store.ts`
 * says which), however its number is typed.
 */
export function linksTo(from: RegisterEntry, to: RegisterEntry): EntryLink[] {
  const { reference } = to;
  if (!reference || from.id === to.id) return [];
  return from.links.filter(
    (l) => isWithinRegister(l) && referenceKey(l.reference!) === referenceKey(reference),
  );
}

/** The entry with what these later entries change about it. What was refused changes nothing. */
export function withChanges(entry: RegisterEntry, later: RegisterEntry[]): RegisterEntry {
  const { changedBy: _, ...rest } = entry;
  const changes = later
    .filter((other) => other.status === "published" && (!other.outcome || PASSING.has(other.outcome)))
    .flatMap((other) =>
      linksTo(other, entry).flatMap((link) => {
        const relation = CHANGING.find((r) => r === link.relation);
        const { id, slug, filedOn: on } = other;
        const { office } = other;
        const later =
          office.slug === entry.office.slug
            ? { call: callOf(other) }
            : { office: office.slug, call: `${callOf(other)} of ${office.name}` };
        return relation ? [{ relation, id, slug, ...later, on }] : [];
      }),
    )
    .sort((a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id));
  return parseEntry(changes.length ? { ...rest, changedBy: changes } : rest);
}
