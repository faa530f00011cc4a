/**
 * Synthesises one stage of sst.config.ts without AWS: SST's real components run under Pulumi's mocks,
 * and every resource they ask for is written down. A program of its own, since Pulumi keeps its state in
 * the process:  node tests/infra/synth.ts <stage> <file for the graph>
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type App, bundleApp, bundleRun } from "./bundle.ts";
import { answerCommands } from "./commands.ts";
import type { Resource, Synthesis } from "./graph.ts";
import { answerOf, stateOf } from "./mocks.ts";
import { platform, quietly, root } from "./platform.ts";

/** Pulumi wraps a secret value in an object with this mark. */
const SECRET = "4dabf18193072939515e22adb298388d";

const [stage, out] = process.argv.slice(2);
if (!stage || !out) throw new Error("usage: node tests/infra/synth.ts <stage> <file>");
await writeFile(out, JSON.stringify(await synthesise(stage)));
process.exit(0);

async function synthesise(stage: string): Promise<Synthesis> {
  process.chdir(root);
  Object.assign(process.env, quietly, { SST_SECRET_LinkKeys: "mock link keys" });
  const artifacts = await mkdtemp(join(tmpdir(), "sst-artifacts-"));
  // Beside the platform's node_modules, where the bundles find Pulumi.
  const bundles = await mkdtemp(join(platform, "synth-"));
  try {
    const app = await readApp(join(bundles, "app.mjs"), stage);
    const region = app.providers.aws?.region;
    if (!region) throw new Error("sst.config.ts names no region");
    process.env.SST_AWS_REGION = region;
    const program = join(bundles, "run.mjs");
    await bundleRun(program, app, artifacts);
    const { server, builds } = await answerCommands(artifacts);
    const { pulumi, run, mod } = await import(pathToFileURL(program).href);

    const options = recordOptions(program);
    const resources: Resource[] = [];
    await pulumi.runtime.setMocks(
      {
        newResource({ type, name, inputs, id, custom }: NewResource) {
          resources.push({ type, name, inputs, options: {} });
          const state = stateOf(type, name, inputs, region);
          return { id: custom ? id || String(state.name) : "", state };
        },
        call: ({ token, inputs }: { token: string; inputs: Record<string, unknown> }) =>
          answerOf(token, inputs, region),
      },
      app.name,
      stage,
    );
    await pulumi.runtime.runInPulumiStack(() => run(mod.run));
    await pulumi.runtime.disconnect(); // waits for every resource that is still being registered
    server.close();
    const plain = JSON.parse(JSON.stringify(resources, withoutSecrets)) as Resource[];
    return {
      app,
      builds,
      resources: plain.map((resource) => ({
        ...resource,
        options: options.get(`${resource.type} ${resource.name}`) ?? {},
      })),
    };
  } finally {
    await rm(bundles, { recursive: true, force: true });
    await rm(artifacts, { recursive: true, force: true });
  }
}

interface NewResource {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  id?: string;
  custom?: boolean;
}

/** What the SST command reads first, with the defaults that it fills in. */
async function readApp(file: string, stage: string): Promise<App> {
  await bundleApp(file);
  const { default: config } = await import(pathToFileURL(file).href);
  return { removal: "retain", protect: false, ...config.app({ stage }), stage };
}

/** Mocks are not told a resource's options, so they are read off its registration. */
function recordOptions(program: string): Map<string, Resource["options"]> {
  const { MockMonitor } = createRequire(program)("@pulumi/pulumi/runtime/mocks.js");
  const options = new Map<string, Resource["options"]>();
  const register = MockMonitor.prototype.registerResource;
  MockMonitor.prototype.registerResource = function (request: Registration, callback: unknown) {
    options.set(`${request.getType()} ${request.getName()}`, {
      protect: request.getProtect() || undefined,
      retainOnDelete: request.getRetainondelete() || undefined,
      provider: request.getProvider().split("::")[3] || undefined,
    });
    return register.call(this, request, callback);
  };
  return options;
}

interface Registration {
  getType(): string;
  getName(): string;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getProvider(): string;
}

function withoutSecrets(_: string, value: unknown): unknown {
  return value && typeof value === "object" && SECRET in value ? (value as { value?: unknown }).value : value;
}
