/**
 * The part of Lambda that calls handlers, in this process: each built bundle is loaded once (its cold
 * start), and each call is counted, so that a test can say which pages needed no function at all.
 */
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type { Context } from "aws-lambda";

export interface Functions {
  invoke<Result>(name: string, event: unknown): Promise<Result>;
  /** How often each has been called since the start. */
  invocations(): Record<string, number>;
}

type Handler = (event: unknown, context: Context) => Promise<unknown>;

const { nativeImport } = createRequire(import.meta.url)(
  "./native-import.ts",
) as typeof import("./native-import.ts");
let loads = 0;

/** Loads bundles afresh, with nothing kept from an earlier system in the same process. */
export async function loadFunctions(bundles: Record<string, string>): Promise<Functions> {
  loads++;
  const handlers = new Map<string, Handler>();
  for (const [name, file] of Object.entries(bundles)) {
    const { handler } = await nativeImport(`${pathToFileURL(file).href}?load=${loads}`);
    if (typeof handler !== "function") throw new Error(`functions/${name} exports no handler`);
    handlers.set(name, handler as Handler);
  }
  const counts = Object.fromEntries([...handlers.keys()].map((name) => [name, 0]));
  return {
    async invoke<Result>(name: string, event: unknown) {
      const handler = handlers.get(name);
      if (!handler) throw new Error(`There is no functions/${name}`);
      counts[name] = (counts[name] ?? 0) + 1;
      return (await handler(event, contextOf(name))) as Result;
    },
    invocations: () => ({ ...counts }),
  };
}

function contextOf(name: string): Context {
  const ends = performance.now() + 60_000;
  return {
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:eu-west-2:000000000000:function:${name}`,
    memoryLimitInMB: "1024",
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(ends - performance.now())),
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}
