/**
 * Where everything is kept: three tables (their shapes come from core/aws/tables.ts), a private bucket
 * for what only officers and signatories may read, one for anchors that nobody can take away, and a
 * public bucket that CloudFront alone reads. The ledger can be added to by the application and changed by nobody.
 */
import { TABLES, type TableShape } from "#core/aws/tables.ts";
import { dataKey } from "#infra/keys.ts";
import { account, isPermanent, isProduction } from "#infra/stage.ts";

export const records = table("Records", TABLES.records);
export const ledger = table("Ledger", TABLES.ledger);
export const bulkmail = table("Bulkmail", TABLES.bulkmail);

/**
 * Even an administrator must take this policy away before an entry can be altered, and CloudTrail
 * records that. Entries are written with PutItem under a condition, inside transactions.
 */
new aws.dynamodb.ResourcePolicy("LedgerAppendOnly", {
  resourceArn: ledger.arn,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        sid: "NobodyAltersAnEntry",
        effect: "Deny",
        principals: [{ type: "AWS", identifiers: ["*"] }],
        actions: [
          "dynamodb:UpdateItem",
          "dynamodb:DeleteItem",
          "dynamodb:BatchWriteItem",
          "dynamodb:PartiQLUpdate",
          "dynamodb:PartiQLDelete",
        ],
        resources: [ledger.arn],
      },
    ],
  }).json,
});

export const privateBucket = new sst.aws.Bucket("Private", {
  versioning: true,
  cors: false,
  transform: { bucket: { forceDestroy: !isPermanent } },
});

/** What each day's anchor was made from: without it no proof can be made, so it is kept under lock as well. */
export const anchorBucket = new sst.aws.Bucket("Anchors", {
  versioning: true,
  cors: false,
  transform: { bucket: { forceDestroy: !isPermanent, objectLockEnabled: isPermanent } },
});

export const publicBucket = new sst.aws.Bucket("Public", {
  versioning: true,
  cors: false,
  policy: [
    {
      // SST's own `access: "cloudfront"` would let any distribution of any account read; see also front-door.ts.
      actions: ["s3:GetObject"],
      paths: ["decisions/*", "assets/*"],
      principals: [{ type: "service", identifiers: ["cloudfront.amazonaws.com"] }],
      conditions: [
        {
          test: "ArnLike",
          variable: "aws:SourceArn",
          values: [$interpolate`arn:aws:cloudfront::${account}:distribution/*`],
        },
      ],
    },
  ],
  transform: { bucket: { forceDestroy: !isPermanent, objectLockEnabled: isPermanent } },
});

const underDataKey = { sseAlgorithm: "aws:kms", kmsMasterKeyId: dataKey.arn };
encrypt("PrivateEncryption", privateBucket, underDataKey);
encrypt("AnchorsEncryption", anchorBucket, underDataKey);
// Everything in it is public: a key that CloudFront must be allowed to use would protect nothing.
encrypt("PublicEncryption", publicBucket, { sseAlgorithm: "AES256" });

// The search index is written over with every publication; what a correction took out must not stay in old versions.
new aws.s3.BucketLifecycleConfiguration("PrivateLifecycle", {
  bucket: privateBucket.name,
  rules: [
    {
      id: "forget-old-search-indexes",
      status: "Enabled",
      filter: { prefix: "search/" },
      noncurrentVersionExpiration: { noncurrentDays: 1 },
      expiration: { expiredObjectDeleteMarker: true },
    },
  ],
});

// Governance, not compliance: a court or the Information Commissioner may order an erasure, and then an
// administrator needs s3:BypassGovernanceRetention, which no function has.
if (isPermanent) {
  lock("PublicObjectLock", publicBucket);
  lock("AnchorsObjectLock", anchorBucket);
}

function table(name: string, shape: TableShape) {
  const indexes = Object.entries(shape.indexes);
  const keys = [shape, ...Object.values(shape.indexes)].flatMap((key) => [key.hashKey, key.rangeKey]);
  return new sst.aws.Dynamo(name, {
    fields: Object.fromEntries(keys.map((key) => [key, "string" as const])),
    primaryIndex: { hashKey: shape.hashKey, rangeKey: shape.rangeKey },
    globalIndexes: Object.fromEntries(
      indexes.map(([index, { hashKey, rangeKey, include }]) => [
        index,
        { hashKey, rangeKey, projection: [...include] },
      ]),
    ),
    stream: shape.stream && "new-and-old-images",
    ttl: shape.ttl,
    deletionProtection: isPermanent,
    transform: {
      table: {
        pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
        serverSideEncryption: { enabled: true, kmsKeyArn: dataKey.arn },
      },
    },
  });
}

function lock(name: string, bucket: sst.aws.Bucket) {
  const defaultRetention = isProduction ? { mode: "GOVERNANCE", years: 7 } : { mode: "GOVERNANCE", days: 1 };
  new aws.s3.BucketObjectLockConfiguration(name, { bucket: bucket.name, rule: { defaultRetention } });
}

function encrypt(
  name: string,
  bucket: sst.aws.Bucket,
  method: { sseAlgorithm: string; kmsMasterKeyId?: $util.Input<string> },
) {
  new aws.s3.BucketServerSideEncryptionConfiguration(name, {
    bucket: bucket.name,
    rules: [{ bucketKeyEnabled: true, applyServerSideEncryptionByDefault: method }],
  });
}
