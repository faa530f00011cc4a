/** The folder of an export in tests: what is in it, what the verifier says of it, and one that is forged. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "#core/ledger/canonical.ts";

const VERIFY = join(import.meta.dirname, "../../core/ledger/verify.mjs");

export const filesIn = (of: string) =>
  readdirSync(of, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(of, name)).isFile());
/** By the one file that anyone can run. */
export const runVerify = (of: string) => {
  try {
    return {
      code: 0,
      text: execFileSync(process.execPath, [VERIFY, of], { encoding: "utf8", stdio: "pipe" }),
    };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, text: stdout };
  }
};

/** Changes a file of an export, and its line in the manifest, as whoever forges one would. */
export function forge<T>(copy: string, path: string, change: (content: T) => void): void {
  const content = JSON.parse(readFileSync(join(copy, path), "utf8")) as T;
  change(content);
  const forged = Buffer.from(JSON.stringify(content));
  writeFileSync(join(copy, path), forged);
  const manifest = JSON.parse(readFileSync(join(copy, "manifest.json"), "utf8"));
  const file = manifest.files.find((f: { path: string }) => f.path === path);
  Object.assign(file, { bytes: forged.length, sha256: sha256(forged) });
  writeFileSync(join(copy, "manifest.json"), JSON.stringify(manifest));
}
