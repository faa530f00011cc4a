/**
 * Lambda's event filtering, for the patterns this service uses: each leaf is a list of what may be
 * there, as values, { prefix } or { exists }. Objects must match in every field they name.
 * Source: AWS, "Control which events Lambda sends to your function".
 */

export function matchesPattern(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((rule) => matchesRule(rule, value));
  if (!isObject(pattern)) throw new Error(`Not an event pattern: ${JSON.stringify(pattern)}`);
  return Object.entries(pattern).every(([field, inner]) =>
    matchesPattern(inner, isObject(value) ? value[field] : undefined),
  );
}

function matchesRule(rule: unknown, value: unknown): boolean {
  if (!isObject(rule)) return rule === value;
  if ("prefix" in rule) return typeof value === "string" && value.startsWith(String(rule.prefix));
  if ("exists" in rule) return (value !== undefined) === rule.exists;
  throw new Error(`The local streams do not know the rule ${JSON.stringify(rule)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
