/** What is asserted of each function: its settings, its links and exactly what it may do. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ASSETS } from "#core/document/assets.ts";
import { handlerFile } from "./commands.ts";
import type { Graph, Stages } from "./graph.ts";
import { root } from "./platform.ts";
import { usedBy } from "./used.ts";

const LAMBDA = "aws:lambda/function:Function";

const HANDLERS: Record<string, string> = {
  Web: "functions/web.handler",
  Sign: "functions/sign.handler",
  Search: "functions/search.handler",
  Pack: "functions/pack.handler",
  Follow: "functions/follow.handler",
  FanOut: "functions/fan-out.handler",
  Notify: "functions/notify.handler",
  Sweep: "functions/sweep.handler",
  Document: "functions/document.handler",
  SesEvents: "functions/ses-events.handler",
  Anchor: "functions/anchor.handler",
};
const FUNCTIONS = Object.keys(HANDLERS);

const read = [
  "dynamodb:GetItem RecordsTable RecordsTable/index/*",
  "dynamodb:Query RecordsTable RecordsTable/index/*",
];
const change = [
  "dynamodb:ConditionCheckItem RecordsTable",
  "dynamodb:PutItem RecordsTable",
  "dynamodb:UpdateItem RecordsTable",
];
const ledger = [
  "dynamodb:ConditionCheckItem LedgerTable LedgerTable/index/*",
  "dynamodb:GetItem LedgerTable LedgerTable/index/*",
  "dynamodb:PutItem LedgerTable LedgerTable/index/*",
  "dynamodb:Query LedgerTable LedgerTable/index/*",
];
const register = (...actions: string[]) =>
  actions.map(
    (action) =>
      `dynamodb:${action} RecordsTable if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["R#*","RT#*","RI#*","OFFICES","O#*"]}}`,
  );
/** What the public sees of a panel's items: none of the items themselves. */
const publicItems = `dynamodb:Query RecordsTable if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["RQ#*"]}}`;
const dataKey = ["kms:Decrypt DataKey", "kms:GenerateDataKey DataKey"];
const stream = [
  "dynamodb:DescribeStream RecordsTable/stream/2026-01-01T00:00:00.000",
  "dynamodb:GetRecords RecordsTable/stream/2026-01-01T00:00:00.000",
  "dynamodb:GetShardIterator RecordsTable/stream/2026-01-01T00:00:00.000",
  "dynamodb:ListStreams RecordsTable/stream/2026-01-01T00:00:00.000",
];
const email = ["ses:SendRawEmail EmailIdentity EmailConfig"];
const subscribers = ["ConditionCheckItem", "DeleteItem", "GetItem", "PutItem", "UpdateItem"].map(
  (action) => `dynamodb:${action} BulkmailTable`,
);
const writePrivate = ["s3:GetObject privatebucket/*", "s3:PutObject privatebucket/*"];

/** The whole of what each function may do. A new grant is a line here, seen in review. */
const GRANTS: Record<string, string[]> = {
  Web: [
    ...read,
    ...register("BatchGetItem"),
    ...change,
    ...ledger,
    ...dataKey,
    "dynamodb:DeleteItem RecordsTable",
    "s3:GetObject privatebucket/attachments/*",
    "s3:PutObject privatebucket/attachments/*",
  ],
  Sign: [...read, ...change, ...ledger, ...dataKey, "s3:GetObject privatebucket/attachments/*"],
  Search: [
    ...register("GetItem", "BatchGetItem", "Query"),
    publicItems,
    `dynamodb:Query RecordsTable/index/lists if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["RF#*","RC#*"]}}`,
    ...dataKey,
    "s3:GetObject privatebucket/search/*",
  ],
  Pack: [...register("GetItem", "Query"), publicItems, ...dataKey],
  // Of the records table the register alone: what the public follows reads no record, and writes none.
  Follow: [...register("GetItem", "Query"), ...subscribers, ...dataKey],
  FanOut: [
    ...register("GetItem", "BatchGetItem", "Query"),
    "dynamodb:GetItem BulkmailTable",
    "dynamodb:PutItem BulkmailTable",
    "dynamodb:UpdateItem BulkmailTable",
    "dynamodb:Query BulkmailTable BulkmailTable/index/*",
    ...dataKey,
    ...email,
    "ses:GetSendQuota *",
  ],
  Notify: [
    ...read,
    ...register("BatchGetItem"),
    ...change,
    ...ledger,
    ...dataKey,
    ...stream,
    ...email,
    "sqs:SendMessage NotifyDlqQueue",
  ],
  Sweep: [...read, ...register("BatchGetItem"), ...change, ...ledger, ...dataKey, ...email],
  Document: [
    ...read,
    ...register("BatchGetItem"),
    ...change,
    ...ledger,
    ...dataKey,
    ...stream,
    ...writePrivate,
    "s3:DeleteObject privatebucket/search/*",
    "s3:PutObject publicbucket/decisions/*",
    "s3:DeleteObject publicbucket/decisions/*",
    "kms:Sign SealKey",
    "dynamodb:PutItem BulkmailTable",
    "sqs:SendMessage DocumentDlqQueue",
  ],
  SesEvents: [
    ...read,
    ...change,
    ...ledger,
    ...dataKey,
    ...subscribers,
    "sqs:ChangeMessageVisibility MailEventsQueueQueue",
    "sqs:DeleteMessage MailEventsQueueQueue",
    "sqs:GetQueueAttributes MailEventsQueueQueue",
    "sqs:ReceiveMessage MailEventsQueueQueue",
  ],
  Anchor: [
    ...read,
    "dynamodb:BatchGetItem RecordsTable",
    ...change,
    ...dataKey,
    "dynamodb:Query LedgerTable LedgerTable/index/*",
    "s3:GetObject anchorsbucket/*",
    "s3:PutObject anchorsbucket/*",
    "s3:PutObject publicbucket/decisions/*",
  ],
};

/** What Lambda, S3 and DynamoDB do in the function's name: no command of ours asks for it. */
const BY_LAMBDA =
  /^(sqs:.*|kms:(Decrypt|GenerateDataKey)|dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams))$/;

export function functionsSuite(stages: Stages) {
  it("are these", () => {
    for (const stage of Object.values(stages)) {
      expect(stage.all(LAMBDA).map((fn) => fn.name)).toHaveLength(FUNCTIONS.length);
      expect(Object.fromEntries(stage.builds.map((build) => [build.functionID, build.handler]))).toEqual(
        HANDLERS,
      );
    }
  });

  it.each(FUNCTIONS)("%s has its handler in the source", (name) => {
    expect(handlerFile(HANDLERS[name]!), HANDLERS[name]).toBeDefined();
  });

  it("run on Node 24 and arm64, those that draw on x86_64, where their compiler writes tagged PDF", () => {
    for (const name of FUNCTIONS) {
      const fn = stages.production.one(LAMBDA, `${name}Function`).inputs;
      expect(fn.runtime, name).toBe("nodejs24.x");
      expect(fn.architectures, name).toEqual([["Document", "Pack"].includes(name) ? "x86_64" : "arm64"]);
      expect(buildOf(stages.production, name).properties.minify, name).toBe(true);
    }
  });

  it("reserve for what the public asks and follows what it may run at once, where the account is the service's own", () => {
    const reserved = (stage: Graph) =>
      FUNCTIONS.flatMap((name) => {
        const most = stage.one(LAMBDA, `${name}Function`).inputs.reservedConcurrentExecutions;
        return most === undefined ? [] : [[name, most]];
      });
    expect(reserved(stages.production)).toEqual([
      ["Search", 50],
      ["Pack", 10],
      ["Follow", 10],
      ["FanOut", 1],
    ]);
    expect(reserved(stages.own)).toEqual([]);
  });

  it("log in JSON, for a year in production", () => {
    for (const name of FUNCTIONS) {
      expect(stages.production.one(LAMBDA, `${name}Function`).inputs.loggingConfig.logFormat).toBe("JSON");
      const days = (stage: Graph) =>
        stage.one("aws:cloudwatch/logGroup:LogGroup", `${name}LogGroup`).inputs.retentionInDays;
      expect(days(stages.production)).toBe(365);
      expect(days(stages.own)).toBe(7);
    }
  });

  it("carry no link and no secret in a plain environment variable", () => {
    for (const name of FUNCTIONS) {
      const { variables } = stages.production.one(LAMBDA, `${name}Function`).inputs.environment;
      expect(Object.keys(variables).sort(), name).toEqual(["SST_KEY", "SST_KEY_FILE", "SST_RESOURCE_App"]);
    }
  });

  it.each(FUNCTIONS)("%s may do exactly this", (name) => {
    for (const stage of Object.values(stages))
      expect(grantsOf(stage, name)).toEqual([...GRANTS[name]!].sort());
  });

  it("have no wildcard action, no resource that is everything, and one managed policy, for their logs", () => {
    for (const stage of Object.values(stages))
      for (const name of FUNCTIONS) {
        for (const statement of stage.grants(name)) {
          // SES knows this one for the account alone.
          if (statement.Action.join() === "ses:GetSendQuota") continue;
          for (const action of statement.Action) expect(action, name).not.toContain("*");
          for (const resource of statement.Resource)
            expect(resource, name).toMatch(/^arn:aws:[a-z0-9]+:.+\w/);
        }
        expect(stage.one("aws:iam/role:Role", `${name}Role`).inputs.managedPolicyArns).toEqual([
          "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        ]);
      }
  });

  it("share the keys of links among those that make or read some, and the seal with none", () => {
    const having = (link: string) => FUNCTIONS.filter((name) => stages.production.links(name).includes(link));
    expect(having("LinkKeys")).toEqual(["Web", "Sign", "Follow", "FanOut", "Notify", "Sweep"]);
    expect(having("SealKey")).toEqual(["Document"]);
    expect(having("Mailer")).toEqual(["FanOut", "Notify", "Sweep"]);
    expect(having("PublicBucket")).toEqual(["Document", "Anchor"]);
  });

  it.each(FUNCTIONS)("%s has every link that its code reads, and no other", async (name) => {
    const { links } = await usedBy(HANDLERS[name]!);
    expect(links).toEqual(stages.production.links(name));
  });

  it.each(FUNCTIONS)("%s may do everything that its code asks of AWS, and no more", async (name) => {
    const { actions } = await usedBy(HANDLERS[name]!);
    const granted = new Set(stages.production.grants(name).flatMap((statement) => statement.Action));
    expect([...granted].filter((action) => !BY_LAMBDA.test(action)).sort()).toEqual(actions);
  });

  it("give the document function its compiler for x86_64, at the version that the tests use", () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const compiler = "@myriaddreamin/typst-ts-node-compiler";
    expect(buildOf(stages.production, "Document").properties.install).toEqual({
      [compiler]: dependencies[compiler],
      [`${compiler}-linux-x64-gnu`]: dependencies[compiler],
    });
  });

  it("give the document function its template and fonts, at the paths where it looks for them", () => {
    const copied = buildOf(stages.production, "Document").copyFiles;
    expect(copied.map(({ to }) => to)).toEqual(ASSETS);
    for (const { from, to } of copied) expect(from).toBe(join(root, to));
  });

  it("reach no reader without an answer in the front door's half minute", () => {
    for (const name of ["Web", "Sign", "Search", "Follow"])
      expect(stages.production.one(LAMBDA, `${name}Function`).inputs.timeout, name).toBeLessThan(30);
  });
}

function buildOf(stage: Graph, name: string) {
  return stage.builds.find((build) => build.functionID === name)!;
}

/** Each allowed action with the resources it is allowed on, by their logical names. */
function grantsOf(stage: Graph, name: string): string[] {
  return stage
    .grants(name)
    .flatMap((statement) => {
      expect(statement.Effect).toBe("Allow");
      const resources = statement.Resource.map(logicalName).join(" ");
      const condition = statement.Condition ? ` if ${JSON.stringify(statement.Condition)}` : "";
      return statement.Action.map((action) => `${action} ${resources}${condition}`);
    })
    .sort();
}

/** arn:aws:dynamodb:eu-west-2:123456789012:countersign-production-LedgerTable-krmswsrk/index/* → LedgerTable/index/* */
function logicalName(arn: string): string {
  return arn.replace(/^arn:aws:\w+:[^:]*:[^:]*:/, "").replace(/^countersign-\w+-(\w+)-[a-z]{8}/, "$1");
}
