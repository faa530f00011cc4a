/**
 * How often an address may be sent links: one a minute and five an hour, so that nobody can flood a
 * mailbox. Pure; the caller keeps the count.
 */
import * as v from "valibot";

const BETWEEN_MS = 60_000;
const AN_HOUR = 5;

export const AskedSchema = v.object({ last: v.string(), hour: v.string(), inHour: v.number() });
export type Asked = v.InferOutput<typeof AskedSchema>;

/** The count with one more, to be kept for a day; undefined where that would be too many. */
export function askedOnceMore(asked: Asked | undefined, now: string): (Asked & { ttl: number }) | undefined {
  const hour = now.slice(0, 13);
  const inHour = asked?.hour === hour ? asked.inHour : 0;
  const tooSoon = asked?.last && Date.parse(now) - Date.parse(asked.last) < BETWEEN_MS;
  if (tooSoon || inHour >= AN_HOUR) return undefined;
  return { last: now, hour, inHour: inHour + 1, ttl: Math.floor(Date.parse(now) / 1000) + 86_400 };
}
