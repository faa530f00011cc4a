/**
 * The starter of a new office: the smallest definition that can be published, with one form, one
 * signature and a record to try it with. Everything in it is meant to be replaced.
 */
import type { Example } from "#core/form/example.ts";
import type { Office } from "#core/form/office.ts";

export function starterOffice(slug: string): Office {
  const address = (name: string) => `${name}@${slug}.example`;
  return {
    $schema: "../office.schema.json",
    office: slug,
    version: 1,
    body: {
      name: `Police and Crime Commissioner for ${slug}`,
      short: slug,
      kind: "pcc",
      nation: "england",
      brand: { colour: "#1d3b70" },
      contact: { email: address("office") },
    },
    posts: [{ id: "pcc", title: "Police and Crime Commissioner", is: "commissioner" }],
    people: [
      {
        id: "commissioner",
        name: "Name of the Commissioner",
        email: address("commissioner"),
        posts: [{ post: "pcc" }],
      },
      { id: "author", name: "Name of an officer", email: address("author"), roles: ["author"] },
    ],
    series: { decision: { period: "calendar", pattern: "{n:3}/{cy}" } },
    forms: [
      {
        id: "decision",
        title: "Decision record",
        kind: "decision",
        series: "decision",
        fields: {
          title: { type: "line", label: "Title", print: "Title:", required: true, means: "title" },
          decision: {
            type: "prose",
            label: "Decision",
            print: "Decision:",
            required: true,
            means: "decision",
          },
        },
        sections: [{ id: "decision", title: "The decision", fields: ["title", "decision"] }],
        layout: [
          { block: "heading", level: 1, text: "DECISION RECORD" },
          { block: "reference", label: "Decision number:" },
          { block: "field", field: "title", as: "inline" },
          { block: "field", field: "decision", as: "below", level: 2 },
          {
            block: "signature",
            stage: "commissioner",
            title: "Police and Crime Commissioner",
            level: 2,
            lines: [
              { label: "Signed", show: "signature" },
              { label: "Date", show: "date" },
            ],
          },
        ],
        stages: [
          {
            id: "commissioner",
            kind: "decide",
            by: { post: "pcc" },
            statement: "I {outcome} this decision.",
            outcomes: [
              { id: "approve", says: "approve" },
              { id: "refuse", says: "do not approve" },
              { id: "return" },
            ],
          },
        ],
      },
    ],
  };
}

export function starterExample(): Example {
  return {
    form: "decision",
    author: "author",
    answers: { title: "A first decision", decision: "That this form is tried out." },
    signOffs: [{ stage: "commissioner", by: "commissioner", outcome: "approve" }],
    expect: { state: "published" },
  };
}
