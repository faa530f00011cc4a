/**
 * sst.config.ts and infra/ against SST's real component types: a wrong option is found here, not in a
 * deployment. A planted mistake shows that it would be found, in the same run of the compiler.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { installPlatform, root, typeErrors } from "./platform.ts";

beforeAll(installPlatform, 300_000);

it("finds nothing wrong with the types of the infrastructure, but the mistake planted here", async () => {
  const folder = await mkdtemp(join(root, ".test/types-"));
  try {
    await writeFile(join(folder, "wrong.ts"), 'new sst.aws.Bucket("Wrong", { versionning: true });\n');
    const project = {
      extends: "../../tsconfig.infra.json",
      include: ["../../sst.config.ts", "../../infra/*.ts", "wrong.ts"],
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(project));
    expect(await typeErrors(join(folder, "tsconfig.json"))).toEqual([
      expect.stringMatching(/wrong\.ts.*'versionning' does not exist in type 'BucketArgs'/),
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 180_000);
