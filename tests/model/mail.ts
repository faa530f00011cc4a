/**
 * The workers of the model: streams that deliver twice and out of order, the sweep, SES and its events,
 * each with its own faults; and the end of a sequence, when everything is let come to rest.
 */
import type { Key } from "#core/aws/keys.ts";
import { deliver } from "#core/notification/deliver.ts";
import { dueKeys } from "#core/notification/outbox.store.ts";
import { note, type SesEvent } from "#core/notification/receipts.ts";
import { remindDue } from "#core/record/reminding.ts";
import { Crash, type Fate, under } from "#tests/model/chaos.ts";
import type { World } from "#tests/model/world.ts";

/** What SES does with the next message: takes it and says so, takes it and the answer is lost, … */
export const SES_FAULTS = ["drop-after", "drop-before", "throttle", "error"] as const;
export type SesFault = (typeof SES_FAULTS)[number];

const isMail = ({ pk }: Key) => pk.startsWith("OBX#");
const MOST_ROUNDS = 60;

/** A stream's batch: what is new, with old records again, in any order, to two workers at once. */
export async function stream(world: World, seed: number, fate: Fate, ses?: SesFault): Promise<void> {
  const fresh = (await dueKeys(world.now)).filter(isMail).map((k) => k.pk);
  const old = [...world.delivered].filter((_, i) => (i + seed) % 3 === 0);
  const batch = shuffled([...fresh, ...old, ...fresh.slice(0, 2)], seed).map((pk) => ({ pk, sk: "M" }));
  if (ses) world.store.faults.plan({ kind: ses, match: (c) => c.service === "ses", nth: 1 + (seed % 3) });
  const half = seed % 2 ? batch.length : Math.ceil(batch.length / 2);
  world.note(`stream of ${batch.length}${ses ? ` [SES ${ses}]` : ""}${fate.fault ? ` [${fate.fault}]` : ""}`);
  await Promise.all([
    worker(world, batch.slice(0, half), fate),
    worker(world, seed % 2 ? batch : batch.slice(half), {}),
  ]);
  world.store.faults.clear();
}

/** The minute's sweep: every email that is due, and every request that nobody has signed. */
export async function sweep(world: World, fate: Fate = {}): Promise<void> {
  world.note("sweep");
  await worker(world, await dueKeys(world.now), fate);
}

/** SES tells what became of emails: late, twice, in the wrong order, or not at all. */
export async function report(world: World, seed: number, fate: Fate = {}): Promise<void> {
  const own = world.mails().filter((m) => !world.reported.has(m.id));
  const events = own.flatMap(({ id, tags }, i) => {
    const chance = (seed + i * 7) % 10;
    if (chance === 9) return [];
    world.reported.add(id);
    if (chance === 8) return [];
    const about = { mail: { messageId: id, tags: { obx: [tags.obx ?? ""] } } };
    const sent: SesEvent = { eventType: "Send", ...about };
    const bounced = { eventType: "Bounce", bounce: { bounceType: "Permanent" }, ...about } as const;
    const after: SesEvent = chance === 7 ? bounced : { eventType: "Delivery", ...about };
    return chance > 4 ? [after, sent, sent] : [sent, after];
  });
  world.note(`SES reports ${events.length} events`);
  for (const [i, event] of shuffled(events, seed).entries())
    await under(i === seed % 5 ? fate : {}, () => note(event, world.now)).catch((error: Error) => {
      if (!isMisfortune(error, fate)) throw error;
      // The queue hands it over again.
      return note(event, world.now);
    });
}

/** Time goes on, without faults, until no email waits. Throws where that does not come. */
export async function rest(world: World): Promise<void> {
  world.store.faults.clear();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const entries = (await world.scan("records")).filter(isMail);
    if (entries.every(({ status }) => !["PENDING", "SENDING"].includes(String(status)))) return;
    const due = entries.filter(({ g2sk }) => g2sk && String(g2sk) < `${world.now}~`);
    await worker(world, due, {});
    world.advance(20);
  }
  throw new Error("(10) some email never comes to rest");
}

/** One worker, one key after another; where it dies the rest of its batch is not done. */
async function worker(world: World, keys: Key[], fate: Fate): Promise<void> {
  const work = async () => {
    for (const { pk, sk } of keys) {
      if (isMail({ pk, sk })) {
        world.delivered.add(pk);
        await deliver({ pk, sk }, world.now);
      } else if (sk.startsWith("S#")) await remindDue(pk.slice(2), sk.slice(2), world.now);
    }
  };
  await under(fate, work).catch((error: Error) => {
    if (!isMisfortune(error, fate)) throw error;
    world.note(`worker: ${error.name}`);
  });
}

function isMisfortune(error: Error, fate: Fate): boolean {
  return error instanceof Crash || (fate.fault !== undefined && error.name === "ThrottlingException");
}

function shuffled<T>(list: T[], seed: number): T[] {
  const rank = (i: number) => ((i + 1) * (seed * 2 + 7919)) % 104_729;
  return list
    .map((item, i) => ({ item, rank: rank(i) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
