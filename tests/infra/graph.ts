/**
 * The synthesised graph of a stage, and the questions that the tests ask of it.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { App } from "./bundle.ts";
import type { Build } from "./commands.ts";
import { installPlatform, root } from "./platform.ts";

export interface Resource {
  type: string;
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: the arguments of any AWS resource, read by their documented paths
  inputs: Record<string, any>;
  options: { protect?: boolean; retainOnDelete?: boolean; provider?: string };
}

export interface Synthesis {
  app: App;
  resources: Resource[];
  builds: Build[];
}

export interface Statement {
  Effect: "Allow" | "Deny";
  Action: string[];
  Resource: string[];
  Principal?: Record<string, string[]>;
  Condition?: Record<string, Record<string, string[]>>;
}

export type Graph = Awaited<ReturnType<typeof synthesise>>;

export type Stages = Record<"production" | "staging" | "own", Graph>;

export async function synthesise(stage: string) {
  await installPlatform();
  const folder = await mkdtemp(join(tmpdir(), "graph-"));
  const file = join(folder, "graph.json");
  const program = join(import.meta.dirname, "synth.ts");
  try {
    await promisify(execFile)(process.execPath, ["--no-warnings", program, stage, file], { cwd: root });
    return questions(JSON.parse(await readFile(file, "utf8")) as Synthesis);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function questions(graph: Synthesis) {
  const all = (type: string) => graph.resources.filter((resource) => resource.type === type);
  const one = (type: string, name: string) => {
    const found = all(type).find((resource) => resource.name === name);
    if (!found) throw new Error(`No ${type} named ${name}, but ${names(all(type))}`);
    return found;
  };
  return {
    ...graph,
    all,
    one,
    /** Every statement that the role of this function allows, inline or attached. */
    grants(fn: string): Statement[] {
      const role = one("aws:iam/role:Role", `${fn}Role`);
      const inline = (role.inputs.inlinePolicies ?? []).map((policy: { policy: string }) => policy.policy);
      const attached = all("aws:iam/rolePolicy:RolePolicy")
        .filter((policy) => policy.inputs.role === role.name || policy.inputs.role === role.inputs.name)
        .map((policy) => policy.inputs.policy);
      return [...inline, ...attached].flatMap(statements);
    },
    /** The links of a function as it will read them. */
    links(fn: string): string[] {
      return Object.keys(graph.builds.find((build) => build.functionID === fn)?.links ?? {}).sort();
    },
  };
}

export function statements(policy: string | { Statement: Statement[] }): Statement[] {
  const list = (value: unknown) => (value === undefined ? [] : [value].flat()) as string[];
  const document = (typeof policy === "string" ? JSON.parse(policy) : policy) as { Statement: Statement[] };
  return [document.Statement].flat().map((statement) => ({
    ...statement,
    Action: list(statement.Action),
    Resource: list(statement.Resource),
    ...(statement.Principal && {
      Principal: Object.fromEntries(Object.entries(statement.Principal).map(([k, v]) => [k, list(v)])),
    }),
  }));
}

export function names(resources: Resource[]): string[] {
  return resources.map((resource) => resource.name).sort();
}
