/**
 * AWS as Pulumi's mocks see it: each resource is "created" with what it was given plus the few outputs
 * (names, ARNs, host names) that other resources read. Nothing here decides anything about the system.
 */

export const ACCOUNT = "123456789012";

type Values = Record<string, unknown>;

interface Statement {
  sid?: string;
  effect?: string;
  actions?: string[];
  resources?: string[];
  principals?: { type: string; identifiers: string[] }[];
  conditions?: { test: string; variable: string; values: string[] }[];
}

/** The outputs of a new resource. */
export function stateOf(type: string, name: string, inputs: Values, region: string): Values {
  const named = String(inputs.name ?? inputs.bucket ?? name);
  const service = (type.split(":")[1]?.split("/")[0] ?? "mock").replace("sesv2", "ses");
  const arn = String(inputs.arn ?? `arn:aws:${service}:${region}:${ACCOUNT}:${named}`);
  const state: Values = { ...inputs, name: named, arn };
  delete state.source;
  return Object.assign(state, outputsOf(type, named, arn, region, inputs));
}

function outputsOf(type: string, name: string, arn: string, region: string, inputs: Values): Values {
  switch (type) {
    case "aws:s3/bucket:Bucket":
      return {
        bucket: name,
        arn: `arn:aws:s3:::${name}`,
        bucketDomainName: `${name}.s3.amazonaws.com`,
        bucketRegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
      };
    case "aws:dynamodb/table:Table":
      return { streamArn: `${arn}/stream/2026-01-01T00:00:00.000` };
    case "aws:sqs/queue:Queue":
      return { url: `https://sqs.${region}.amazonaws.com/${ACCOUNT}/${name}` };
    case "aws:lambda/function:Function":
      // Lambda calls functions by function:<name>; SST parses this.
      return {
        arn: `arn:aws:lambda:${region}:${ACCOUNT}:function:${name}`,
        publish: inputs.publish ?? false,
      };
    case "aws:apigatewayv2/api:Api":
      return {
        apiEndpoint: `https://api0mock.execute-api.${region}.amazonaws.com`,
        executionArn: `arn:aws:execute-api:${region}:${ACCOUNT}:api0mock`,
      };
    case "aws:cloudfront/distribution:Distribution":
      return { domainName: "d1mock.cloudfront.net", hostedZoneId: "Z0MOCK", etag: "E0MOCK" };
    case "aws:sesv2/emailIdentity:EmailIdentity":
      return { dkimSigningAttributes: { tokens: ["one", "two", "three"] } };
    case "aws:acm/certificate:Certificate":
      return {
        domainValidationOptions: [
          {
            domainName: inputs.domainName,
            resourceRecordName: `_check.${inputs.domainName}`,
            resourceRecordType: "CNAME",
            resourceRecordValue: "_check.acm-validations.aws",
          },
        ],
      };
    case "random:index/randomBytes:RandomBytes":
      return { base64: Buffer.alloc(Number(inputs.length ?? 32), 7).toString("base64") };
    default:
      return type.startsWith("pulumi-nodejs:dynamic") ? { zoneId: "Z0MOCK", isDone: true } : {};
  }
}

/** The answer to a look-up. */
export function answerOf(token: string, inputs: Values, region: string): Values {
  switch (token) {
    case "aws:iam/getPolicyDocument:getPolicyDocument": {
      const json = JSON.stringify(policyDocument((inputs.statements ?? []) as Statement[]));
      return { ...inputs, json, minifiedJson: json, id: "policy" };
    }
    case "aws:index/getRegion:getRegion":
      return { region, name: region, id: region };
    case "aws:index/getPartition:getPartition":
      return { partition: "aws", dnsSuffix: "amazonaws.com", id: "aws" };
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, id: ACCOUNT };
    case "aws:route53/getZone:getZone":
      return { zoneId: "Z0MOCK", name: inputs.name, id: "Z0MOCK" };
    default:
      throw new Error(`No answer is written for the look-up ${token}`);
  }
}

function policyDocument(statements: Statement[]) {
  return {
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({
      ...(statement.sid && { Sid: statement.sid }),
      Effect: statement.effect ?? "Allow",
      Action: statement.actions ?? [],
      Resource: statement.resources ?? [],
      ...(statement.principals && {
        Principal: Object.fromEntries(statement.principals.map((p) => [p.type, p.identifiers])),
      }),
      ...(statement.conditions && { Condition: conditions(statement.conditions) }),
    })),
  };
}

function conditions(list: NonNullable<Statement["conditions"]>) {
  const byTest: Record<string, Record<string, string[]>> = {};
  for (const { test, variable, values } of list) {
    const tests = byTest[test] ?? {};
    tests[variable] = values;
    byTest[test] = tests;
  }
  return byTest;
}
