/**
 * What the functions find in their environment on AWS, made for this machine: links, credentials and the
 * addresses of the stand-ins. Secrets are made at first start and kept in the data folder.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "./whole-file.ts";

/** The stand-ins know one caller. */
export const CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local-secret" };
export const BUCKETS = { public: "public", private: "private", anchors: "anchors" };

export interface Addresses {
  site: string;
  dynamodb: string;
  s3: string;
  ses: string;
  kms: string;
}

/** Sets the environment, before any function is loaded. */
export function setEnvironment(
  folder: string,
  at: Addresses,
  seal: { keyId: string; certificate: string },
): void {
  const links = {
    App: { name: "countersign", stage: "local" },
    RecordsTable: { name: "records" },
    LedgerTable: { name: "ledger" },
    BulkmailTable: { name: "bulkmail" },
    PublicBucket: { name: BUCKETS.public },
    PrivateBucket: { name: BUCKETS.private },
    AnchorBucket: { name: BUCKETS.anchors },
    Mailer: { sender: "decisions@countersign.example", configSet: "local" },
    LinkKeys: { value: linkKeys(folder) },
    SealKey: seal,
    Site: { origin: at.site },
  };
  delete process.env.AWS_PROFILE;
  delete process.env.AWS_SESSION_TOKEN;
  Object.assign(process.env, {
    AWS_REGION: "eu-west-2",
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL_DYNAMODB: at.dynamodb,
    AWS_ENDPOINT_URL_S3: at.s3,
    AWS_ENDPOINT_URL_SES: at.ses,
    AWS_ENDPOINT_URL_KMS: at.kms,
    SST_RESOURCES_JSON: JSON.stringify(links),
  });
  // The SDK of SST reads the environment once a process; a second system in one process has other links.
  const loaded = globalThis as { __SST_RESOURCE_RAW__?: object };
  if (loaded.__SST_RESOURCE_RAW__) Object.assign(loaded.__SST_RESOURCE_RAW__, links);
}

/** The keys that sign-off links are derived from: `{"current":"a","keys":{"a":"<32 bytes, base64>"}}`. */
function linkKeys(folder: string): string {
  const file = join(folder, "link-keys.json");
  if (!existsSync(file)) {
    const keys = { current: "a", keys: { a: randomBytes(32).toString("base64") } };
    writeWhole(file, [Buffer.from(JSON.stringify(keys))]);
  }
  return readFileSync(file, "utf8");
}
