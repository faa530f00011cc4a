/**
 * Styles and scripts, built and put into the public bucket under names that hold their hash. They are
 * never taken away: a notice published years ago still asks for the style that it was published with.
 */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { publicBucket } from "#infra/storage.ts";

const CONTENT_TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

const BUILD = `
  const { buildAssets } = await import("#web/styles/build.ts");
  await buildAssets(process.env.ASSETS_FOLDER);`;

const folder = join($cli.paths.work, "assets-to-publish");

// A program of its own: SST bundles this one, and the Sass compiler cannot be bundled.
execFileSync(process.execPath, ["--input-type=module", "--eval", BUILD], {
  cwd: $cli.paths.root,
  env: { ...process.env, ASSETS_FOLDER: folder },
  stdio: ["ignore", "ignore", "inherit"],
});

for (const file of readdirSync(join(folder, "assets"))) {
  const contentType = CONTENT_TYPES[extname(file)];
  if (!contentType) throw new Error(`infra/assets.ts knows no content type for ${file}`);
  new aws.s3.BucketObjectv2(
    `Asset-${file}`,
    {
      bucket: publicBucket.name,
      key: `assets/${file}`,
      source: new $util.asset.FileAsset(join(folder, "assets", file)),
      contentType,
      cacheControl: "public, max-age=31536000, immutable",
    },
    { retainOnDelete: true },
  );
}
