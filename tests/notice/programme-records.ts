/** Records of a programme, by number: what each gives, from what money, and what it carries on. */
import type { RegisterEntry } from "#core/notice/entry.ts";
import { bodiesOf } from "#core/notice/recipients.ts";
import { busyYear } from "./published.ts";

export const BODIES = bodiesOf([{ name: "Harbour Support Services", also: ["Harbour"] }]);
const [LIKE] = busyYear(1) as [RegisterEntry];
export type Sum = [recipient: string, pounds: number, year?: string];

/** The nth decision of a programme, in the nth month from April 2022. */
export function record(
  n: number,
  change: Partial<RegisterEntry> & { gives?: Sum[]; from?: Sum[] } = {},
): RegisterEntry {
  const { gives = [], from = [], ...rest } = change;
  const on = new Date(Date.UTC(2022, 3 + n, 1)).toISOString();
  const awards = gives.map(([recipient, pounds, year]) => ({
    ...{ recipient, amount: pounds * 100 },
    ...(year && { year }),
  }));
  return {
    ...LIKE,
    id: `01HG${String(n).padStart(22, "0")}`,
    reference: ref(n),
    number: { series: "decision", period: "2022/2023", n },
    slug: `record-${n}`,
    title: `Record ${n}`,
    filedOn: on.slice(0, 10),
    decidedOn: on.slice(0, 10),
    publishedAt: on,
    updatedAt: on,
    awards,
    amount: awards.length ? awards.reduce((sum, a) => sum + a.amount, 0) : undefined,
    recipients: [],
    sources: from.map(([name, pounds, year]) => ({ name, amount: pounds * 100, ...(year && { year }) })),
    period: undefined,
    links: [],
    ...rest,
  };
}
const ref = (n: number) => `2022/2023 - ${String(n).padStart(4, "0")}`;
export const link = (relation: string, n: number) => ({ relation, to: "own" as const, reference: ref(n) });
