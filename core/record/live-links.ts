/** Live links as they are stored: what each is bound to, and until when it holds. */
import { tokenKey } from "#core/aws/keys.ts";
import type { Transaction } from "#core/aws/tx.ts";

/** A link is good for 14 days after it was issued (data design, 4.1). */
const LINK_DAYS = 14;

/** A live link: what it is bound to, and until when. TTL only cleans up, long after. */
export function addToken(
  tx: Transaction,
  token: string,
  bound: { record: string; task: string; person: string; hash: string },
  now: string,
): void {
  tx.create("token-new", tokenKey(token), { ...bound, ...expiry(now), used: false });
}

export function expiry(now: string): { exp: string; ttl: number } {
  const exp = new Date(Date.parse(now) + LINK_DAYS * 86_400_000).toISOString();
  return { exp, ttl: Math.floor(Date.parse(exp) / 1000) + 30 * 86_400 };
}
