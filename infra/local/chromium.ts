/** Headless Chromium from npm, for the bench and the browser tests: where its program is, and how it is started. */
import { existsSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Chromium from "@sparticuz/chromium";

export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--headless",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The package unpacks Chromium in place, and takes a half-unpacked one for done. Those that start
 * together must not meet there: each unpacks apart, and the first to finish gives its own to all.
 */
export async function chromiumPath(): Promise<string> {
  const shared = join(tmpdir(), "countersign-chromium-153.0.0");
  if (existsSync(shared)) return join(shared, "chromium");
  const apart = await mkdtemp(`${shared}-`);
  const usual = process.env.TMPDIR;
  process.env.TMPDIR = apart;
  try {
    await Chromium.executablePath();
  } finally {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
  }
  await rename(apart, shared).catch(() => rm(apart, { recursive: true, force: true }));
  return join(shared, "chromium");
}
