/**
 * One host for everybody. CloudFront gives `/decisions/*` and `/assets/*` from the public bucket, so
 * that a news story never reaches a function, and passes the rest to an HTTP API, uncached but for the
 * public's searches, packs, returns and the JSON API, each answer of which it keeps a minute.
 * `sst.aws.Cdn` rather than `sst.aws.Router`: a Router keeps its routes in a key-value store behind one
 * behaviour, and these paths need cache and header policies of their own.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  apiCache,
  appHeaders,
  fileHeaders,
  packCache,
  pageHeaders,
  publicCache,
  searchCache,
} from "#infra/edge-policies.ts";
import { domain, isPermanent, logRetention, region } from "#infra/stage.ts";
import { publicBucket } from "#infra/storage.ts";

/** AWS's managed policies have the same ids in every account (CloudFront developer guide). */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

export const api = new sst.aws.ApiGatewayV2("Api", {
  cors: false,
  accessLog: { retention: logRetention },
  transform: {
    stage: (stage) => {
      stage.accessLogSettings = $output(stage.accessLogSettings).apply((settings) => ({
        destinationArn: settings!.destinationArn,
        format: accessLogFormat(),
      }));
      // A bound on what a flood can cost. People who sign and write never come near it.
      stage.defaultRouteSettings = { throttlingRateLimit: 200, throttlingBurstLimit: 400 };
      return undefined;
    },
  },
});

/** SST's own format logs the path, and the path of a sign-off link is the link itself. */
function accessLogFormat(): string {
  return JSON.stringify({
    requestTime: "$context.requestTime",
    requestId: "$context.requestId",
    httpMethod: "$context.httpMethod",
    routeKey: "$context.routeKey",
    status: "$context.status",
    responseLatency: "$context.responseLatency",
    integrationStatus: "$context.integration.integrationStatus",
    integrationError: "$context.integrationErrorMessage",
    ip: "$context.identity.sourceIp",
  });
}

const readPublicBucket = new aws.cloudfront.OriginAccessControl("PublicAccess", {
  originAccessControlOriginType: "s3",
  signingBehavior: "always",
  signingProtocol: "sigv4",
});

/** An address is a folder in the bucket; the function finds its page. */
const indexPage = new aws.cloudfront.Function("IndexPage", {
  runtime: "cloudfront-js-2.0",
  publish: true,
  code: readFileSync(join($cli.paths.root, "infra/index-page.js"), "utf8"),
});

const fromBucket = {
  // Missing pages are answered by the web function's "not found", in words, and cached like any other.
  targetOriginId: "public-or-not-found",
  viewerProtocolPolicy: "redirect-to-https",
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  cachePolicyId: publicCache.id,
  compress: true,
};
const fromApp = {
  targetOriginId: "app",
  viewerProtocolPolicy: "redirect-to-https",
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  responseHeadersPolicyId: appHeaders.id,
  compress: true,
};
const findPage = [{ eventType: "viewer-request", functionArn: indexPage.arn }];

export const cdn = new sst.aws.Cdn("FrontDoor", {
  domain,
  comment: `${$app.name} ${$app.stage}`,
  wait: isPermanent,
  origins: [
    {
      originId: "public",
      domainName: publicBucket.nodes.bucket.bucketRegionalDomainName,
      originAccessControlId: readPublicBucket.id,
      originShield: { enabled: isPermanent, originShieldRegion: region },
    },
    {
      originId: "app",
      domainName: api.url.apply((url) => new URL(url).host),
      customOriginConfig: {
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: "https-only",
        originReadTimeout: 30,
        originSslProtocols: ["TLSv1.2"],
      },
    },
  ],
  originGroups: [
    {
      originId: "public-or-not-found",
      // S3 answers 403 for a missing key to a reader who may not list the bucket.
      failoverCriteria: { statusCodes: [403, 404] },
      members: [{ originId: "public" }, { originId: "app" }],
    },
  ],
  orderedCacheBehaviors: [
    { ...fromApp, pathPattern: "/decisions/search", cachePolicyId: searchCache.id },
    { ...fromApp, pathPattern: "/decisions/pack*", cachePolicyId: packCache.id },
    {
      ...fromApp,
      pathPattern: "/api/v1/*",
      cachePolicyId: apiCache.id,
      allowedMethods: ["GET", "HEAD", "OPTIONS"],
    },
    { ...fromApp, pathPattern: "/returns/*", cachePolicyId: apiCache.id },
    { ...fromBucket, pathPattern: "/decisions/*.pdf", responseHeadersPolicyId: fileHeaders.id },
    {
      ...fromBucket,
      pathPattern: "/decisions",
      responseHeadersPolicyId: pageHeaders.id,
      functionAssociations: findPage,
    },
    {
      ...fromBucket,
      pathPattern: "/decisions/*",
      responseHeadersPolicyId: pageHeaders.id,
      functionAssociations: findPage,
    },
    { ...fromBucket, pathPattern: "/assets/*", responseHeadersPolicyId: pageHeaders.id },
  ],
  defaultCacheBehavior: {
    targetOriginId: "app",
    viewerProtocolPolicy: "redirect-to-https",
    allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
    cachedMethods: ["GET", "HEAD"],
    cachePolicyId: CACHING_DISABLED,
    originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
    responseHeadersPolicyId: appHeaders.id,
    compress: true,
  },
  ...(isPermanent && { webAclArn: rateLimit().arn }),
});

export const origin = domain ? $output(`https://${domain}`) : cdn.url;

/**
 * A bound per address on what is not static: link guessing, code guessing, floods. An office of
 * hundreds behind one address stays far below it. No managed rule sets: they take a grant condition
 * or a line of legal text for an injection, and an officer would lose a page of work to it.
 */
function rateLimit() {
  const northVirginia = new aws.Provider("NorthVirginia", { region: "us-east-1" });
  const metrics = (metricName: string) => ({
    cloudwatchMetricsEnabled: true,
    metricName,
    // Sampled requests show their paths, and so sign-off links, in the console.
    sampledRequestsEnabled: false,
  });
  const startsWith = (searchString: string) => ({
    byteMatchStatement: {
      searchString,
      positionalConstraint: "STARTS_WITH",
      fieldToMatch: { uriPath: {} },
      textTransformations: [{ priority: 0, type: "NONE" }],
    },
  });
  return new aws.wafv2.WebAcl(
    "RateLimit",
    {
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      rules: [
        {
          name: "PerAddress",
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: {
            rateBasedStatement: {
              limit: 3000,
              evaluationWindowSec: 300,
              aggregateKeyType: "IP",
              scopeDownStatement: {
                orStatement: {
                  statements: [
                    startsWith("/decisions/search"),
                    startsWith("/decisions/pack"),
                    {
                      notStatement: {
                        statements: [
                          { orStatement: { statements: ["/decisions", "/assets/"].map(startsWith) } },
                        ],
                      },
                    },
                  ],
                },
              },
            },
          },
          visibilityConfig: metrics("PerAddress"),
        },
      ],
      visibilityConfig: metrics("RateLimit"),
    },
    { provider: northVirginia },
  );
}
