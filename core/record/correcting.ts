/**
 * What people do about a record that is published: open a correction of it, or withdraw it from
 * publication. A correction is then written, submitted and signed as any paper is, by everyone anew.
 */
import { londonDate } from "#core/form/dates.ts";
import { titleOf } from "#core/form/reading.ts";
import { addEntry } from "#core/notice/entering.store.ts";
import { entryInBoth } from "#core/notice/welsh.ts";
import { decide } from "./decide.ts";
import { execute } from "./execute.ts";
import { type Actor, loadForOffice } from "./records.ts";
import { publicationFacts } from "./renditions.ts";
import { sayWhy } from "./said.ts";
import { evolve } from "./state.ts";
import { getDraftItem, viewOfLoaded, wholeView } from "./view.store.ts";
import type { RecordView } from "./view.ts";

interface Asked {
  id: string;
  cmdId: string;
  actor: Actor;
  now: string;
  /** The publication that the page showed. */
  publication: number;
  /** Public, once it is done. */
  reason: string;
}

/** `hides`: earlier versions are not to be readable once the correction is published. */
export async function correct({
  id,
  cmdId,
  actor,
  now,
  publication,
  reason,
  hides,
}: Asked & { hides: boolean }): Promise<void> {
  await loadForOffice(id, actor);
  await execute(id, cmdId, async (loaded) => {
    const [view, draft] = await Promise.all([viewOfLoaded(loaded), getDraftItem(id)]);
    const { office, form, answers } = view;
    const { saying, hashes } = sayWhy(reason);
    const events = decide(
      loaded.state,
      {
        type: "correct",
        person: actor.person,
        may: mayCorrect(view, actor),
        author: writerOf(view, actor),
        publication,
        reason: hashes.reason!,
        ...(hides && { hides }),
      },
      { office, now, today: londonDate(now) },
    );
    return {
      events,
      actor: actor.person,
      cmdId,
      now,
      office,
      title: titleOf(form, answers),
      reopened: { saveNo: draft.saveNo, answers: JSON.stringify(answers) },
      saying,
    };
  });
}

/** A stub takes the place of every version. The number stays accounted for. */
export async function unpublish({ id, cmdId, actor, now, publication, reason }: Asked): Promise<void> {
  await loadForOffice(id, actor);
  await execute(id, cmdId, async (loaded) => {
    const view = await viewOfLoaded(loaded);
    const { office, form, answers } = view;
    const { saying, hashes } = sayWhy(reason);
    const governance = actor.roles.includes("governance");
    const events = decide(
      loaded.state,
      { type: "unpublish", governance, publication, reason: hashes.reason! },
      { office, now, today: londonDate(now) },
    );
    const title = titleOf(form, answers);
    const state = evolve(loaded.state, events[0]!, now, loaded.state);
    const stub = await wholeView({ ...loaded, state }, office, answers);
    // Its words are stored by this same command.
    const entry = entryInBoth(withReason(stub, reason), publicationFacts(state, state.publication, now));
    return {
      events,
      actor: actor.person,
      cmdId,
      now,
      office,
      title,
      saying,
      also: (tx) => void addEntry(tx, entry),
    };
  });
}

function withReason({ earlier = [], ...view }: RecordView, reason: string): RecordView {
  return { ...view, earlier: earlier.map((e, i) => (i === earlier.length - 1 ? { ...e, reason } : e)) };
}

/** The author, a publisher or governance; where the author has left, whoever writes papers. */
export function mayCorrect(view: RecordView, { person, roles }: Actor): boolean {
  if (person === view.author.person || roles.includes("publisher") || roles.includes("governance"))
    return true;
  return roles.includes("author") && !writesPapers(view, view.author.person);
}

/** Whoever opens a correction writes it, if they write papers; else its author does, if still here. */
export function writerOf(view: RecordView, { person, roles }: Actor): string | undefined {
  if (roles.includes("author")) return person;
  return writesPapers(view, view.author.person) ? view.author.person : undefined;
}

function writesPapers({ office }: RecordView, person: string): boolean {
  return office.people?.find((p) => p.id === person)?.roles?.includes("author") ?? false;
}
