/** Writes into the record's ledger that an email about it was not delivered, and tells its author. */
import { titleOf } from "#core/form/reading.ts";
import type { Entry } from "#core/notification/outbox.ts";
import type { RecordEvent } from "./events.ts";
import { execute } from "./execute.ts";
import { getView } from "./view.store.ts";

/** Once for each entry, however often SES reports it. Only requests that still wait are worth an alarm. */
export async function recordUndelivered(entry: Entry, now: string): Promise<void> {
  const { record: id, task, problem = "The email was not delivered" } = entry;
  if (!id || !task || !ASKING.has(entry.kind)) return;
  const cmdId = `undelivered-${entry.pk}`;
  await execute(id, cmdId, async (loaded) => {
    const { view } = await getView(id);
    const open = loaded.state.tasks.find((t) => t.task === task)?.status === "open";
    const events: RecordEvent[] = open ? [{ type: "MailFailed", data: { task, problem } }] : [];
    const title = titleOf(view.form, view.answers);
    return { events, actor: "system", cmdId, now, office: view.office, title };
  });
}

const ASKING: ReadonlySet<Entry["kind"]> = new Set(["sign", "reminder", "answer"]);
