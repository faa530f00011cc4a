/**
 * Faults on demand, for tests: the nth matching call to a stand-in is throttled, refused, or loses its
 * connection before or after it took effect. "cut" goes on as a pulled plug does: every later call fails
 * too, until `clear()`. "kill" ends this very process, as kill -9 does.
 */

export type Service = "dynamodb" | "s3" | "ses" | "kms";
export interface Call {
  service: Service;
  /** As AWS names it: "TransactWriteItems", "PutObject", "SendRawEmail". */
  action: string;
}

export type FaultKind =
  /** The service asks to slow down. */
  | "throttle"
  /** DynamoDB: another transaction holds an item. */
  | "conflict"
  /** DynamoDB: cancelled, without saying why. */
  | "bare-cancel"
  /** The service fails: status 500. */
  | "error"
  | "drop-before"
  | "drop-after"
  | "cut-before"
  | "cut-after"
  | "kill-before"
  | "kill-after";

export interface Fault {
  kind: FaultKind;
  /** Which calls: any write, where not given. */
  match?: (call: Call) => boolean;
  /** The first matching call to hit, counted from 1 = the next. */
  nth?: number;
  /** Hit every so many matching calls from the nth on; 1 = each. Only the nth, where not given. */
  every?: number;
  /** How many hits in all. One where `every` is not given either. */
  times?: number;
}

export interface Faults {
  plan(fault: Fault): void;
  clear(): void;
  /** What happens to this call; also counts it. */
  take(call: Call): FaultKind | undefined;
  /** How many calls there were, by "service.action". */
  calls(): Record<string, number>;
  /** How many of them were writes. */
  writes(): number;
}

const READS =
  /^(Get|Query|Scan|BatchGet|TransactGet|Describe|List|Head|ExecuteStatement$)|^(Sign|GetPublicKey)$/;

/** A call that changes something, or sends something. */
export function isWrite(call: Call): boolean {
  return !READS.test(call.action);
}

export function createFaults(): Faults {
  let planned: { fault: Fault; seen: number; hits: number }[] = [];
  let cut = false;
  let writes = 0;
  const calls = new Map<string, number>();
  return {
    plan(fault) {
      planned.push({ fault, seen: 0, hits: 0 });
    },
    clear() {
      planned = [];
      cut = false;
    },
    take(call) {
      const name = `${call.service}.${call.action}`;
      calls.set(name, (calls.get(name) ?? 0) + 1);
      if (isWrite(call)) writes++;
      if (cut) return "drop-before";
      for (const plan of planned) {
        const {
          kind,
          match = isWrite,
          nth = 1,
          every,
          times = every ? Number.POSITIVE_INFINITY : 1,
        } = plan.fault;
        if (plan.hits >= times || !match(call)) continue;
        const past = ++plan.seen - nth;
        if (past < 0 || past % (every ?? 1) !== 0) continue;
        plan.hits++;
        cut = kind.startsWith("cut");
        return kind;
      }
      return undefined;
    },
    calls: () => Object.fromEntries(calls),
    writes: () => writes,
  };
}
