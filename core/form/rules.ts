/**
 * Rules: conditions written as data in an office's definition ("only if the amount is over £5,000").
 * Four connectives and a few comparisons; they can be shown in words, tabled, and cannot loop.
 * A rule asks about answers by path ("implications.financial") or by meaning ("amount").
 */
import * as v from "valibot";
import { type Meaning, MeaningSchema } from "./meaning.ts";
import { formatMoney } from "./money.ts";

type Comparison = {
  is?: boolean | string;
  over?: number;
  atLeast?: number;
  under?: number;
  answered?: boolean;
};

export type Rule =
  | { all: Rule[] }
  | { any: Rule[] }
  | { not: Rule }
  | ({ field: string } & Comparison)
  | ({ means: Meaning } & Comparison);

const comparison = {
  is: v.optional(v.union([v.boolean(), v.string()])),
  over: v.optional(v.pipe(v.number(), v.integer("Use whole pence"))),
  atLeast: v.optional(v.pipe(v.number(), v.integer("Use whole pence"))),
  under: v.optional(v.pipe(v.number(), v.integer("Use whole pence"))),
  answered: v.optional(v.boolean()),
};

export const RuleSchema: v.GenericSchema<Rule> = v.lazy(() =>
  v.union([
    v.strictObject({ all: v.pipe(v.array(RuleSchema), v.minLength(1)) }),
    v.strictObject({ any: v.pipe(v.array(RuleSchema), v.minLength(1)) }),
    v.strictObject({ not: RuleSchema }),
    v.strictObject({ field: v.string(), ...comparison }),
    v.strictObject({ means: MeaningSchema, ...comparison }),
  ]),
);

/** What a rule can ask: the answer at a path of a field, or the value a meaning has in this record. */
export interface Facts {
  /** "implications.financial" → true for yes, false for no; a choice → its id; money → pence. */
  field(path: string): unknown;
  means(meaning: Meaning): unknown;
}

/** True when the rule holds for these facts. A comparison with nothing answered is false. */
export function holds(rule: Rule, facts: Facts): boolean {
  if ("all" in rule) return rule.all.every((r) => holds(r, facts));
  if ("any" in rule) return rule.any.some((r) => holds(r, facts));
  if ("not" in rule) return !holds(rule.not, facts);
  const value = "field" in rule ? facts.field(rule.field) : facts.means(rule.means);
  return compare(rule, value);
}

/** Every field path and meaning that a rule asks about, for checks of a definition. */
export function asks(rule: Rule): { fields: string[]; meanings: Meaning[] } {
  if ("all" in rule || "any" in rule) {
    const parts = ("all" in rule ? rule.all : rule.any).map(asks);
    return { fields: parts.flatMap((p) => p.fields), meanings: parts.flatMap((p) => p.meanings) };
  }
  if ("not" in rule) return asks(rule.not);
  return "field" in rule ? { fields: [rule.field], meanings: [] } : { fields: [], meanings: [rule.means] };
}

/** The words for a path ("Financial" for implications.financial) and, given a value, for that answer to it. */
export type Wording = (pathOrMeaning: string, value?: string) => string;

/** The rule in plain English. */
export function inWords(rule: Rule, label: Wording): string {
  if ("all" in rule) return rule.all.map((r) => part(r, label)).join(" and ");
  if ("any" in rule) return rule.any.map((r) => part(r, label)).join(" or ");
  if ("not" in rule) return `not (${inWords(rule.not, label)})`;
  const name = label("field" in rule ? rule.field : rule.means);
  if (rule.over !== undefined) return `${name} is over ${formatMoney(rule.over)}`;
  if (rule.atLeast !== undefined) return `${name} is at least ${formatMoney(rule.atLeast)}`;
  if (rule.under !== undefined) return `${name} is under ${formatMoney(rule.under)}`;
  if (rule.answered !== undefined) return `${name} is ${rule.answered ? "" : "not "}answered`;
  if (typeof rule.is === "boolean") return `${name} is ${rule.is ? "yes" : "no"}`;
  return `${name} is ${label("field" in rule ? rule.field : rule.means, rule.is)}`;
}

function part(rule: Rule, label: Wording): string {
  const words = inWords(rule, label);
  return "all" in rule || "any" in rule ? `(${words})` : words;
}

function compare(rule: Comparison, value: unknown): boolean {
  const answered = !(
    value === undefined ||
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
  if (rule.answered !== undefined && rule.answered !== answered) return false;
  if (rule.is !== undefined && !(Array.isArray(value) ? value.includes(rule.is) : value === rule.is))
    return false;
  const limits = [rule.over, rule.atLeast, rule.under].some((n) => n !== undefined);
  if (limits && typeof value !== "number") return false;
  const n = value as number;
  if (rule.over !== undefined && !(n > rule.over)) return false;
  if (rule.atLeast !== undefined && !(n >= rule.atLeast)) return false;
  if (rule.under !== undefined && !(n < rule.under)) return false;
  return true;
}
