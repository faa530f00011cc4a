/**
 * Builds what pages load: app.scss, read.scss and app.js to one small file each, named by what they hold so that
 * they can be cached for ever. `web/assets/manifest.json` tells pages the names; it is committed, the
 * built files are not. `npm run assets` rewrites it after a change to a source.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile, NodePackageImporter } from "sass";

export interface Asset {
  /** The key in the public bucket: "assets/app.1a2b3c4d5e.css". */
  path: string;
  contentType: string;
  body: Uint8Array;
}

/** Source name to public address: "app.css" to "/assets/app.1a2b3c4d5e.css". */
export type Manifest = Record<string, string>;

const WEB = fileURLToPath(new URL("..", import.meta.url));
export const MANIFEST = join(WEB, "assets/manifest.json");

const CONTENT_TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Builds the assets into `outDir`. Throws where the committed manifest names others: pages would miss them. */
export async function buildAssets(outDir: string): Promise<{ files: Asset[]; manifest: Manifest }> {
  const built = await compileAssets();
  const committed: Manifest = JSON.parse(await readFile(MANIFEST, "utf8"));
  if (JSON.stringify(committed) !== JSON.stringify(built.manifest))
    throw new Error("web/assets/manifest.json is out of date: run `npm run assets`");
  for (const file of built.files) {
    const target = join(outDir, file.path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, file.body);
  }
  return built;
}

/** Compiles the assets, in memory. The same sources give the same bytes and names. */
export async function compileAssets(): Promise<{ files: Asset[]; manifest: Manifest }> {
  const sources: [name: string, body: Uint8Array][] = [
    ["app.css", styles("app")],
    ["read.css", styles("read")],
    ["app.js", await script()],
    ["icon.svg", await readFile(join(WEB, "assets/icon.svg"))],
  ];
  const files: Asset[] = [];
  const manifest: Manifest = {};
  for (const [name, body] of sources) {
    const extension = extname(name);
    const hash = createHash("sha256").update(body).digest("hex").slice(0, 10);
    const path = `assets/${name.slice(0, -extension.length)}.${hash}${extension}`;
    files.push({ path, contentType: CONTENT_TYPES[extension] ?? "application/octet-stream", body });
    manifest[name] = `/${path}`;
  }
  return { files, manifest };
}

function styles(name: string): Uint8Array {
  const { css } = compile(join(WEB, `styles/${name}.scss`), {
    style: "compressed",
    importers: [new NodePackageImporter(WEB)],
    quietDeps: true,
  });
  return new TextEncoder().encode(css);
}

async function script(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(WEB, "assets/app.js")],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    legalComments: "none",
    write: false,
  });
  return outputFiles[0]!.contents;
}

if (import.meta.main) {
  const { manifest } = await compileAssets();
  await writeFile(MANIFEST, `${JSON.stringify(manifest, undefined, 2)}\n`);
}
