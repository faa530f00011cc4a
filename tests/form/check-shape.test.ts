import { describe, expect, it } from "vitest";
import { checkOffice } from "#core/form/check.ts";
import { soundOffice } from "./sound-office.ts";

describe("an office in which nothing is wrong", () => {
  it("has no findings", () => expect(checkOffice(soundOffice())).toEqual([]));
});

describe("a shape that is not an office's", () => {
  const spoilt = (spoil: (office: Record<string, unknown>) => void) => {
    const office = JSON.parse(JSON.stringify(soundOffice()));
    spoil(office);
    return checkOffice(office).map((f) => `${f.severity} ${f.path}: ${f.message}`);
  };
  // biome-ignore lint/suspicious/noExplicitAny: the tests write what the types forbid
  const at = (office: any) => office.forms[0];

  it.each<[string, Parameters<typeof spoilt>[0], string]>([
    [
      "a setting misspelt",
      (o) => (at(o).layout[4].fild = 1),
      "forms.decision.layout[4].fild: There is no setting “fild” here. Did you mean “field”?",
    ],
    [
      "a setting of the office misspelt",
      (o) => (o.formz = []),
      "formz: There is no setting “formz” here. Did you mean “forms”?",
    ],
    ["a setting left out", (o) => delete (o.body as { name?: string }).name, "body.name: Add “name”"],
    [
      "a type misspelt",
      (o) => (at(o).fields.title.type = "lines"),
      'forms.decision.fields.title.type: "lines" cannot be written here. Did you mean “line”?',
    ],
    [
      "a block left out",
      (o) => delete at(o).layout[4].block,
      "forms.decision.layout[4].block: Add “block”: one of heading, reference, text",
    ],
    ["a meaning misspelt", (o) => (at(o).fields.title.means = "tilte"), "Did you mean “title”?"],
    [
      "a level too deep",
      (o) => (at(o).layout[0].level = 9),
      "forms.decision.layout[0].level: 9 cannot be written here. Write one of: 1, 2, 3, 4",
    ],
    ["words for a number", (o) => (o.version = "1"), 'version: Write a number, without quotes, not "1"'],
    ["a number for words", (o) => (at(o).title = 5), "forms.decision.title: Write words, in quotes, not 5"],
    ["no words", (o) => (at(o).title = ""), "forms.decision.title: Enter some words"],
    [
      "an id with a space",
      (o) => (at(o).fields["My field"] = { type: "line", label: "L" }),
      "fields.My field: Use a short id",
    ],
    ["a list left empty", (o) => (o.posts = []), "posts: Give at least 1"],
    [
      "a rule misspelt",
      (o) => (at(o).stages[2].when = { mean: "amount" }),
      "forms.decision.stages.witness.when: There is no setting “mean” here. Did you mean “means”?",
    ],
    [
      "a rule that is none",
      (o) => (at(o).stages[2].when = {}),
      'forms.decision.stages.witness.when: Write { "all": … } or { "any": … }',
    ],
    [
      "a rule inside a rule",
      (o) => (at(o).stages[2].when = { all: [{ any: [{ field: "amount", ovr: 5 }] }] }),
      "forms.decision.stages.witness.when.all[0].any[0].ovr: There is no setting “ovr” here. Did you mean “over”?",
    ],
    ["pounds and pence", (o) => (at(o).stages[2].when = { means: "amount", over: 0.5 }), "Use whole pence"],
    [
      "someone unknown",
      (o) => (at(o).stages[0].by = { poste: "cfo" }),
      "forms.decision.stages.advice.by: There is no setting “poste” here. Did you mean “post”?",
    ],
    [
      "a numbering that is none",
      (o) => (at(o).numbering.detail.levels = ["1)", "§"]),
      "forms.decision.numbering.detail.levels[1]: Write the first label",
    ],
    [
      "an address that is none",
      (o) => ((o.body as { contact: { email: string } }).contact.email = "kent"),
      "body.contact.email: Enter an email address",
    ],
    [
      "a day that is none",
      (o) => ((o.people as { posts: { from: string }[] }[])[0]!.posts[0]!.from = "2024-02-30"),
      "people.jo-ayre.posts[0].from: Enter a real date",
    ],
  ])("%s", (_, spoil, message) => {
    const found = spoilt(spoil);
    expect(found.join("\n")).toContain(message);
    expect(found.every((f) => f.startsWith("error"))).toBe(true);
  });

  it.each([null, undefined, 5, "office", [], {}])("says something about %j and does not throw", (raw) => {
    expect(checkOffice(raw).length).toBeGreaterThan(0);
  });
});
