/** What is asserted of CloudFront, the HTTP API and the function that finds a page. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { FILTERS } from "#core/notice/filters.ts";
import type { Stages } from "./graph.ts";
import { root } from "./platform.ts";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";

export function frontDoorSuite(stages: Stages) {
  const distribution = (stage: keyof Stages = "production") =>
    stages[stage].one(DISTRIBUTION, "FrontDoorDistribution").inputs;

  it("has two origins: the public bucket, by signed requests, and the API, by TLS", () => {
    const { origins } = distribution();
    expect(origins.map((origin: { originId: string }) => origin.originId)).toEqual(["public", "app"]);
    expect(origins[0].domainName).toMatch(/publicbucket-\w+\.s3\.eu-west-2\.amazonaws\.com$/);
    expect(origins[0].originAccessControlId).toBe("PublicAccess");
    expect(origins[0].originShield).toEqual({ enabled: true, originShieldRegion: "eu-west-2" });
    expect(origins[1].domainName).toBe("api0mock.execute-api.eu-west-2.amazonaws.com");
    expect(origins[1].customOriginConfig).toMatchObject({
      originProtocolPolicy: "https-only",
      originSslProtocols: ["TLSv1.2"],
    });
    const control = stages.production.one(
      "aws:cloudfront/originAccessControl:OriginAccessControl",
      "PublicAccess",
    );
    expect(control.inputs).toMatchObject({ signingBehavior: "always", signingProtocol: "sigv4" });
  });

  it("serves decisions and assets from the bucket, read-only, and asks the app only for what is missing", () => {
    const behaviours = distribution().orderedCacheBehaviors;
    expect(behaviours.map((behaviour: { pathPattern: string }) => behaviour.pathPattern)).toEqual([
      "/decisions/search",
      "/decisions/pack*",
      "/api/v1/*",
      "/returns/*",
      "/decisions/*.pdf",
      "/decisions",
      "/decisions/*",
      "/assets/*",
    ]);
    for (const behaviour of behaviours.slice(4))
      expect(behaviour).toMatchObject({
        targetOriginId: "public-or-not-found",
        allowedMethods: ["GET", "HEAD"],
        viewerProtocolPolicy: "redirect-to-https",
        compress: true,
      });
    expect(distribution().originGroups).toEqual([
      {
        originId: "public-or-not-found",
        failoverCriteria: { statusCodes: [403, 404] },
        members: [{ originId: "public" }, { originId: "app" }],
      },
    ]);
  });

  it("caches by the path alone, and as long as the object says", () => {
    const policy = stages.production.one("aws:cloudfront/cachePolicy:CachePolicy", "PublicCache").inputs;
    expect(policy).toMatchObject({ minTtl: 0, defaultTtl: 60, maxTtl: 31_536_000 });
    expect(policy.parametersInCacheKeyAndForwardedToOrigin).toMatchObject({
      cookiesConfig: { cookieBehavior: "none" },
      headersConfig: { headerBehavior: "none" },
      queryStringsConfig: { queryStringBehavior: "none" },
    });
    for (const behaviour of distribution().orderedCacheBehaviors.slice(4))
      expect(behaviour.cachePolicyId, behaviour.pathPattern).toBe("countersign-production-public");
  });

  it("passes a pack to the app, and keeps it a minute by whose it is and since when alone", () => {
    const pack = distribution().orderedCacheBehaviors[1];
    expect(pack).toMatchObject({ targetOriginId: "app", cachePolicyId: "countersign-production-pack" });
    const policy = stages.production.one("aws:cloudfront/cachePolicy:CachePolicy", "PackCache").inputs;
    expect(policy).toMatchObject({ minTtl: 0, maxTtl: 60 });
    expect(policy.parametersInCacheKeyAndForwardedToOrigin.queryStringsConfig.queryStrings.items).toEqual([
      "office",
      "since",
      "since.day",
      "since.month",
      "since.year",
    ]);
  });

  it("passes a search to the app, and keeps the answer a minute by its words, filters and kind alone", () => {
    const [search] = distribution().orderedCacheBehaviors;
    expect(search).toMatchObject({
      targetOriginId: "app",
      allowedMethods: ["GET", "HEAD"],
      cachePolicyId: "countersign-production-search",
    });
    expect(search.functionAssociations).toBeUndefined();
    const policy = stages.production.one("aws:cloudfront/cachePolicy:CachePolicy", "SearchCache").inputs;
    expect(policy).toMatchObject({ minTtl: 0, maxTtl: 60 });
    expect(policy.parametersInCacheKeyAndForwardedToOrigin).toMatchObject({
      cookiesConfig: { cookieBehavior: "none" },
      headersConfig: { headerBehavior: "whitelist", headers: { items: ["Accept"] } },
      queryStringsConfig: { queryStringBehavior: "whitelist" },
    });
    const { items } = policy.parametersInCacheKeyAndForwardedToOrigin.queryStringsConfig.queryStrings;
    const filters = FILTERS.map(({ id }) => id);
    expect(items.toSorted()).toEqual(
      ["q", "office", "earlier", "year", "month", "recipient", "sort", "page", "lang", ...filters].toSorted(),
    );
  });

  it("passes the API and the returns to the app, and keeps an answer a minute by its parameters", () => {
    const [, , api, returns] = distribution().orderedCacheBehaviors;
    expect(api.allowedMethods).toEqual(["GET", "HEAD", "OPTIONS"]);
    expect(returns.allowedMethods).toEqual(["GET", "HEAD"]);
    for (const behaviour of [api, returns])
      expect(behaviour).toMatchObject({
        targetOriginId: "app",
        cachePolicyId: "countersign-production-api",
      });
    const policy = stages.production.one("aws:cloudfront/cachePolicy:CachePolicy", "ApiCache").inputs;
    expect(policy).toMatchObject({ minTtl: 0, maxTtl: 60 });
    expect(policy.parametersInCacheKeyAndForwardedToOrigin).toMatchObject({
      cookiesConfig: { cookieBehavior: "none" },
      headersConfig: { headerBehavior: "none" },
      queryStringsConfig: { queryStringBehavior: "all" },
    });
  });

  it("passes all else to the app, uncached, with everything but the host", () => {
    expect(distribution().defaultCacheBehavior).toMatchObject({
      targetOriginId: "app",
      viewerProtocolPolicy: "redirect-to-https",
      cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      originRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    });
    expect(distribution().defaultCacheBehavior.allowedMethods).toContain("POST");
  });

  it("guards public pages by headers, and lets a browser show a PDF", () => {
    const headers = (name: string) => stages.production.one(HEADERS, name).inputs.securityHeadersConfig;
    const csp = headers("PageHeaders").contentSecurityPolicy.contentSecurityPolicy;
    expect(csp).toMatch(/^default-src 'none'; /);
    expect(csp).not.toMatch(/unsafe|\*|https?:/);
    for (const name of ["PageHeaders", "FileHeaders", "AppHeaders"]) {
      expect(headers(name).strictTransportSecurity.accessControlMaxAgeSec).toBe(31_536_000);
      expect(headers(name).contentTypeOptions.override).toBe(true);
    }
    expect(headers("PageHeaders").frameOptions.frameOption).toBe("DENY");
    expect(headers("FileHeaders").contentSecurityPolicy).toBeUndefined();
    // The functions have policies of their own, page by page; the edge must not replace them.
    expect(headers("AppHeaders").contentSecurityPolicy).toBeUndefined();
    const used = distribution().orderedCacheBehaviors.map(
      (behaviour: { responseHeadersPolicyId: string }) => behaviour.responseHeadersPolicyId,
    );
    expect(used).toEqual([
      "AppHeaders",
      "AppHeaders",
      "AppHeaders",
      "AppHeaders",
      "FileHeaders",
      "PageHeaders",
      "PageHeaders",
      "PageHeaders",
    ]);
  });

  it("sends /s/* to sign and the rest to web, and only this API may call them", () => {
    const { all } = stages.production;
    const integrations = new Map(
      all("aws:apigatewayv2/integration:Integration").map(({ name, inputs }) => [
        `integrations/${name}`,
        inputs,
      ]),
    );
    const routes = all("aws:apigatewayv2/route:Route").map(({ inputs }) => [
      inputs.routeKey,
      /-(\w+)Function-/.exec(integrations.get(inputs.target)?.integrationUri)?.[1],
    ]);
    expect(Object.fromEntries(routes)).toEqual({
      "ANY /s/{proxy+}": "Sign",
      "ANY /decisions/search": "Search",
      "ANY /api/v1/{proxy+}": "Search",
      "ANY /returns/{proxy+}": "Search",
      "ANY /follow": "Follow",
      "ANY /follow/{proxy+}": "Follow",
      "ANY /decisions/pack": "Pack",
      "ANY /decisions/pack.csv": "Pack",
      "ANY /decisions/pack.pdf": "Pack",
      "ANY /decisions/pack-questions.csv": "Pack",
      $default: "Web",
    });
    for (const { inputs } of integrations.values().map((inputs) => ({ inputs })))
      expect(inputs.payloadFormatVersion).toBe("2.0");
    for (const { inputs } of all("aws:lambda/permission:Permission"))
      expect(inputs).toMatchObject({
        principal: "apigateway.amazonaws.com",
        sourceArn: "arn:aws:execute-api:eu-west-2:123456789012:api0mock/*",
      });
    expect(all("aws:lambda/functionUrl:FunctionUrl")).toEqual([]);
    expect(stages.production.one("aws:apigatewayv2/api:Api", "ApiApi").inputs.corsConfiguration).toEqual({});
  });

  it("logs no path, since the path of a sign-off link is the link", () => {
    for (const stage of Object.values(stages)) {
      const { inputs } = stage.one("aws:apigatewayv2/stage:Stage", "ApiStage");
      const fields = Object.values(JSON.parse(inputs.accessLogSettings.format) as Record<string, string>);
      expect(fields).toContain("$context.routeKey");
      for (const field of fields) expect(field).not.toMatch(/path|query|userAgent/i);
      expect(inputs.defaultRouteSettings).toEqual({ throttlingRateLimit: 200, throttlingBurstLimit: 400 });
    }
  });

  it("has a domain, and a limit per address on what is not static, in permanent stages alone", () => {
    expect(distribution("production").aliases).toEqual(["decisions.example.org"]);
    expect(distribution("staging").aliases).toEqual(["staging.decisions.example.org"]);
    expect(distribution("own").aliases).toEqual([]);
    const ACL = "aws:wafv2/webAcl:WebAcl";
    for (const stage of ["production", "staging"] as const) {
      const acl = stages[stage].one(ACL, "RateLimit");
      expect(acl.options.provider).toBe("NorthVirginia");
      expect(acl.inputs.scope).toBe("CLOUDFRONT");
      expect(acl.inputs.rules).toHaveLength(1);
      expect(acl.inputs.rules[0].statement.rateBasedStatement).toMatchObject({
        limit: 3000,
        aggregateKeyType: "IP",
      });
      // Searches and packs are counted, though they stand under /decisions.
      const counted = acl.inputs.rules[0].statement.rateBasedStatement.scopeDownStatement.orStatement;
      const under = counted.statements
        .slice(0, 2)
        .map((s: { byteMatchStatement: { searchString: string } }) => s.byteMatchStatement.searchString);
      expect(under).toEqual(["/decisions/search", "/decisions/pack"]);
      const visible = [acl.inputs.visibilityConfig, acl.inputs.rules[0].visibilityConfig];
      for (const view of visible) expect(view.sampledRequestsEnabled).toBe(false);
      expect(distribution(stage).webAclId).toMatch(/RateLimit$/);
    }
    expect(stages.own.all(ACL)).toEqual([]);
    expect(distribution("own").webAclId).toBeUndefined();
  });

  it("tells the functions the address that people see", () => {
    const site = (stage: keyof Stages) =>
      stages[stage].builds.find((build) => build.functionID === "Web")?.links.Site;
    expect(site("production")).toMatchObject({ origin: "https://decisions.example.org" });
    expect(site("own")).toMatchObject({ origin: "https://d1mock.cloudfront.net" });
  });

  it("finds the page of a folder", () => {
    const code = stages.production.one("aws:cloudfront/function:Function", "IndexPage").inputs;
    expect(code).toMatchObject({ runtime: "cloudfront-js-2.0", publish: true });
    expect(code.code).toBe(readFileSync(join(root, "infra/index-page.js"), "utf8"));
    const ask = (uri: string) =>
      runInNewContext(
        `${code.code}; handler({ request: { uri, querystring: { utm: { value: "1" } }, headers: {} } })`,
        {
          uri,
        },
      );
    expect(ask("/decisions/").uri).toBe("/decisions/index.html");
    expect(ask("/decisions/an-office/120-2016/").uri).toBe("/decisions/an-office/120-2016/index.html");
    expect(ask("/decisions/an-office/120-2016/120-2016.pdf").uri).toBe(
      "/decisions/an-office/120-2016/120-2016.pdf",
    );
    expect(ask("/decisions/an-office/2016.csv").uri).toBe("/decisions/an-office/2016.csv");
    for (const path of ["/decisions", "/decisions/an-office", "/decisions/an-office/120-2016"])
      expect(ask(path)).toMatchObject({ statusCode: 301, headers: { location: { value: `${path}/` } } });
    const folders = distribution().orderedCacheBehaviors.filter(
      (behaviour: { functionAssociations?: unknown[] }) => behaviour.functionAssociations?.length,
    );
    expect(folders.map((behaviour: { pathPattern: string }) => behaviour.pathPattern)).toEqual([
      "/decisions",
      "/decisions/*",
    ]);
  });
}
