/** Styles and scripts into the public bucket, as a deployment uploads them. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Asset, buildAssets, MANIFEST, type Manifest } from "#web/styles/build.ts";
import type { Disk } from "./s3-disk.ts";

const BUILT = join(import.meta.dirname, "../../.build/assets");

/** `fresh`: build from the sources, even where what the manifest names is built already. */
export async function uploadAssets(disk: Disk, bucket: string, fresh: boolean): Promise<void> {
  const files = (fresh ? undefined : builtAssets()) ?? (await buildAssets(BUILT)).files;
  for (const { path, contentType, body } of files) {
    // A name says what is in it, so what is there is right.
    if (disk.find(bucket, path)) continue;
    disk.put(bucket, path, Buffer.from(body), {
      at: Date.now(),
      headers: { "content-type": contentType, "cache-control": "public, max-age=31536000, immutable" },
    });
  }
}

/** What the manifest names, from an earlier build; nothing unless each file is there and is what its name says. */
function builtAssets(): Asset[] | undefined {
  const manifest = JSON.parse(readFileSync(MANIFEST, "utf8")) as Manifest;
  const files: Asset[] = [];
  for (const address of Object.values(manifest)) {
    const path = address.slice(1);
    const file = join(BUILT, path);
    if (!existsSync(file)) return undefined;
    const body = readFileSync(file);
    const [, hash = "", extension = ""] = /\.([0-9a-f]{10})\.(\w+)$/.exec(path) ?? [];
    if (!createHash("sha256").update(body).digest("hex").startsWith(hash)) return undefined;
    const types: Record<string, string> = { css: "text/css", js: "text/javascript", svg: "image/svg+xml" };
    files.push({ path, contentType: types[extension] ?? "application/octet-stream", body });
  }
  return files;
}
