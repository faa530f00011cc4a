/**
 * The deployed system, checked on its graph: SST's real components synthesised for three stages under
 * mocks. What only an account can prove (that AWS accepts it all) is listed in the README.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { deliverySuite } from "./delivery.ts";
import { file as envFile, envTypes } from "./env-types.ts";
import { frontDoorSuite } from "./front-door.ts";
import { functionsSuite } from "./functions.ts";
import { type Stages, statements, synthesise } from "./graph.ts";
import { storageSuite } from "./storage.ts";
import { watchingSuite } from "./watching.ts";

const stages = {} as Stages;

beforeAll(async () => {
  const [production, staging, own] = await Promise.all([
    synthesise("production"),
    synthesise("staging"),
    synthesise("ana"),
  ]);
  Object.assign(stages, { production, staging, own });
}, 300_000);

describe("the app", () => {
  it("runs in London, and only production is protected and kept", () => {
    expect(stages.production.app).toMatchObject({ removal: "retain", protect: true });
    expect(stages.staging.app).toMatchObject({ removal: "remove", protect: false });
    expect(stages.own.app).toMatchObject({ removal: "remove", protect: false });
    for (const stage of Object.values(stages)) {
      expect(stage.app).toMatchObject({ name: "countersign", home: "aws" });
      expect(stage.app.providers.aws?.region).toBe("eu-west-2");
    }
  });

  it("keeps tables, buckets and keys of production even if they leave the program", () => {
    const kept = ["aws:dynamodb/table:Table", "aws:s3/bucket:Bucket", "aws:kms/key:Key"];
    for (const type of kept)
      for (const resource of stages.production.all(type))
        expect(resource.options.retainOnDelete, resource.name).toBe(true);
    for (const key of stages.production.all("aws:kms/key:Key"))
      expect(key.options.protect, key.name).toBe(true);
  });

  it("can be removed whole in a stage of one's own", () => {
    for (const resource of stages.own.resources)
      expect(resource.options, resource.name).not.toHaveProperty("protect");
    for (const bucket of stages.own.all("aws:s3/bucket:Bucket"))
      expect(bucket.inputs.forceDestroy).toBe(true);
    for (const table of stages.own.all("aws:dynamodb/table:Table"))
      expect(table.inputs.deletionProtectionEnabled).toBe(false);
  });

  it("lets no role be assumed but by AWS services", () => {
    for (const stage of Object.values(stages))
      for (const role of stage.all("aws:iam/role:Role"))
        for (const statement of statements(role.inputs.assumeRolePolicy))
          expect(Object.keys(statement.Principal ?? {}), role.name).toEqual(["Service"]);
  });

  it("tells the application the types of its links", async () => {
    await expect(`${envTypes(stages.own)}`, "run npm run env:types").toMatchFileSnapshot(envFile);
  });
});

describe("storage", () => storageSuite(stages));
describe("functions", () => functionsSuite(stages));
describe("delivery of work and email", () => deliverySuite(stages));
describe("front door", () => frontDoorSuite(stages));
describe("watching", () => watchingSuite(stages));
