/**
 * What a function may do, by purpose. Every grant names its resources; none has a wildcard action.
 * A transaction needs the permission of each of its parts: PutItem, UpdateItem, ConditionCheckItem.
 */
import { email } from "#infra/email.ts";
import { dataKey, sealKey } from "#infra/keys.ts";
import { documentDlq, mailEventsQueue, notifyDlq } from "#infra/queues.ts";
import { anchorBucket, bulkmail, ledger, privateBucket, publicBucket, records } from "#infra/storage.ts";

/** Tables and private files are encrypted under the data key, and their reader must be allowed to use it. */
export const useDataKey = sst.aws.permission({
  actions: ["kms:Decrypt", "kms:GenerateDataKey"],
  resources: [dataKey.arn],
});

export const readRecords = sst.aws.permission({
  actions: ["dynamodb:GetItem", "dynamodb:Query"],
  resources: [records.arn, $interpolate`${records.arn}/index/*`],
});

/** Many records by their keys. */
export const readManyRecords = sst.aws.permission({
  actions: ["dynamodb:BatchGetItem"],
  resources: [records.arn],
});

/** The register, the list of offices and their definitions: whoever serves the public reads no record. */
export const readRegister = onRegister(["dynamodb:GetItem", "dynamodb:Query"]);

/** Many entries of the register by their keys. */
export const readEntries = onRegister(["dynamodb:BatchGetItem"]);

/** What those who scrutinise an office asked, as far as it is public; the items themselves have other keys. */
export const readPublicItems = onRegister(["dynamodb:Query"], ["RQ#*"]);

/** The register's lists, by month and by change; nothing else of that index. */
export const readRegisterLists = sst.aws.permission({
  actions: ["dynamodb:Query"],
  resources: [$interpolate`${records.arn}/index/lists`],
  conditions: [
    { test: "ForAllValues:StringLike", variable: "dynamodb:LeadingKeys", values: ["RF#*", "RC#*"] },
  ],
});

export const changeRecords = sst.aws.permission({
  actions: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem"],
  resources: [records.arn],
});

/** Signing out deletes a session. Nothing else is ever deleted by the application: what is old expires. */
export const endSessions = sst.aws.permission({
  actions: ["dynamodb:DeleteItem"],
  resources: [records.arn],
});

/** Who follows what, and their emails. A subscriber who stops is deleted. */
export const keepSubscribers = sst.aws.permission({
  actions: [
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:ConditionCheckItem",
  ],
  resources: [bulkmail.arn],
});

/** The emails themselves, which follow from who follows what. */
export const writeWords = sst.aws.permission({
  actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
  resources: [bulkmail.arn],
});

export const readWordsDue = sst.aws.permission({
  actions: ["dynamodb:Query"],
  resources: [bulkmail.arn, $interpolate`${bulkmail.arn}/index/*`],
});

/** A publication leaves word of itself, and no more. */
export const leaveWord = sst.aws.permission({ actions: ["dynamodb:PutItem"], resources: [bulkmail.arn] });

/** Append-only: no update, no delete, no batch write. */
export const appendLedger = sst.aws.permission({
  actions: ["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:ConditionCheckItem"],
  resources: [ledger.arn, $interpolate`${ledger.arn}/index/*`],
});

export const readLedger = sst.aws.permission({
  actions: ["dynamodb:Query"],
  resources: [ledger.arn, $interpolate`${ledger.arn}/index/*`],
});

export const keepAnchors = sst.aws.permission({
  actions: ["s3:GetObject", "s3:PutObject"],
  resources: [$interpolate`${anchorBucket.arn}/*`],
});

export const writePrivateFiles = sst.aws.permission({
  actions: ["s3:GetObject", "s3:PutObject"],
  resources: [$interpolate`${privateBucket.arn}/*`],
});

/** Attached files alone: no function that people reach may read a sealed document, or write one. */
export const keepAttachments = sst.aws.permission({
  actions: ["s3:GetObject", "s3:PutObject"],
  resources: [$interpolate`${privateBucket.arn}/attachments/*`],
});

export const readAttachments = sst.aws.permission({
  actions: ["s3:GetObject"],
  resources: [$interpolate`${privateBucket.arn}/attachments/*`],
});

export const readSearchIndex = sst.aws.permission({
  actions: ["s3:GetObject"],
  resources: [$interpolate`${privateBucket.arn}/search/*`],
});

/** A compaction takes away the files that it replaces, and what a correction took out. */
export const clearSearchIndex = sst.aws.permission({
  actions: ["s3:DeleteObject"],
  resources: [$interpolate`${privateBucket.arn}/search/*`],
});

export const publish = sst.aws.permission({
  actions: ["s3:PutObject"],
  resources: [$interpolate`${publicBucket.arn}/decisions/*`],
});

/** What is withdrawn from publication goes; the bucket keeps every version under lock (infra/storage.ts). */
export const retract = sst.aws.permission({
  actions: ["s3:DeleteObject"],
  resources: [$interpolate`${publicBucket.arn}/decisions/*`],
});

export const sendEmail = sst.aws.permission({
  actions: ["ses:SendRawEmail"],
  resources: [email.nodes.identity.arn, email.nodes.configurationSet.arn],
});

/** SES knows this action for the account alone (Service Authorization Reference, "Amazon SES"). */
export const readMailQuota = sst.aws.permission({ actions: ["ses:GetSendQuota"], resources: ["*"] });

export const seal = sst.aws.permission({ actions: ["kms:Sign"], resources: [sealKey.arn] });

/** What Lambda needs, in the function's name, to bring it changes of the records table… */
export const followRecords = sst.aws.permission({
  actions: [
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
  ],
  resources: [records.nodes.table.streamArn],
});

/** …and to put aside the ones it could not handle. */
export const leaveNotifyDeadLetters = leaveIn(notifyDlq);
export const leaveDocumentDeadLetters = leaveIn(documentDlq);

export const takeMailEvents = sst.aws.permission({
  actions: [
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ChangeMessageVisibility",
  ],
  resources: [mailEventsQueue.arn],
});

function leaveIn(queue: sst.aws.Queue) {
  return sst.aws.permission({ actions: ["sqs:SendMessage"], resources: [queue.arn] });
}

function onRegister(actions: string[], keys = ["R#*", "RT#*", "RI#*", "OFFICES", "O#*"]) {
  return sst.aws.permission({
    actions,
    resources: [records.arn],
    conditions: [
      {
        test: "ForAllValues:StringLike",
        variable: "dynamodb:LeadingKeys",
        values: keys,
      },
    ],
  });
}
