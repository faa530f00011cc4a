/**
 * Two keys. The data key encrypts tables, private documents and queued mail events. The seal key
 * signs finished documents: its private half never leaves KMS, so nobody can copy the office's seal.
 */
import { account, isPermanent, isProduction } from "#infra/stage.ts";

const lifetime = { protect: isProduction, retainOnDelete: isProduction };
const deletionWindowInDays = isProduction ? 30 : 7;

export const dataKey = new aws.kms.Key(
  "DataKey",
  {
    description: `${$app.name} ${$app.stage}: data at rest`,
    enableKeyRotation: true,
    deletionWindowInDays,
    policy: aws.iam.getPolicyDocumentOutput({
      statements: [
        {
          // Without this statement IAM policies have no say over the key (KMS developer guide, "Default key policy").
          sid: "AccountThroughIam",
          actions: ["kms:*"],
          resources: ["*"],
          principals: [{ type: "AWS", identifiers: [$interpolate`arn:aws:iam::${account}:root`] }],
        },
        {
          // SES publishes its events to an encrypted topic. The topic's policy says whose events those are.
          sid: "MailEvents",
          actions: ["kms:GenerateDataKey", "kms:Decrypt"],
          resources: ["*"],
          principals: [{ type: "Service", identifiers: ["ses.amazonaws.com"] }],
        },
      ],
    }).json,
  },
  lifetime,
);

/** P-256, as PAdES-B allows and `core/document/seal-key.ts` expects. KMS does not rotate asymmetric keys. */
export const sealKey = new aws.kms.Key(
  "SealKey",
  {
    description: `${$app.name} ${$app.stage}: seal of published documents`,
    customerMasterKeySpec: "ECC_NIST_P256",
    keyUsage: "SIGN_VERIFY",
    deletionWindowInDays: isPermanent ? 30 : 7,
  },
  lifetime,
);
