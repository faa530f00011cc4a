/** What pages load: named as the pages name it, small, and without GOV.UK's marks. */
import { readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Asset, buildAssets, compileAssets, MANIFEST } from "#web/styles/build.ts";

const WEB = fileURLToPath(new URL("../../web", import.meta.url));

describe("assets", () => {
  const outDir = join(tmpdir(), `assets-${process.pid}`);
  let built: Awaited<ReturnType<typeof compileAssets>>;
  const text = (extension: string) =>
    new TextDecoder().decode(built.files.find((file: Asset) => file.path.endsWith(extension))!.body);

  beforeAll(async () => {
    built = await compileAssets();
  });
  afterAll(() => rm(outDir, { recursive: true, force: true }));

  it("have the names in web/assets/manifest.json (if not: npm run assets)", async () => {
    expect(JSON.parse(await readFile(MANIFEST, "utf8"))).toEqual(built.manifest);
  });

  it("are written where they are wanted, under those names", async () => {
    const { files, manifest } = await buildAssets(outDir);
    expect(files.map((file) => `/${file.path}`)).toEqual(Object.values(manifest));
    for (const file of files) expect(await readFile(join(outDir, file.path))).toEqual(Buffer.from(file.body));
  });

  it("are small", () => {
    const size = (body: Uint8Array) => gzipSync(body).length;
    const sizes = Object.fromEntries(
      built.files.map((file) => [file.path.replace(/\.\w{10}/, ""), size(file.body)]),
    );
    console.log(sizes);
    expect(sizes["assets/app.css"]).toBeLessThan(14_000);
    expect(sizes["assets/read.css"]).toBeLessThan(10_000);
    expect(sizes["assets/app.js"]).toBeLessThan(7_000);
  });

  it("have every override class that a page uses", async () => {
    const pages = (await readdir(WEB, { recursive: true })).filter((name) => name.endsWith(".tsx"));
    const sources = await Promise.all(pages.map((name) => readFile(join(WEB, name), "utf8")));
    const used = new Set(sources.flatMap((source) => source.match(/govuk-!-[a-z0-9-]+/g) ?? []));
    for (const name of used) expect(text(".css")).toContain(`.${name.replace("!", "\\!")}`);
    expect(pages).toContain("layout/page.tsx");
  });

  it("have no crown, no GDS Transport, and load nothing themselves", () => {
    expect(text(".css")).not.toMatch(/GDS Transport|crest|crown|@font-face|@import|url\(/i);
    expect(text(".css")).toContain("app-header");
    expect(text(".js")).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });
});
