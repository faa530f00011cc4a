import { describe } from "vitest";
import { decision, field, finds } from "./spoiling.ts";

describe("what stands around the forms", () =>
  finds("error", [
    [
      "a post twice",
      (o) => o.posts.push({ id: "pcc", title: "Again" }),
      "posts.pcc.id",
      "“pcc” is used twice",
    ],
    [
      "a person twice",
      (o) => o.people!.push({ id: "jo-ayre", name: "J", email: "j@kent.example" }),
      "people.jo-ayre.id",
      "used twice",
    ],
    [
      "an address twice",
      (o) => (o.people![1]!.email = "jo@kent.example"),
      "people.sam-lee.email",
      "Two people have the address",
    ],
    ["a form twice", (o) => (o.forms[1]!.id = "decision"), "forms.decision.id", "used twice"],
    ["a marking twice", (o) => o.markings!.push("OFFICIAL"), "markings[1]", "listed twice"],
    [
      "a post that is not there",
      (o) => (o.people![0]!.posts![0]!.post = "pc"),
      "people.jo-ayre.posts[0].post",
      "Did you mean “pcc”?",
    ],
    [
      "a post held backwards",
      (o) => (o.people![0]!.posts![0]!.to = "2020-01-01"),
      "people.jo-ayre.posts[0].to",
      "before the day",
    ],
    [
      "standing in for no one",
      (o) => (o.people![1]!.standsIn = [{ for: "jo-ayr", from: "2026-01-01", to: "2026-01-02" }]),
      "people.sam-lee.standsIn[0].for",
      "Did you mean “jo-ayre”?",
    ],
    [
      "standing in for no post",
      (o) =>
        (o.people![1]!.standsIn = [{ for: "jo-ayre", posts: ["pc"], from: "2026-01-01", to: "2026-01-02" }]),
      "people.sam-lee.standsIn[0].posts[0]",
      "Did you mean “pcc”?",
    ],
    [
      "standing in backwards",
      (o) => (o.people![1]!.standsIn = [{ for: "jo-ayre", from: "2026-01-02", to: "2026-01-01" }]),
      "people.sam-lee.standsIn[0].to",
      "before the first day",
    ],
    [
      "a delegate who is no post",
      (o) => (o.delegation![0]!.maker = "cfoo"),
      "delegation[0].maker",
      "Did you mean “cfo”?",
    ],
    [
      "a category that no form has",
      (o) => (o.delegation![0]!.categories = ["grants"]),
      "delegation[0].categories[0]",
      "Did you mean “grant”?",
    ],
    [
      "categories without a field",
      (o) => delete field(o, "category").means,
      "delegation[0].categories[0]",
      '"means": "category"',
    ],
    [
      "an unknown token",
      (o) => (o.series!.decision!.pattern = "{fy}-{nn}-{n}"),
      "series.decision.pattern",
      "{nn} means nothing",
    ],
    [
      "no year in a financial series",
      (o) => (o.series!.decision!.pattern = "{n}/{cy}"),
      "series.decision.pattern",
      "Put {fy} or {fy2}",
    ],
    [
      "a period of another kind",
      (o) => (o.series!.decision!.first = { "2024": 1 }),
      "series.decision.first.2024",
      "“2023/2024”",
    ],
    [
      "a series that is not there",
      (o) => (decision(o).series = "decisions"),
      "forms.decision.series",
      "Did you mean “decision”?",
    ],
    ["no markings", (o) => delete o.markings, "forms.decision.fields.marking", "no markings to choose from"],
    [
      "no grounds",
      (o) => delete o.withholding,
      "forms.decision.fields.confidential",
      "no grounds to choose from",
    ],
  ]));

describe("what stands around the forms, worth a look", () =>
  finds("warning", [
    ["no author", (o) => delete o.people![2]!.roles, "people", '"roles": ["author"]'],
    [
      "no publisher",
      (o) => (o.people![2]!.roles = ["author"]),
      "publication.review",
      '"roles": ["publisher"]',
    ],
    [
      "a check that is not there",
      (o) => (decision(o).checks = { "day-of": "off" }),
      "forms.decision.checks.day-of",
      "Did you mean “day-off”?",
    ],
    [
      "a series that no form uses",
      (o) => (o.series!.other = { period: "never", pattern: "{n}" }),
      "series.other",
      "No form is numbered",
    ],
    [
      "a post that no one holds",
      (o) => delete o.people![1]!.posts,
      "forms.decision.stages.advice",
      "No one holds the post “cfo”",
    ],
  ]));
