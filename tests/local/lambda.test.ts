/** The Lambda Runtime API harness, with a handler of a few lines built as every function is. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildFunctions } from "#infra/local/bundles.ts";
import { type RunningLambda, runLambda } from "#infra/local/runtime-api.ts";

const folder = mkdtempSync(join(tmpdir(), "lambda-"));
let lambda: RunningLambda;

beforeAll(async () => {
  const from = join(folder, "from");
  mkdirSync(from);
  writeFileSync(
    join(from, "tiny.tsx"),
    `import { html } from "${join(import.meta.dirname, "../../node_modules/hono/dist/helper/html/index.js")}";
    let calls = 0;
    export const handler = async (event: { name: string }, context: { awsRequestId: string }) => {
      if (event.name === "bad") throw new TypeError("no such name");
      if (event.name === "exit") process.exit(3);
      calls += 1;
      return {
        text: String(html\`<p>\${event.name}</p>\`), calls, id: context.awsRequestId,
        setting: process.env.SETTING, require: typeof require, dir: __dirname, file: __filename,
      };
    };`,
  );
  const bundles = await buildFunctions({ from, to: join(folder, "to") });
  expect(Object.keys(bundles)).toEqual(["tiny"]);
  lambda = await runLambda(bundles.tiny!, { SETTING: "yes" });
});
afterAll(async () => {
  await lambda.stop();
  rmSync(folder, { recursive: true });
});

test("events in, answers out, in one process that stays", async () => {
  expect(await lambda.invoke({ name: "£ <b>" })).toMatchObject({
    text: "<p>£ &lt;b&gt;</p>",
    calls: 1,
    id: "1",
    setting: "yes",
    require: "function",
    dir: expect.stringContaining(join(folder, "to")),
    file: join(folder, "to/tiny.mjs"),
  });
  const both = await Promise.all([lambda.invoke({ name: "b" }), lambda.invoke({ name: "c" })]);
  expect(both.map((r) => (r as { calls: number }).calls)).toEqual([2, 3]);
  expect(lambda.initMs).toBeGreaterThan(0);
});

test("an error of the handler comes back by name, and the next call is answered", async () => {
  await expect(lambda.invoke({ name: "bad" })).rejects.toMatchObject({
    name: "TypeError",
    message: "no such name",
  });
  expect(await lambda.invoke({ name: "d" })).toMatchObject({ text: "<p>d</p>" });
});

test("a process that ends is noticed", async () => {
  await expect(lambda.invoke({ name: "exit" })).rejects.toThrow(/ended with 3/);
});
