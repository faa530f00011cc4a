/**
 * Bundles sst.config.ts with the options of the SST command, so that the infrastructure runs here as
 * it runs there: once for `app()`, then, with the globals that SST gives it, for `run()`.
 */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import * as esbuild from "esbuild";
import { platform, root, work } from "./platform.ts";

export interface App {
  name: string;
  stage: string;
  home: string;
  version: string;
  removal: string;
  protect: boolean;
  providers: Record<string, { region?: string }>;
}

const config = JSON.stringify(join(root, "sst.config.ts"));

/** A module whose default export is the config: `$config` is not defined yet, so it gives back its input. */
export async function bundleApp(outfile: string): Promise<void> {
  await bundle(outfile, `export { default } from ${config};`, {
    banner: "function $config(input) { return input }",
  });
}

/** A module that exports `run` (SST's own wrapper), the config as `mod`, and its Pulumi. */
export async function bundleRun(outfile: string, app: App, artifacts: string): Promise<void> {
  const providers = JSON.parse(readFileSync(join(work, "provider-lock.json"), "utf8")) as {
    alias: string;
    package: string;
  }[];
  const paths = { home: work, root, work: artifacts, platform };
  await bundle(
    outfile,
    `export * as pulumi from "@pulumi/pulumi";
     export { run } from ${JSON.stringify(join(platform, "src/auto/run.ts"))};
     export { default as mod } from ${config};`,
    {
      globals: [
        ...providers.map((provider) => `import * as ${provider.alias} from "${provider.package}";`),
        `import * as sst from ${JSON.stringify(join(platform, "src/components"))};`,
      ].join("\n"),
      define: {
        $app: JSON.stringify(app),
        $cli: JSON.stringify({ command: "deploy", dev: false, paths, state: { version: {} } }),
        $dev: "false",
      },
      inject: [join(platform, "src/shim/run.js")],
    },
  );
}

interface Extras {
  banner?: string;
  globals?: string;
  define?: Record<string, string>;
  inject?: string[];
}

async function bundle(outfile: string, contents: string, extras: Extras): Promise<void> {
  await esbuild.build({
    stdin: { contents, resolveDir: root, sourcefile: "config.ts", loader: "ts" },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    logLevel: "error",
    nodePaths: [join(platform, "node_modules")],
    external: ["@pulumi/*", "@pulumiverse/*", "@sst-provider/*", "@aws-sdk/*", ...ALSO_EXTERNAL],
    define: extras.define,
    inject: extras.inject,
    banner: { js: `${COMMON_JS_NAMES}\n${extras.banner ?? ""}` },
    plugins: [withGlobals(extras.globals ?? "")],
  });
}

const ALSO_EXTERNAL = ["undici", "esbuild", "archiver", "glob", "vite"];

/** CommonJS code that is bundled into an ES module still looks for these. */
const COMMON_JS_NAMES = `
import * as __nodeModule from "node:module";
import * as __nodeUrl from "node:url";
const require = __nodeModule.createRequire(import.meta.url);
const __filename = __nodeUrl.fileURLToPath(import.meta.url);
const __dirname = __nodeUrl.fileURLToPath(new URL(".", import.meta.url));`;

/** The SST command puts the imports of `aws` and `sst` on top of every file of the project. */
function withGlobals(globals: string): esbuild.Plugin {
  return {
    name: "globals",
    setup(build) {
      build.onLoad({ filter: /\.(js|ts|jsx|tsx)$/ }, async ({ path }) => {
        if (path.startsWith(work)) return undefined;
        const loader = extname(path).slice(1) as esbuild.Loader;
        return { contents: `${globals}\n${await readFile(path, "utf8")}`, loader };
      });
    },
  };
}
