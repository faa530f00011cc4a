/**
 * A built bundle, run as Lambda runs it: in a process of its own that asks the Runtime API for its next
 * event and posts its answer. Source: AWS, "Using the Lambda runtime API for custom runtimes".
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";

export interface RunningLambda {
  /** Calls the function; rejects with the error that it threw. */
  invoke<Result>(event: unknown): Promise<Result>;
  /** Milliseconds from the start of the process until it asked for its first event. */
  initMs: number;
  stop(): Promise<void>;
}

/** What Lambda's own Node runtime does: load the handler once, then take one event after another. */
const CLIENT = `
const api = "http://" + process.env.AWS_LAMBDA_RUNTIME_API + "/2018-06-01/runtime/";
const { handler } = await import(process.env.BUNDLE);
for (;;) {
  const next = await fetch(api + "invocation/next");
  const id = next.headers.get("lambda-runtime-aws-request-id");
  const post = (path, body) => fetch(api + "invocation/" + id + path, { method: "POST", body: JSON.stringify(body) ?? "null" });
  try {
    await post("/response", await handler(await next.json(), { awsRequestId: id, functionName: "test", getRemainingTimeInMillis: () => 10000 }));
  } catch (error) {
    await post("/error", { errorType: error?.name ?? "Error", errorMessage: String(error?.message ?? error) });
  }
}`;

export async function runLambda(
  bundle: string,
  environment: Record<string, string> = {},
): Promise<RunningLambda> {
  const events: { id: string; event: unknown }[] = [];
  const waiting: ServerResponse[] = [];
  const answers = new Map<string, { resolve(value: unknown): void; reject(error: Error): void }>();
  const asked = Promise.withResolvers<void>();
  const hand = () => {
    while (events.length && waiting.length) {
      const { id, event } = events.shift()!;
      waiting.shift()!.writeHead(200, { "lambda-runtime-aws-request-id": id }).end(JSON.stringify(event));
    }
  };
  const server = createServer(async (req, res) => {
    if (req.url?.endsWith("/invocation/next")) {
      waiting.push(res);
      asked.resolve();
      return hand();
    }
    const [, id = "", kind] = /\/invocation\/([^/]+)\/(response|error)$/.exec(req.url ?? "") ?? [];
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    if (kind === "response") answers.get(id)?.resolve(body);
    else answers.get(id)?.reject(Object.assign(new Error(body.errorMessage), { name: body.errorType }));
    res.writeHead(202).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  const startedAt = performance.now();
  const child = spawn(process.execPath, ["--input-type=module", "-e", CLIENT], {
    cwd: dirname(bundle),
    stdio: ["ignore", "inherit", "pipe"],
    env: {
      PATH: process.env.PATH,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${(server.address() as AddressInfo).port}`,
      LAMBDA_TASK_ROOT: dirname(bundle),
      BUNDLE: pathToFileURL(bundle).href,
      ...environment,
    },
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const died = once(child, "exit").then(([code]) => {
    throw new Error(`The function's process ended with ${code}: ${said}`);
  });
  died.catch(() => {});
  await Promise.race([asked.promise, died]);
  let n = 0;
  return {
    initMs: performance.now() - startedAt,
    invoke<Result>(event: unknown) {
      const id = String(++n);
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      answers.set(id, { resolve, reject });
      events.push({ id, event });
      hand();
      return Promise.race([promise, died]) as Promise<Result>;
    },
    async stop() {
      child.kill("SIGKILL");
      await died.catch(() => {});
      server.close();
      server.closeAllConnections();
    },
  };
}
