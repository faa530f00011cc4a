/** What is asserted of the tables, the buckets and the keys. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { TABLES } from "#core/aws/tables.ts";
import { type Stages, statements } from "./graph.ts";
import { root } from "./platform.ts";

const TABLE = "aws:dynamodb/table:Table";
const BUCKET = "aws:s3/bucket:Bucket";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

export function storageSuite(stages: Stages) {
  it("has the tables of core/aws/tables.ts, and no other", () => {
    for (const stage of Object.values(stages)) {
      const shapes = Object.values(TABLES);
      expect(
        stage
          .all(TABLE)
          .map((table) => table.name)
          .sort(),
      ).toEqual(shapes.map((shape) => shape.link).sort());
      for (const shape of shapes) {
        const table = stage.one(TABLE, shape.link).inputs;
        expect(table).toMatchObject({ hashKey: shape.hashKey, rangeKey: shape.rangeKey });
        // What nobody follows has no stream.
        const stream = "stream" in shape ? { streamEnabled: true, streamViewType: shape.stream } : {};
        expect(table).toMatchObject(stream);
        if (!("stream" in shape)) expect(table.streamEnabled ?? false).toBe(false);
        const indexes = Object.entries(shape.indexes).map(([name, index]) => ({
          name,
          hashKey: index.hashKey,
          rangeKey: index.rangeKey,
          projectionType: "INCLUDE",
          nonKeyAttributes: index.include,
        }));
        expect(table.globalSecondaryIndexes).toEqual(indexes);
        const keys = [shape, ...Object.values(shape.indexes)].flatMap((key) => [key.hashKey, key.rangeKey]);
        expect(table.attributes.map((attribute: { name: string }) => attribute.name).sort()).toEqual(
          keys.sort(),
        );
      }
    }
  });

  it("can restore any table to any second of 35 days, and encrypts it under our key", () => {
    for (const stage of Object.values(stages))
      for (const table of stage.all(TABLE)) {
        expect(table.inputs.pointInTimeRecovery).toEqual({ enabled: true, recoveryPeriodInDays: 35 });
        expect(table.inputs.serverSideEncryption.enabled).toBe(true);
        expect(table.inputs.serverSideEncryption.kmsKeyArn).toMatch(/DataKey$/);
        expect(table.inputs.billingMode).toBe("PAY_PER_REQUEST");
      }
    for (const stage of [stages.production, stages.staging])
      for (const table of stage.all(TABLE))
        expect(table.inputs.deletionProtectionEnabled, table.name).toBe(true);
  });

  it("lets records expire, and never an entry of the ledger", () => {
    expect(stages.production.one(TABLE, "RecordsTable").inputs.ttl).toEqual({
      attributeName: "ttl",
      enabled: true,
    });
    expect(stages.production.one(TABLE, "LedgerTable").inputs.ttl).toBeUndefined();
  });

  it("lets nobody alter an entry of the ledger, administrators included", () => {
    for (const stage of Object.values(stages)) {
      const policy = stage.one("aws:dynamodb/resourcePolicy:ResourcePolicy", "LedgerAppendOnly").inputs;
      expect(policy.resourceArn).toContain("LedgerTable");
      const [statement, ...others] = statements(policy.policy);
      expect(others).toEqual([]);
      expect(statement).toMatchObject({
        Effect: "Deny",
        Principal: { AWS: ["*"] },
        Resource: [policy.resourceArn],
      });
      expect(statement?.Condition).toBeUndefined();
      expect(statement?.Action).toEqual(
        expect.arrayContaining(["dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"]),
      );
    }
  });

  it("has three buckets, versioned, closed to the public, never reached without TLS or by another site", () => {
    for (const stage of Object.values(stages)) {
      expect(
        stage
          .all(BUCKET)
          .map((bucket) => bucket.name)
          .sort(),
      ).toEqual(["AnchorsBucket", "PrivateBucket", "PublicBucket"]);
      expect(stage.all("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration")).toEqual([]);
      expect(stage.all("aws:s3/bucketAcl:BucketAcl")).toEqual([]);
      for (const name of ["Anchors", "Private", "Public"]) {
        const block = stage.one(
          "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
          `${name}PublicAccessBlock`,
        );
        expect(block.inputs).toMatchObject({
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        });
        const versioning = stage.one("aws:s3/bucketVersioning:BucketVersioning", `${name}Versioning`);
        expect(versioning.inputs.versioningConfiguration).toEqual({ status: "Enabled" });
        const policy = statements(
          stage.one("aws:s3/bucketPolicy:BucketPolicy", `${name}Policy`).inputs.policy,
        );
        expect(policy).toContainEqual(
          expect.objectContaining({
            Effect: "Deny",
            Condition: { Bool: { "aws:SecureTransport": ["false"] } },
          }),
        );
      }
    }
  });

  it("gives the public bucket's pages to this account's CloudFront, and the others to nobody", () => {
    const allowed = (name: string) =>
      statements(stages.production.one("aws:s3/bucketPolicy:BucketPolicy", name).inputs.policy).filter(
        (statement) => statement.Effect === "Allow",
      );
    expect(allowed("PrivatePolicy")).toEqual([]);
    expect(allowed("AnchorsPolicy")).toEqual([]);
    expect(allowed("PublicPolicy")).toEqual([
      {
        Effect: "Allow",
        Action: ["s3:GetObject"],
        Resource: [
          expect.stringMatching(/publicbucket-\w+\/decisions\/\*$/),
          expect.stringMatching(/\/assets\/\*$/),
        ],
        Principal: { Service: ["cloudfront.amazonaws.com"] },
        Condition: { ArnLike: { "aws:SourceArn": ["arn:aws:cloudfront::123456789012:distribution/*"] } },
      },
    ]);
  });

  it("encrypts private files under our key, and public ones so that CloudFront needs none", () => {
    const method = (name: string) =>
      stages.production.one(ENCRYPTION, name).inputs.rules[0].applyServerSideEncryptionByDefault;
    expect(method("PrivateEncryption")).toMatchObject({ sseAlgorithm: "aws:kms" });
    expect(method("PrivateEncryption").kmsMasterKeyId).toMatch(/DataKey$/);
    expect(method("AnchorsEncryption")).toEqual(method("PrivateEncryption"));
    expect(method("PublicEncryption")).toEqual({ sseAlgorithm: "AES256" });
  });

  it("locks what is published, and what each anchor was made from, in permanent stages, for seven years in production", () => {
    const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    for (const stage of [stages.production, stages.staging]) {
      for (const name of ["PublicBucket", "AnchorsBucket"])
        expect(stage.one(BUCKET, name).inputs).toMatchObject({
          objectLockEnabled: true,
          forceDestroy: false,
        });
      expect(stage.one(BUCKET, "PrivateBucket").inputs.forceDestroy).toBe(false);
    }
    for (const bucket of ["Public", "Anchors"]) {
      const retention = (stage: "production" | "staging") => {
        const { inputs } = stages[stage].one(LOCK, `${bucket}ObjectLock`);
        expect(inputs.bucket).toContain(`${bucket.toLowerCase()}bucket`);
        return inputs.rule.defaultRetention;
      };
      expect(retention("production")).toEqual({ mode: "GOVERNANCE", years: 7 });
      expect(retention("staging")).toEqual({ mode: "GOVERNANCE", days: 1 });
    }
    expect(stages.own.all(LOCK)).toEqual([]);
  });

  it("forgets old versions of the search index, and of nothing else", () => {
    for (const stage of Object.values(stages)) {
      const [lifecycle, ...others] = stage.all(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      );
      expect(others).toEqual([]);
      expect(lifecycle?.inputs.bucket).toContain("privatebucket");
      expect(lifecycle?.inputs.rules).toEqual([
        expect.objectContaining({
          status: "Enabled",
          filter: { prefix: "search/" },
          noncurrentVersionExpiration: { noncurrentDays: 1 },
        }),
      ]);
    }
  });

  it("has a data key that is renewed each year, and a seal key that can only sign", () => {
    const keys = "aws:kms/key:Key";
    expect(stages.production.one(keys, "DataKey").inputs).toMatchObject({
      enableKeyRotation: true,
      deletionWindowInDays: 30,
    });
    expect(stages.production.one(keys, "SealKey").inputs).toMatchObject({
      customerMasterKeySpec: "ECC_NIST_P256",
      keyUsage: "SIGN_VERIFY",
      deletionWindowInDays: 30,
    });
    const outsiders = statements(stages.production.one(keys, "DataKey").inputs.policy).filter(
      (statement) => !statement.Principal?.AWS?.every((arn) => arn === "arn:aws:iam::123456789012:root"),
    );
    expect(outsiders).toHaveLength(1);
    expect(outsiders[0]).toMatchObject({
      Principal: { Service: ["ses.amazonaws.com"] },
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
    });
  });

  it("puts the styles of today where published pages look for them, for ever", () => {
    const manifest = JSON.parse(readFileSync(join(root, "web/assets/manifest.json"), "utf8"));
    const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
    const assets = stages.production.all(OBJECT).filter(({ name }) => name.startsWith("Asset-"));
    expect(assets.map(({ inputs }) => `/${inputs.key}`).sort()).toEqual(Object.values(manifest).sort());
    for (const { name, inputs, options } of assets) {
      expect(inputs.bucket, name).toContain("publicbucket");
      expect(inputs.cacheControl, name).toBe("public, max-age=31536000, immutable");
      expect(inputs.contentType, name).toMatch(/^(text|image)\//);
      expect(options.retainOnDelete, name).toBe(true);
    }
  });
}
