/**
 * The functions as they are deployed: bundled by esbuild with the options that SST uses (one ES module
 * each, for Node 24), into .build/functions. Native packages stay outside and are found in node_modules.
 * Two processes may build at once: a file is only replaced, whole, when it changes.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { build } from "esbuild";
import { writeWhole } from "./whole-file.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Left out of every bundle, as `nodejs.install` and SST itself do. */
const EXTERNAL = ["@myriaddreamin/typst-ts-node-compiler", "sharp", "pg-native"];

/** What CommonJS code expects to find when it is bundled into an ES module: SST's own banner. */
const BANNER = [
  "import { createRequire as topLevelCreateRequire } from 'module';",
  "const require = topLevelCreateRequire(import.meta.url);",
  'import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"',
  "const __filename = topLevelFileUrlToPath(import.meta.url)",
  'const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))',
].join("\n");

/** Builds every function of a folder; returns the bundle of each, by name: "web" to ".build/functions/web.mjs". */
export async function buildFunctions(
  options: { from?: string; to?: string; minify?: boolean } = {},
): Promise<Record<string, string>> {
  const { from = join(ROOT, "functions"), minify = false } = options;
  const { to = join(ROOT, ".build", relative(ROOT, from).replaceAll("/", "-")) } = options;
  const files = readdirSync(from).filter((file) => /\.tsx?$/.test(file));
  return bundle(
    files.map((file) => join(from, file)),
    to,
    minify,
  );
}

/** Builds modules that Node cannot run as they are, since they have JSX in them; returns the bundle of each. */
export async function bundle(entries: string[], to: string, minify = false): Promise<Record<string, string>> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: entries,
    outdir: to,
    outExtension: { ".js": ".mjs" },
    entryNames: "[name]",
    bundle: true,
    platform: "node",
    format: "esm",
    target: "es2024",
    mainFields: ["module", "main"],
    keepNames: true,
    minify,
    banner: { js: BANNER },
    external: EXTERNAL,
    write: false,
    logLevel: "error",
  });
  mkdirSync(to, { recursive: true });
  const bundles: Record<string, string> = {};
  for (const { path, contents } of outputFiles) {
    if (!existsSync(path) || !readFileSync(path).equals(contents)) writeWhole(path, [contents]);
    bundles[basename(path, ".mjs")] = path;
  }
  return bundles;
}
