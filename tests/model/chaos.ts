/**
 * What goes wrong under a command: the process dies before or after its nth write, the database asks to
 * slow down, cancels without saying why or loses its answer, or somebody else's command slips in
 * between two calls. Each command runs with a fate of its own; the SDK's middleware carries it out.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { database, mailer } from "#core/aws/clients.ts";

export const FAULTS = [
  "crash-before",
  "crash-after",
  "throttle",
  "conflict",
  "bare-cancel",
  "lost-answer",
] as const;

export interface Fate {
  fault?: (typeof FAULTS)[number];
  /** Which write it hits, counted from 1. */
  nth?: number;
  /** What somebody else does just before this command's nth call, read or write; or just before its first write. */
  slip?: { nth: number | "write"; run: () => Promise<void> };
}

/** The process that ran the command is gone: nothing that it would still have done happens. */
export class Crash extends Error {
  override name = "Crash";
}

export interface Luck {
  crashes: number;
  lostRaces: number;
  faults: number;
  slips: number;
}

interface Running extends Fate {
  calls: number;
  writes: number;
  dead?: boolean;
  /** The answer to the call under way will be lost, once: the SDK then asks again, with the same token. */
  loses?: boolean;
}

const running = new AsyncLocalStorage<Running>();
const WRITES = new Set(["TransactWriteItemsCommand", "UpdateItemCommand", "PutItemCommand"]);

/** Carries out fates from here on in this process; counts what happened. */
export function startChaos(): Luck {
  const luck: Luck = { crashes: 0, lostRaces: 0, faults: 0, slips: 0 };
  const crash = (fate: Running): Crash => {
    fate.dead = true;
    luck.crashes++;
    return new Crash("The process died");
  };
  const call = async (command: string, next: () => Promise<unknown>): Promise<unknown> => {
    const fate = running.getStore();
    if (!fate) return next();
    if (fate.dead) throw new Crash("The process is dead");
    const { slip } = fate;
    if (slip && (slip.nth === "write" ? WRITES.has(command) : ++fate.calls === slip.nth)) {
      fate.slip = undefined;
      luck.slips++;
      await running.exit(slip.run);
    }
    if (!WRITES.has(command) || ++fate.writes !== fate.nth || !fate.fault) return next();
    if (fate.fault === "crash-before") throw crash(fate);
    if (fate.fault === "crash-after") {
      // Whatever the answer is, nobody is there to hear it.
      await next().catch(() => {});
      throw crash(fate);
    }
    luck.faults++;
    if (fate.fault === "lost-answer") {
      fate.loses = true;
      return next();
    }
    const transaction = command === "TransactWriteItemsCommand";
    if (fate.fault === "throttle" || !transaction) throw named("ThrottlingException");
    const reasons =
      fate.fault === "conflict" ? [{ Code: "None" }, { Code: "TransactionConflict" }] : undefined;
    throw new TransactionCanceledException({
      message: "Transaction cancelled",
      $metadata: {},
      CancellationReasons: reasons,
    });
  };
  const count = async (command: string, next: () => Promise<unknown>) => {
    try {
      return await call(command, next);
    } catch (error) {
      const reasons = error instanceof TransactionCanceledException ? error.CancellationReasons : undefined;
      if (reasons?.some((r) => r.Code === "ConditionalCheckFailed")) luck.lostRaces++;
      throw error;
    }
  };
  for (const { middlewareStack } of [database(), mailer()]) {
    middlewareStack.add(
      (next, { commandName = "" }) =>
        (args) =>
          count(commandName, () => next(args)) as ReturnType<typeof next>,
      { step: "initialize", name: "fate", priority: "high" },
    );
    middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        const fate = running.getStore();
        if (!fate?.loses) return answer;
        fate.loses = false;
        throw Object.assign(new Error("socket hang up"), { name: "TimeoutError" });
      },
      { step: "deserialize", name: "lostAnswer", priority: "high" },
    );
  }
  return luck;
}

/** Runs a command to its end under a fate. */
export function under<T>(fate: Fate, run: () => Promise<T>): Promise<T> {
  return running.run({ ...fate, calls: 0, writes: 0 }, run);
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name, $fault: "client", $metadata: { httpStatusCode: 400 } });
}
