/**
 * The rules of the house that a compiler does not know: which folder may import which, where the clock,
 * AWS and an office's name may appear, and that no form can be posted from another site.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Hono } from "hono";
import { beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

interface Source {
  path: string;
  text: string;
  /** Modules it imports for their values: a path in the repository, or a package. */
  imports: string[];
  /** The same with those imported for their types alone. */
  allImports: string[];
}

const sources = ["core", "functions", "web", "infra", "tests"].flatMap(sourcesIn);
const byPath = new Map(sources.map((source) => [source.path, source]));
const within = (...folders: string[]) =>
  sources.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)));
const PRODUCTION = ["core", "functions", "web"];
const PURE = ["core/form", "core/checks", "core/document", "core/notice", "core/ledger"];

/** A store talks to a table; the seal's key lives in KMS. Nothing else in a pure folder may reach AWS. */
const mayReachAws = (path: string) => path.endsWith(".store.ts") || path === "core/document/seal-key.ts";

describe("direction", () => {
  it.each([
    ["core", ["core"]],
    ["web", ["web", "core"]],
    ["functions", ["functions", "web", "core"]],
  ])("%s imports only from %s", (folder, allowed) => {
    expect(
      within(folder).flatMap(({ path, allImports }) =>
        allImports
          .filter((module) => isOurs(module) && !allowed.some((name) => module.startsWith(`${name}/`)))
          .map((module) => `${path} imports ${module}`),
      ),
    ).toEqual([]);
  });

  it("the deployed infrastructure names handlers, and knows of the rest only what is plain data", () => {
    const allowed =
      /^(infra\/[\w-]+\.ts|core\/aws\/(tables|streams)\.ts|core\/document\/assets\.ts|web\/styles\/build\.ts|node:.*)$/;
    const deployed = sources.filter(({ path }) => /^infra\/[\w-]+\.(ts|js)$/.test(path));
    expect(deployed.length).toBeGreaterThan(8);
    for (const { path, allImports } of deployed)
      for (const module of allImports) expect(module, path).toMatch(allowed);
  });

  it.each(PURE)("%s reaches no AWS, by any way", (folder) => {
    for (const { path } of within(folder).filter((source) => !mayReachAws(source.path)))
      expect(wayToAws(path), `${path} reaches AWS`).toBeUndefined();
  });

  it("nothing but core/aws, the stores, the mailer and the seal imports the AWS SDK", () => {
    const using = within(...PRODUCTION)
      .filter(({ imports }) => imports.some((module) => module.startsWith("@aws-sdk/")))
      .map(({ path }) => path)
      .filter((path) => !path.startsWith("core/aws/") && !mayReachAws(path));
    expect(using).toEqual(["core/notification/lease.ts"]);
  });

  it("only functions/http/lambda.ts imports Hono's Lambda adapter", () => {
    const using = sources.filter(({ imports }) =>
      imports.some((module) => module.startsWith("hono/aws-lambda")),
    );
    expect(using.map(({ path }) => path)).toEqual(["functions/http/lambda.ts"]);
  });
});

describe("text", () => {
  const offices = readdirSync(join(root, "core/offices"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

  it("core has no clock of its own, and no chance but in the pause before a retry", () => {
    expect(found(/\bDate\.now\(|new Date\(\)|\bperformance\.now\(/, within("core"))).toEqual([]);
    const chance = found(/\bMath\.random\(/, within("core")).filter((line) => !line.includes("setTimeout("));
    expect(chance).toEqual([]);
    expect(found(/\bMath\.random\(|\brandom(Bytes|UUID)\(/, within(...PURE))).toEqual([]);
  });

  it("production code has no local branch", () => {
    expect(found(/NODE_ENV|\blocalhost\b|\bendpoint:/, within(...PRODUCTION))).toEqual([]);
  });

  it("links are read inside functions, never while a module loads", () => {
    expect(found(/^(export )?(const|let|var) .*\bResource\.[A-Z](?!.*=>)/, within(...PRODUCTION))).toEqual(
      [],
    );
  });

  it("no code outside core/offices names an office", () => {
    expect(offices.length).toBeGreaterThan(3);
    const elsewhere = within(...PRODUCTION, "infra").filter(({ path }) => !path.startsWith("core/offices/"));
    expect(found(new RegExp(`\\b(${offices.join("|")})\\b`, "i"), elsewhere)).toEqual([]);
  });

  it("tests mock no module, and none is left out or left alone", () => {
    const forbidden = new RegExp(
      ["vi\\.(do)?" + "mock\\(", "\\b(it|test|describe)\\.(only|todo|skip)\\b"].join("|"),
    );
    expect(found(forbidden, within("tests"))).toEqual([]);
  });
});

describe("files", () => {
  it("has the fixed top level", () => {
    const ours = [
      "README.md",
      "core",
      "functions",
      "infra",
      "package.json",
      "sst.config.ts",
      "tests",
      "tsconfig.json",
      "web",
    ];
    const tools = [
      "biome.json",
      "package-lock.json",
      "sst-env.d.ts",
      "tsconfig.infra.json",
      "vitest.config.ts",
    ];
    const there = readdirSync(root).filter((name) => !name.startsWith(".") && name !== "node_modules");
    expect(there.sort()).toEqual([...ours, ...tools].sort());
  });

  it("has no file of more than 300 lines", () => {
    const long = sources.filter(({ text }) => text.trimEnd().split("\n").length > 300);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it("has no drawer for what has no name, and no barrel", () => {
    const named = /(^|\/)(utils?|helpers?|types|common|misc)(\.tsx?$|\/)/;
    expect(sources.map(({ path }) => path).filter((path) => named.test(path))).toEqual([]);
    const indexes = sources.map(({ path }) => path).filter((path) => /\/index\.tsx?$/.test(path));
    expect(indexes).toEqual(["core/offices/index.ts"]);
    const barrels = within(...PRODUCTION).filter(({ text }) => /^export \* from/m.test(text));
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });

  it("says at the top of each module what it is for", () => {
    const silent = within(...PRODUCTION, "infra").filter(
      ({ text }) => !/^(#!.*\n|\/\/\/.*\n+)?\/\*\*/.test(text),
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it("imports name files that are there", () => {
    const missing = sources.flatMap(({ path, allImports }) =>
      allImports
        .filter((module) => isOurs(module) && !existsSync(join(root, module)))
        .map((module) => `${path}: ${module}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("requests that could change something", () => {
  const ORIGIN = "https://decisions.example";
  const apps: { name: string; app: Hono }[] = [];
  const routes = () =>
    apps.flatMap(({ name, app }) =>
      app.routes
        .filter(({ method }) => !["GET", "HEAD", "OPTIONS", "ALL"].includes(method))
        .map(({ method, path }) => ({ name, app, method, path: path.replaceAll(/:\w+(\{[^}]*\})?/g, "x") })),
    );

  beforeAll(async () => {
    process.env.SST_RESOURCES_JSON = JSON.stringify({
      App: { name: "countersign", stage: "test" },
      Site: { origin: ORIGIN },
      LinkKeys: {
        value: JSON.stringify({ current: "a", keys: { a: Buffer.alloc(32, 1).toString("base64") } }),
      },
    });
    for (const name of ["web", "sign", "follow"]) {
      const { app } = await import(join(root, `functions/${name}.ts`));
      apps.push({ name, app });
    }
  });

  it("are known: each app has some", () => {
    for (const { name } of apps)
      expect(routes().filter((route) => route.name === name).length).toBeGreaterThan(0);
  });

  /** A mail program's own post comes from no page (RFC 8058): its link is all that it has, and can stop emails alone. */
  const isOneClick = ({ path }: { path: string }) => path === "/follow/stop/x";

  it.each([
    ["another site", { origin: "https://elsewhere.example" }],
    ["an opaque origin", { origin: "null" }],
    ["no origin", {}],
  ])("are refused from %s before anything is read", async (_, from) => {
    for (const route of routes()) {
      const { app, method, path } = route;
      const headers = { "content-type": "application/x-www-form-urlencoded", ...from };
      const response = await app.request(path, { method, headers, body: "a=b" });
      expect(response.status, `${method} ${path}`).toBe(isOneClick(route) ? 410 : 403);
    }
  });

  it("are refused unless they are a form or JSON", async () => {
    for (const { app, method, path } of routes())
      for (const type of ["text/plain", "application/xml", ""]) {
        const response = await app.request(path, {
          method,
          headers: { origin: ORIGIN, "content-type": type },
          body: "a",
        });
        expect(response.status, `${method} ${path} as ${type}`).toBe(400);
      }
  });

  it("ask for a session or a good token, but for signing in and out", async () => {
    // Sign-in comes before a session; verification and following are the public's. All pass the same-origin check.
    const open = ["/sign-in", "/sign-out", "/verify", "/follow"];
    for (const { app, name, method, path } of routes().filter((route) => !open.includes(route.path))) {
      const headers = { origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" };
      const body = new URLSearchParams({ cmdId: "01J00000000000000000000000", hash: "0".repeat(64) });
      const response = await app.request(path, { method, headers, body: body.toString() });
      const expected = name !== "web" || path.startsWith("/sign-in/") ? [410] : [401];
      expect(expected, `${method} ${path} answered ${response.status}`).toContain(response.status);
    }
  });
});

function sourcesIn(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|tsx|js)$/.test(name))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(root, path), "utf8");
      const statements = [
        ...text.matchAll(/^(?:import|export)\b(?:([^;"']*?)\bfrom\s*)?\s*["']([^"']+)["']/gm),
      ];
      const dynamic = [...text.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)].map((match) => match[1]!);
      const target = (module: string) => resolveModule(path, module);
      const values = statements.filter((match) => !isTypeOnly(match[1] ?? ""));
      return {
        path,
        text,
        imports: [...values.map((match) => match[2]!), ...dynamic].map(target),
        allImports: [...statements.map((match) => match[2]!), ...dynamic].map(target),
      };
    });
}

/** `import type …`, or nothing in the braces but types. */
function isTypeOnly(clause: string): boolean {
  if (/^\s*type\b/.test(clause)) return true;
  const names = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1];
  return names?.split(",").every((name) => !name.trim() || /^\s*type\s/.test(name)) ?? false;
}

function resolveModule(from: string, module: string): string {
  if (module.startsWith("#")) return module.slice(1);
  if (module.startsWith(".")) return relative(root, resolve(root, dirname(from), module));
  return module;
}

function isOurs(module: string): boolean {
  return /^(core|functions|web|infra|tests)\//.test(module);
}

/** The chain of imports by which a module comes to AWS, if there is one. */
function wayToAws(path: string, seen = new Set<string>()): string[] | undefined {
  seen.add(path);
  for (const module of byPath.get(path)?.imports ?? []) {
    if (/^(@aws-sdk\/|@smithy\/|sst$|core\/aws\/)/.test(module)) return [path, module];
    if (!isOurs(module) || seen.has(module)) continue;
    const way = wayToAws(module, seen);
    if (way) return [path, ...way];
  }
  return undefined;
}

/** Lines that match, as "path:line: text". */
function found(pattern: RegExp, files: Source[]): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split("\n")
      .map((line, index) => ({ line, at: `${path}:${index + 1}: ${line.trim()}` }))
      .filter(({ line }) => pattern.test(line))
      .map(({ at }) => at),
  );
}
