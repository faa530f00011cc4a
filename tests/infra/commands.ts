/**
 * The two calls that SST's components make to the SST command, answered over HTTP on this machine:
 * where the account's asset bucket is, and the build of a function. Builds are stubs here, since the
 * real bundles are tested elsewhere; the handler must exist all the same.
 */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { root } from "./platform.ts";

export interface Build {
  functionID: string;
  handler: string;
  runtime: string;
  links: Record<string, Record<string, unknown>>;
  copyFiles: { from: string; to: string }[];
  properties: { minify?: boolean; install?: Record<string, string>; architecture?: string };
}

/** Starts the server, tells SST where it is, and gives the list to which each build is added. */
export async function answerCommands(artifacts: string): Promise<{ server: Server; builds: Build[] }> {
  const builds: Build[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method, params } = JSON.parse(body) as { method: string; params: Build[] };
    response.setHeader("content-type", "application/json");
    try {
      response.end(JSON.stringify({ result: await answer(method, params) }));
    } catch (error) {
      response.end(JSON.stringify({ error: String(error) }));
    }
  });
  // SST keeps its connections; one that this end closes as it is used again would break the synthesis off.
  server.keepAliveTimeout = 0;
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  process.env.SST_SERVER = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, builds };

  async function answer(method: string, [build]: Build[]) {
    if (method === "Provider.Aws.Bootstrap")
      return { asset: "asset-mock", state: "state-mock", assetEcrUrl: "", assetEcrRegistryId: "" };
    if (method !== "Runtime.Build" || !build) throw new Error(`Unexpected call: ${method}`);
    builds.push(build);
    return stub(build, artifacts);
  }
}

async function stub(build: Build, artifacts: string) {
  const out = join(artifacts, "artifacts", `${build.functionID}-src`);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "bundle.mjs"), "export const handler = async () => {};\n");
  return { out, handler: `bundle${extname(build.handler)}`, errors: [], sourcemaps: [] };
}

/** The source file of a handler as SST finds it, if it is there. */
export function handlerFile(handler: string): string | undefined {
  const base = handler.slice(0, -extname(handler).length);
  return [".ts", ".tsx"].map((extension) => join(root, base + extension)).find(existsSync);
}
