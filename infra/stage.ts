/**
 * What differs between stages, and what holds for every function of the app.
 * `production` and `staging` are permanent: they have a domain, alarms, deletion protection and
 * object lock. Every other stage is somebody's own copy and can be removed whole.
 */

const DOMAINS: Record<string, string> = {
  production: "decisions.example.org",
  staging: "staging.decisions.example.org",
};

export const isProduction = $app.stage === "production";
export const isPermanent = isProduction || $app.stage === "staging";
export const domain = DOMAINS[$app.stage];
export const region = "eu-west-2";
export const account = aws.getCallerIdentityOutput().accountId;

/** Retention of logs: long enough for an audit of the year in production. */
export const logRetention = isProduction ? "1 year" : "1 week";

$transform(sst.aws.Function, (args) => {
  args.runtime ??= "nodejs24.x";
  args.architecture ??= "arm64";
  args.memory ??= "512 MB";
  args.logging ??= { format: "json", retention: logRetention };
  args.nodejs = $output(args.nodejs).apply((nodejs) => ({ minify: true, ...nodejs }));
  args.transform = { ...args.transform, role: trustLambdaAlone };
});

/**
 * SST 4.17 tests an unresolved value for "am I in dev?", so each deployed role would also trust
 * every principal of the account. In `sst dev` the functions do run with the developer's identity.
 */
function trustLambdaAlone(role: aws.iam.RoleArgs): undefined {
  if ($dev) return;
  role.assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" });
}
