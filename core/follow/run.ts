/**
 * One run of the fan-out's function: emails that are due are sent, and where few are left the next job
 * takes a step. It never sends more than a minute's bound, and never more than its share of what SES
 * allows a day and a second: the rest is the workflow's, so that no signature waits for a news story.
 */
import type { Key } from "#core/aws/keys.ts";
import { mailQuota } from "#core/aws/mail-quota.ts";
import { bodiesOf } from "#core/notice/recipients.ts";
import { officeRegisters } from "#core/notice/register.store.ts";
import { deliverFrom } from "#core/notification/lease.ts";
import { inParallel } from "#core/search/parallel.ts";
import { advance } from "./fan-out.store.ts";
import { A_MINUTE, dueIn, outboxOf, take } from "./words.store.ts";

/** Of SES's quota a day and rate a second. */
const SHARE = 0.7;
const AT_ONCE = 16;

export interface Run {
  /** ISO instant: of now, each time it is called. */
  clock: () => string;
  wait: (ms: number) => Promise<void>;
  /** How long to go on. */
  ms: number;
  /** Is told of each that failed: it is tried again by the next run. */
  failed: (key: Key, error: unknown) => void;
}

export async function run({ clock, wait, ms, failed }: Run): Promise<{ sent: number }> {
  const began = clock();
  const until = Date.parse(began) + ms;
  if ((await waiting(began, 1)).length === 0 && (await dueIn("job", began, 1)).length === 0)
    return { sent: 0 };
  const [quota, registers] = await Promise.all([mailQuota(), officeRegisters()]);
  const bodies = bodiesOf(registers.flatMap((o) => o.recipients ?? []));
  const box = outboxOf(bodies);
  const aSecond = Math.max(1, Math.floor(quota.aSecond * SHARE));
  const tried = new Set<string>();
  let left = Math.floor(quota.aDay * SHARE) - quota.sent;
  let added = 0;
  let sent = 0;
  const attempt = async <T>(key: Key, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      tried.add(key.pk);
      failed(key, error);
      return undefined;
    }
  };
  while (Date.parse(clock()) < until) {
    const now = clock();
    const untried = ({ pk }: Key) => !tried.has(pk);
    const fresh = (await waiting(now, aSecond + tried.size + 1)).filter(untried);
    if (fresh.length < aSecond && added < A_MINUTE) {
      const [job] = (await dueIn("job", now, 1 + tried.size)).filter(untried);
      if (job) {
        added += (await attempt(job, () => advance(job, bodies, now))) ?? 0;
        continue;
      }
    }
    const given = left > 0 ? await take(Math.min(fresh.length, aSecond, left), now) : 0;
    if (given === 0) break;
    left -= given;
    await inParallel(fresh.slice(0, given), AT_ONCE, async (key) => {
      tried.add(key.pk);
      if ((await attempt(key, () => deliverFrom(box, key, now))) === "sent") sent++;
    });
    const spent = Date.parse(clock()) - Date.parse(now);
    if (fresh.length > given) await wait(Math.max(0, 1000 - spent));
  }
  return { sent };
}

/** Confirmations first: someone waits for one. */
async function waiting(now: string, limit: number): Promise<Key[]> {
  const first = await dueIn("confirmation", now, limit);
  return first.length < limit ? [...first, ...(await dueIn("word", now, limit - first.length))] : first;
}
