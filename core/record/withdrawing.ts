/**
 * Taking back a record that is not published. A number that it had does not vanish with it: it enters the
 * register as withdrawn, in the same transaction, and its page and lists are written as for any entry.
 */
import { londonDate } from "#core/form/dates.ts";
import { titleOf } from "#core/form/reading.ts";
import { addEntry } from "#core/notice/entering.store.ts";
import { enterNumber } from "#core/notice/numbers.store.ts";
import { entryInBoth } from "#core/notice/welsh.ts";
import type { Change } from "./commit.store.ts";
import { decide } from "./decide.ts";
import type { RecordEvent } from "./events.ts";
import { execute } from "./execute.ts";
import type { Loaded } from "./record.store.ts";
import { assertOffice, type Command } from "./records.ts";
import { publicationFacts } from "./renditions.ts";
import { sayWhy } from "./said.ts";
import { evolve, type State } from "./state.ts";
import { viewOf, viewOfLoaded } from "./view.store.ts";
import type { RecordView } from "./view.ts";

/** `reason` stays in the office; `explained` is what the register says beside the number. */
export async function withdraw({
  id,
  cmdId,
  actor,
  now,
  reason,
  explained,
}: Command & { reason: string; explained?: string }): Promise<void> {
  await execute(id, cmdId, async (loaded) => {
    assertOffice(loaded, actor);
    const view = await viewOfLoaded(loaded);
    const { office } = view;
    const governance = actor.roles.includes("governance");
    const { saying, hashes } = sayWhy(reason, explained);
    const events = decide(
      loaded.state,
      { type: "withdraw", person: actor.person, governance, ...hashes },
      { office, now, today: londonDate(now) },
    );
    return {
      events,
      actor: actor.person,
      cmdId,
      now,
      office,
      title: titleOf(view.form, view.answers),
      saying,
      also: enters(loaded, view, events, now, explained),
    };
  });
}

/** The entry of its number, where it had one. Its words are stored by the same command. */
function enters(
  loaded: Loaded,
  { office, answers }: RecordView,
  events: RecordEvent[],
  now: string,
  explained?: string,
): Change["also"] {
  const state = events.reduce<State>((s, event) => evolve(s, event, now, s), loaded.state);
  if (state.state !== "withdrawn" || state.publication === 0) return undefined;
  const gone = {
    ...viewOf({ ...loaded, state }, office, answers),
    explained: explained?.trim() || undefined,
  };
  const entry = entryInBoth(gone, publicationFacts(state, state.publication, now));
  return (tx) => {
    addEntry(tx, entry);
    enterNumber(tx, entry);
  };
}
