/**
 * Which record of a programme speaks for which money. What was refused, withheld, revoked, superseded or
 * corrected gives nothing; a report commits nothing; and of a decision and the notices that announce it,
 * one speaks: the decision, unless only a notice says who receives how much.
 */
import { PASSING } from "#core/signoff/plan.ts";
import { linksTo } from "./changes.ts";
import { newestFirst, type RegisterEntry } from "./entry.ts";
import { callOf, outcomeWords, relationWords } from "./words.ts";

export interface Standing {
  /** Whether its awards, and its sources of money, are counted. */
  awards: boolean;
  sources: boolean;
  /** Why not, in words. */
  why?: string;
}

type What = "awards" | "sources";

export function standingOf(records: RegisterEntry[]): Map<string, Standing> {
  const voids = new Map(records.flatMap((e) => ((why) => (why ? [[e.id, why]] : []))(voidOf(e, records))));
  const leaders = new Map(records.map((e) => [e.id, leaderOf(e, records)]));
  return new Map(
    records.map((entry): [string, Standing] => {
      const leader = leaders.get(entry.id)!;
      const own = voids.get(entry.id);
      const led = leader === entry || isOnlyHidden(leader) ? undefined : voids.get(leader.id);
      const why = own ?? (led && `It announces ${callOf(leader)}. ${led}`);
      if (why) return [entry.id, { awards: false, sources: false, why }];
      const beside = records.filter((e) => leaders.get(e.id) === leader && !voids.has(e.id));
      const [awards, sources] = (["awards", "sources"] as const).map(
        (what) => speakerOf(what, beside, leader) === entry || strength(entry, what) === 0,
      ) as [boolean, boolean];
      return [entry.id, { awards, sources, ...besideWords(entry, { awards, sources }, beside, leader) }];
    }),
  );
}

/** Why a record gives no money by itself. */
function voidOf(entry: RegisterEntry, records: RegisterEntry[]): string | undefined {
  const { status, withheld, kind, outcome } = entry;
  if (status === "withheld") return `Withheld: ${withheld?.ground}. Nothing of it is counted.`;
  if (status === "unpublished") return "Withdrawn from publication. Nothing of it is counted.";
  if (status === "withdrawn") return "Withdrawn before publication. Nothing of it is counted.";
  if (kind === "report") return "A report commits no money, so nothing of it is counted.";
  if (outcome && !PASSING.has(outcome)) return `${outcomeWords(entry)}, so nothing of it is counted.`;
  const by = records.find((other) => replacementBy(other, entry));
  return by && `${replacementBy(by, entry)} ${callOf(by)}, so its money is not counted.`;
}

/** "Superseded by": how a later record takes the place of this one, where it does. */
function replacementBy(other: RegisterEntry, entry: RegisterEntry): string | undefined {
  const passes = other.status === "published" && (!other.outcome || PASSING.has(other.outcome));
  // Of two records that name each other, the later one stands.
  if (!passes || newestFirst(other, entry) > 0) return undefined;
  const link = linksTo(other, entry).find(
    ({ relation }) =>
      relation === "revokes" ||
      relation === "supersedes" ||
      // A correction of words alone leaves the sums as they were.
      (relation === "corrects" && strength(other, "awards") + strength(other, "sources") > 0),
  );
  return link && relationWords(link.relation, "back");
}

/** What it announces is not refused or replaced; only its own page says nothing. */
const isOnlyHidden = ({ status }: RegisterEntry) => status === "withheld" || status === "unpublished";

/** The decision that a notice announces, else the record itself. */
function leaderOf(entry: RegisterEntry, records: RegisterEntry[]): RegisterEntry {
  const announced = records.find((e) => linksTo(entry, e).some(({ relation }) => relation === "publishes"));
  return announced ?? entry;
}

/** The more it says, the better: who receives how much before one sum for all. */
function strength(entry: RegisterEntry, what: What): number {
  if (what === "sources") return entry.sources.length > 0 ? 2 : 0;
  if (entry.awards.some((a) => a.amount !== undefined)) return 2;
  return entry.amount === undefined ? 0 : 1;
}

function speakerOf(what: What, beside: RegisterEntry[], leader: RegisterEntry): RegisterEntry | undefined {
  const isLeader = (e: RegisterEntry) => Number(e === leader);
  return beside
    .filter((e) => strength(e, what) > 0)
    .sort(
      (a, b) => strength(b, what) - strength(a, what) || isLeader(b) - isLeader(a) || newestFirst(a, b),
    )[0];
}

function besideWords(
  entry: RegisterEntry,
  { awards, sources }: Omit<Standing, "why">,
  beside: RegisterEntry[],
  leader: RegisterEntry,
): { why?: string } {
  if (awards && sources) return {};
  const speaker = speakerOf(awards ? "sources" : "awards", beside, leader)!;
  const what = awards ? "sources of money" : sources ? "awards" : "money";
  const same = entry === leader ? `${callOf(speaker)} announces it` : `It is beside ${callOf(leader)}`;
  return { why: `${same}: the ${what} of both are counted once, as ${callOf(speaker)} states them.` };
}
