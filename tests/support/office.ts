/**
 * An invented office with every kind of stage: parallel checks, a quorum, a consultation by rule, a
 * decider chosen by the scheme of delegation who declares interests and decides item by item.
 */
import type { Office } from "#core/form/office.ts";

export const TESTSHIRE: Office = {
  office: "testshire",
  version: 1,
  body: {
    name: "Police and Crime Commissioner for Testshire",
    short: "Testshire PCC",
    kind: "pcc",
    nation: "england",
    brand: { colour: "#1d3b70" },
    contact: { email: "office@testshire.example" },
  },
  posts: [
    { id: "pcc", title: "Commissioner", is: "commissioner" },
    { id: "ce", title: "Chief Executive", is: "chief-executive" },
    { id: "mo", title: "Monitoring Officer", is: "monitoring-officer" },
    { id: "cfo", title: "Chief Finance Officer", is: "chief-finance-officer" },
    { id: "board", title: "Member of the Board", is: "board" },
  ],
  people: [
    { id: "ada", name: "Ada Author", email: "ada@testshire.example", roles: ["author"] },
    { id: "pat", name: "Pat Commissioner", email: "pat@testshire.example", posts: [{ post: "pcc" }] },
    {
      id: "ced",
      name: "Ced Chief",
      email: "ced@testshire.example",
      posts: [{ post: "ce" }],
      roles: ["governance"],
    },
    { id: "mo", name: "Mo Monitor", email: "mo@testshire.example", posts: [{ post: "mo" }] },
    { id: "mia", name: "Mia Monitor", email: "mia@testshire.example", posts: [{ post: "mo" }] },
    { id: "fin", name: "Fin Finance", email: "fin@testshire.example", posts: [{ post: "cfo" }] },
    {
      id: "dep",
      name: "Dee Deputy",
      email: "dep@testshire.example",
      standsIn: [{ for: "fin", from: "2025-06-01", to: "2025-06-30", under: "scheme of delegation, 4.2" }],
    },
    { id: "bea", name: "Bea Board", email: "bea@testshire.example", posts: [{ post: "board" }] },
    {
      id: "bob",
      name: "Bob Board",
      email: "bob@testshire.example",
      posts: [{ post: "board", to: "2025-12-31" }],
    },
  ],
  delegation: [
    { maker: "pcc", categories: ["*"] },
    { maker: "ce", categories: ["grant"], upTo: 5_000_000, paragraph: "Part 4" },
    { maker: "pcc", categories: ["plan"], reserved: true },
  ],
  series: { decision: { period: "calendar", pattern: "T-{cy}-{n:3}" } },
  forms: [
    {
      id: "decision",
      title: "Decision",
      kind: "decision",
      series: "decision",
      fields: {
        title: { type: "line", label: "Title", required: true, means: "title" },
        category: {
          type: "choice",
          label: "Category",
          required: true,
          means: "category",
          options: [
            { id: "grant", label: "Grant" },
            { id: "plan", label: "Plan" },
          ],
        },
        amount: { type: "money", label: "Amount", means: "amount" },
        recommendations: { type: "clauses", label: "Recommendations", means: "recommendations" },
        maker: {
          type: "maker",
          label: "Decision maker",
          posts: ["pcc", "ce"],
          required: true,
          means: "maker",
        },
      },
      sections: [
        { id: "all", title: "Decision", fields: ["title", "category", "amount", "recommendations", "maker"] },
      ],
      layout: [
        { block: "heading", text: "{title}", level: 1 },
        { block: "field", field: "recommendations" },
        { block: "signature", stage: "decider", lines: [{ label: "Signed", show: "signature" }] },
      ],
      stages: [
        {
          id: "legal",
          kind: "check",
          by: { post: "mo" },
          statement: "I have checked the law.",
          onPaper: true,
        },
        {
          id: "money",
          kind: "check",
          by: { post: "cfo" },
          beside: "legal",
          when: { means: "amount", over: 0 },
          due: 3,
        },
        {
          id: "board",
          kind: "check",
          by: [{ post: "board" }, { post: "ce" }],
          need: "any",
          when: { field: "category", is: "plan" },
        },
        {
          id: "decider",
          kind: "decide",
          by: { maker: "maker" },
          statement: "The request {outcome} my approval.",
          outcomes: [
            { id: "approve", says: "HAS" },
            { id: "refuse", says: "HAS NOT" },
            { id: "return" },
            { id: "defer" },
          ],
          interests: true,
          onPaper: true,
          each: "recommendations",
        },
      ],
    },
  ],
};
