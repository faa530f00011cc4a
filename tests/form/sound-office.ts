/** An office in which nothing is wrong, with one of nearly everything, for tests to spoil. */
import type { Office } from "#core/form/office.ts";

export function soundOffice(): Office {
  return {
    office: "kent",
    version: 1,
    body: {
      name: "Police and Crime Commissioner for Kent",
      short: "Kent PCC",
      kind: "pcc",
      nation: "england",
      brand: { colour: "#1d3b70" },
      contact: { email: "office@kent.example" },
    },
    posts: [
      { id: "pcc", title: "Police and Crime Commissioner", is: "commissioner" },
      { id: "cfo", title: "Chief Finance Officer", is: "chief-finance-officer" },
    ],
    people: [
      {
        id: "jo-ayre",
        name: "Jo Ayre",
        email: "jo@kent.example",
        posts: [{ post: "pcc", from: "2024-05-09", to: "2028-05-10" }],
      },
      { id: "sam-lee", name: "Sam Lee", email: "sam@kent.example", posts: [{ post: "cfo" }] },
      { id: "ali-roe", name: "Ali Roe", email: "ali@kent.example", roles: ["author", "publisher"] },
    ],
    delegation: [
      { maker: "cfo", categories: ["grant"], upTo: 5_000_000 },
      { maker: "pcc", categories: ["*"] },
    ],
    series: { decision: { period: "financial", pattern: "{fy}/{fy+1} - {n:4}", first: { "2024/2025": 5 } } },
    markings: ["OFFICIAL"],
    withholding: [{ id: "foia-43", label: "Section 43" }],
    publication: { review: "publisher" },
    forms: [
      {
        id: "decision",
        title: "Decision",
        kind: "decision",
        series: "decision",
        fields: {
          title: { type: "line", label: "Title", required: true, means: "title" },
          decision: { type: "prose", label: "Decision", required: true, means: "decision" },
          category: {
            type: "choice",
            label: "Category",
            options: [
              { id: "grant", label: "Grant" },
              { id: "plan", label: "Plan" },
            ],
            required: true,
            means: "category",
          },
          matrix: {
            type: "matrix",
            label: "Considered",
            columns: [
              { id: "considered", label: "Considered" },
              { id: "has", label: "Has implications" },
            ],
            rows: [
              { id: "financial", label: "Financial" },
              { id: "legal", label: "Legal" },
            ],
            detail: { column: "has", is: "yes", label: "Which" },
            means: "implications",
          },
          financial: {
            type: "prose",
            label: "Financial",
            required: { field: "matrix.financial.has", is: true },
            means: "financialComment",
          },
          advice: { type: "prose", label: "Advice" },
          amount: {
            type: "money",
            label: "Amount",
            when: { field: "category", is: "grant" },
            means: "amount",
          },
          maker: { type: "maker", label: "Maker", posts: ["pcc", "cfo"], required: true, means: "maker" },
          witness: { type: "person", label: "Witness", contact: true, required: true },
          marking: { type: "marking", label: "Marking", means: "marking" },
          confidential: { type: "withholding", label: "Confidential?", means: "withholding" },
        },
        sections: [
          { id: "first", title: "First", fields: ["title", "decision", "category", "matrix"] },
          {
            id: "second",
            title: "Second",
            fields: ["financial", "amount", "maker", "witness", "marking", "confidential"],
          },
        ],
        numbering: { detail: { levels: ["1.", "1.1"] } },
        layout: [
          { block: "heading", level: 1, text: "Decision {reference}: {title}" },
          { block: "reference", label: "Number:" },
          { block: "facts", rows: [{ label: "Amount", value: { show: "field", field: "amount" } }] },
          { block: "heading", level: 2, text: "Decision", number: "detail" },
          { block: "field", field: "decision", as: "value", number: "detail" },
          { block: "field", field: "financial", as: "below", level: 3 },
          {
            block: "group",
            when: { field: "category", is: "plan" },
            blocks: [{ block: "field", field: "advice" }],
          },
          { block: "field", field: "witness" },
          {
            block: "signature",
            stage: "maker",
            title: "Decision",
            level: 2,
            lines: [{ label: "Date", show: "date" }],
          },
          {
            block: "appendix",
            title: "More",
            blocks: [
              { block: "heading", level: 3, text: "Considered" },
              { block: "field", field: "matrix" },
            ],
          },
        ],
        stages: [
          { id: "advice", kind: "consult", by: { post: "cfo" }, comment: { into: "advice", required: true } },
          {
            id: "finance",
            kind: "check",
            by: { post: "cfo" },
            beside: "advice",
            statement: "I certify that:",
            alternatives: {
              one: [
                { id: "a", text: "it is free" },
                { id: "b", text: "it is not" },
              ],
              and: [{ id: "c", text: "it is lawful" }],
            },
          },
          {
            id: "witness",
            kind: "external",
            by: [{ email: "witness" }, { post: "cfo" }],
            need: 1,
            when: { means: "amount", over: 0 },
            statement: "I saw it.",
          },
          {
            id: "maker",
            kind: "decide",
            by: { maker: "maker" },
            statement: "I {outcome} it.",
            outcomes: [
              { id: "approve", says: "approve" },
              { id: "refuse", says: "refuse" },
              { id: "return" },
            ],
          },
        ],
      },
      {
        id: "report",
        title: "Report",
        kind: "report",
        fields: { title: { type: "line", label: "Title", required: true, means: "title" } },
        sections: [{ id: "only", title: "Only", fields: ["title"] }],
        layout: [{ block: "heading", level: 1, text: "{title}" }],
        stages: [{ id: "release", kind: "release", by: { post: "pcc" }, statement: "It may go." }],
      },
    ],
  };
}
