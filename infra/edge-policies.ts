/** What CloudFront keeps, by which part of a request, and the headers it adds: the policies of infra/front-door.ts. */

/**
 * Objects carry their own Cache-Control (s-maxage=60, stale-while-revalidate, stale-if-error), set at
 * publication. Nothing of the request but its path is in the key, so `?utm=1` cannot punch through.
 */
export const publicCache = new aws.cloudfront.CachePolicy("PublicCache", {
  name: `${$app.name}-${$app.stage}-public`,
  minTtl: 0,
  defaultTtl: 60,
  maxTtl: 31_536_000,
  parametersInCacheKeyAndForwardedToOrigin: {
    cookiesConfig: { cookieBehavior: "none" },
    headersConfig: { headerBehavior: "none" },
    queryStringsConfig: { queryStringBehavior: "none" },
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  },
});

/** A search is its words and filters, as a page or as JSON; nothing else of the request makes another one of it. */
export const searchCache = keptAMinute("SearchCache", "search", {
  headersConfig: { headerBehavior: "whitelist", headers: { items: ["Accept"] } },
  queryStringsConfig: named([
    "q",
    "office",
    "earlier",
    "year",
    "month",
    "decided-by",
    "category",
    "amount",
    "only",
    "recipient",
    "sort",
    "page",
    "lang",
  ]),
});

/** A pack is whose and since when, however the date was given. */
export const packCache = keptAMinute("PackCache", "pack", {
  queryStringsConfig: named(["office", "since", "since.day", "since.month", "since.year"]),
});

/** What is made of the register when it is asked for is its address with its parameters: core/api/query.ts names them. */
export const apiCache = keptAMinute("ApiCache", "api", {
  // All of them, so that one which is not known is said to be wrong.
  queryStringsConfig: { queryStringBehavior: "all" },
});

type Key = Pick<
  aws.types.input.cloudfront.CachePolicyParametersInCacheKeyAndForwardedToOrigin,
  "headersConfig" | "queryStringsConfig"
>;

/** Of what a function answers: a minute at most, by what `key` names of the request. */
function keptAMinute(
  name: string,
  id: string,
  {
    headersConfig = { headerBehavior: "none" },
    queryStringsConfig,
  }: Omit<Key, "headersConfig"> & Partial<Key>,
) {
  return new aws.cloudfront.CachePolicy(name, {
    name: `${$app.name}-${$app.stage}-${id}`,
    minTtl: 0,
    defaultTtl: 0,
    maxTtl: 60,
    parametersInCacheKeyAndForwardedToOrigin: {
      cookiesConfig: { cookieBehavior: "none" },
      headersConfig,
      queryStringsConfig,
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    },
  });
}

function named(items: string[]) {
  return { queryStringBehavior: "whitelist", queryStrings: { items } };
}

const transport = {
  strictTransportSecurity: {
    accessControlMaxAgeSec: 31_536_000,
    includeSubdomains: true,
    override: true,
  },
  contentTypeOptions: { override: true },
  frameOptions: { frameOption: "DENY", override: true },
};

export const pageHeaders = new aws.cloudfront.ResponseHeadersPolicy("PageHeaders", {
  securityHeadersConfig: {
    ...transport,
    referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: true },
    contentSecurityPolicy: {
      contentSecurityPolicy: [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
      override: true,
    },
  },
});

/** Browsers show a PDF with a page of their own, which takes over the file's policy and then has no styles. */
export const fileHeaders = new aws.cloudfront.ResponseHeadersPolicy("FileHeaders", {
  securityHeadersConfig: { ...transport },
});

/** The functions set the rest for themselves, page by page (functions/http). */
export const appHeaders = new aws.cloudfront.ResponseHeadersPolicy("AppHeaders", {
  securityHeadersConfig: {
    strictTransportSecurity: transport.strictTransportSecurity,
    contentTypeOptions: transport.contentTypeOptions,
  },
});
