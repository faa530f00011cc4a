/**
 * What stands in front of the local DynamoDB: forwards every call as it is, adds up the capacity that
 * the answers report, by journey, and injects the planned faults. It asks for ConsumedCapacity where the
 * caller did not, so that nothing goes uncounted.
 */
import { Agent, request } from "node:http";
import type { Faults } from "./faults.ts";
import { type Reply, serve, type WireRequest, withFaults } from "./wire.ts";

/** Capacity units: read and write, as DynamoDB bills them. */
export interface Units {
  read: number;
  write: number;
  /** Calls that reached the database. */
  calls: number;
}

export interface Meter {
  /** What follows belongs to this journey. Calls before the first journey count as "start". */
  journey(name: string): void;
  totals(): Record<string, Units>;
}

export interface PassThrough {
  origin: string;
  port: number;
  meter: Meter;
  /** How many writes the database has taken: it stands still when the system is at rest. */
  writesTaken(): number;
  stop(): Promise<void>;
}

const WRITES = /^(Put|Update|Delete|BatchWrite|TransactWrite)/;
const METERED =
  /^(Put|Update|Delete|Get)Item$|^(BatchWrite|BatchGet)Item$|^Transact(Write|Get)Items$|^(Query|Scan)$/;

export async function passThrough(options: {
  to: string;
  port?: number;
  faults: Faults;
}): Promise<PassThrough> {
  const agent = new Agent({ keepAlive: true });
  const totals = new Map<string, Units>();
  let journey = "start";
  let writes = 0;

  const forward = async (asked: WireRequest, action: string): Promise<Reply> => {
    const body = METERED.test(action) ? askForCapacity(asked.body) : asked.body;
    const reply = await send(options.to, agent, { ...asked, body });
    if (METERED.test(action)) {
      if (reply.status === 200 && WRITES.test(action)) writes++;
      count(journey, action, reply);
    }
    return reply;
  };
  const count = (name: string, action: string, reply: Reply) => {
    const units = totals.get(name) ?? { read: 0, write: 0, calls: 0 };
    totals.set(name, units);
    units.calls++;
    if (reply.status !== 200) return;
    units[WRITES.test(action) ? "write" : "read"] += consumed(reply.body as Buffer);
  };
  const served = await serve(
    (asked) => {
      const action = asked.headers["x-amz-target"]?.split(".")[1] ?? "";
      return withFaults(
        options.faults,
        { service: "dynamodb", action },
        () => forward(asked, action),
        refusal,
      );
    },
    { port: options.port },
  );
  return {
    ...served,
    meter: {
      journey: (name) => {
        journey = name;
      },
      totals: () => Object.fromEntries([...totals].map(([name, units]) => [name, { ...units }])),
    },
    writesTaken: () => writes,
    stop: async () => {
      await served.stop();
      agent.destroy();
    },
  };
}

function askForCapacity(body: Buffer): Buffer {
  const asked = JSON.parse(body.toString());
  return Buffer.from(JSON.stringify({ ReturnConsumedCapacity: "TOTAL", ...asked }));
}

function consumed(body: Buffer): number {
  const capacity = JSON.parse(body.toString()).ConsumedCapacity ?? [];
  return [capacity]
    .flat()
    .reduce((sum: number, c: { CapacityUnits?: number }) => sum + (c.CapacityUnits ?? 0), 0);
}

function send(to: string, agent: Agent, { method, path, headers, body }: WireRequest): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { "content-length": _, "transfer-encoding": __, connection: ___, ...kept } = headers;
    const outgoing = request(
      new URL(path, to),
      { method, agent, headers: { ...kept, "content-length": body.length } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () =>
          resolve({
            status: incoming.statusCode ?? 500,
            headers: {
              "content-type": incoming.headers["content-type"] ?? "application/x-amz-json-1.0",
              ...(incoming.headers["x-amzn-requestid"]
                ? { "x-amzn-requestid": String(incoming.headers["x-amzn-requestid"]) }
                : {}),
            },
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function refusal(kind: "throttle" | "conflict" | "bare-cancel" | "error"): Reply {
  const error = (status: number, type: string, message: string, more = {}): Reply => ({
    status,
    headers: { "content-type": "application/x-amz-json-1.0" },
    body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message, ...more }),
  });
  const cancelled = "Transaction cancelled, please refer cancellation reasons for specific reasons";
  switch (kind) {
    case "throttle":
      return error(400, "ThrottlingException", "Rate of requests exceeds the allowed throughput.");
    case "conflict":
      return error(400, "TransactionCanceledException", `${cancelled} [TransactionConflict]`, {
        Message: `${cancelled} [TransactionConflict]`,
        CancellationReasons: [
          { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" },
        ],
      });
    case "bare-cancel":
      return error(400, "TransactionCanceledException", cancelled, { Message: cancelled });
    default:
      return error(
        500,
        "InternalServerError",
        "The request processing has failed because of an unknown error.",
      );
  }
}
