/**
 * The model's office: every way that a paper can go, with as few people as will do. The authors hold
 * posts themselves, posts change hands while papers wait, and three forms share two series of numbers.
 */
import type { Answers } from "#core/form/answers.ts";
import type { Office } from "#core/form/office.ts";

const mail = (id: string) => `${id}@modelshire.example`;

export const MODELSHIRE: Office = {
  office: "modelshire",
  version: 1,
  body: {
    name: "Police and Crime Commissioner for Modelshire",
    short: "Modelshire PCC",
    kind: "pcc",
    nation: "england",
    brand: { colour: "#1d3b70" },
    contact: { email: "office@modelshire.example" },
  },
  posts: [
    { id: "pcc", title: "Commissioner", is: "commissioner" },
    { id: "ce", title: "Chief Executive", is: "chief-executive" },
    { id: "mo", title: "Monitoring Officer", is: "monitoring-officer" },
    { id: "cfo", title: "Chief Finance Officer", is: "chief-finance-officer" },
    { id: "chair", title: "Chair of the Board", is: "board" },
    { id: "member", title: "Member of the Board", is: "board" },
    { id: "lay", title: "Lay Member of the Board", is: "board" },
  ],
  people: [
    // The first holder of a post is asked, unless they wrote the paper.
    { id: "ada", name: "Ada Author", email: mail("ada"), posts: [{ post: "mo" }], roles: ["author"] },
    { id: "art", name: "Art Author", email: mail("art"), posts: [{ post: "lay" }], roles: ["author"] },
    { id: "pat", name: "Pat Commissioner", email: mail("pat"), posts: [{ post: "pcc" }] },
    { id: "pru", name: "Pru Interim", email: mail("pru"), posts: [{ post: "pcc" }] },
    {
      id: "ced",
      name: "Ced Chief",
      email: mail("ced"),
      posts: [{ post: "ce" }],
      roles: ["governance", "publisher"],
    },
    { id: "cam", name: "Cam Chief", email: mail("cam"), posts: [{ post: "ce" }] },
    // Leaves while papers wait.
    { id: "mo", name: "Mo Monitor", email: mail("mo"), posts: [{ post: "mo", to: "2025-03-12" }] },
    { id: "mia", name: "Mia Monitor", email: mail("mia"), posts: [{ post: "mo" }] },
    { id: "fin", name: "Fin Finance", email: mail("fin"), posts: [{ post: "cfo" }] },
    {
      id: "dee",
      name: "Dee Deputy",
      email: mail("dee"),
      standsIn: [{ for: "fin", from: "2025-03-05", to: "2025-03-14", under: "scheme of delegation, 4.2" }],
    },
    { id: "bea", name: "Bea Board", email: mail("bea"), posts: [{ post: "chair" }] },
    {
      id: "bob",
      name: "Bob Board",
      email: mail("bob"),
      posts: [{ post: "member", to: "2025-03-07" }, { post: "mo" }],
    },
    { id: "bill", name: "Bill Board", email: mail("bill"), posts: [{ post: "member", from: "2025-03-08" }] },
    { id: "lou", name: "Lou Lay", email: mail("lou"), posts: [{ post: "lay" }] },
  ],
  delegation: [
    { maker: "pcc", categories: ["*"] },
    { maker: "ce", categories: ["grant"], upTo: 5_000_000, paragraph: "Part 4" },
  ],
  series: {
    decision: { period: "calendar", pattern: "M-{cy}-{n:3}", first: 7 },
    early: { period: "financial", pattern: "E {fy}/{fy+1} {n}", allocate: "submit" },
  },
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
        asks: { type: "clauses", label: "Recommendations", means: "recommendations" },
        maker: { type: "maker", label: "Maker", posts: ["pcc", "ce"], required: true, means: "maker" },
      },
      sections: [{ id: "all", title: "All", fields: ["title", "category", "amount", "asks", "maker"] }],
      layout: [{ block: "heading", text: "{title}", level: 1 }],
      stages: [
        { id: "legal", kind: "check", by: { post: "mo" } },
        {
          id: "money",
          kind: "check",
          by: { post: "cfo" },
          beside: "legal",
          when: { means: "amount", over: 0 },
          due: 2,
        },
        {
          id: "board",
          kind: "check",
          by: [{ post: "chair" }, { post: "member" }, { post: "lay" }],
          need: 2,
          when: { field: "category", is: "plan" },
        },
        {
          id: "decider",
          kind: "decide",
          by: { maker: "maker" },
          outcomes: [{ id: "approve" }, { id: "refuse" }, { id: "return" }, { id: "defer" }],
          interests: true,
          each: "asks",
        },
      ],
    },
    {
      id: "order",
      title: "Order",
      kind: "decision",
      series: "decision",
      fields: { title: { type: "line", label: "Title", required: true, means: "title" } },
      sections: [{ id: "all", title: "All", fields: ["title"] }],
      layout: [{ block: "heading", text: "{title}", level: 1 }],
      stages: [
        { id: "any", kind: "check", by: [{ post: "cfo" }, { post: "ce" }], need: "any" },
        { id: "views", kind: "consult", by: { post: "chair" }, beside: "any", comment: { required: true } },
        {
          id: "decider",
          kind: "decide",
          by: { post: "pcc" },
          outcomes: [{ id: "approve" }, { id: "approve-with-changes" }, { id: "refuse" }, { id: "return" }],
        },
      ],
    },
    {
      id: "notice",
      title: "Urgent notice",
      kind: "notice",
      series: "early",
      fields: {
        title: { type: "line", label: "Title", required: true, means: "title" },
        chief: { type: "person", label: "Chief constable", contact: true, many: true },
      },
      sections: [{ id: "all", title: "All", fields: ["title", "chief"] }],
      layout: [{ block: "heading", text: "{title}", level: 1 }],
      stages: [
        { id: "force", kind: "external", by: { email: "chief" } },
        { id: "release", kind: "release", by: { post: "pcc" }, assurance: "code" },
      ],
    },
  ],
};

/** Answers that lead each form down different ways. */
export const ANSWERS: Record<string, ((n: number) => Answers)[]> = {
  decision: [
    (n) => ({ title: `Grant ${n}`, category: "grant", amount: 1_000_000 + n, asks: ["Pay"], maker: "pcc" }),
    (n) => ({ title: `Small grant ${n}`, category: "grant", amount: 40_000, asks: ["Pay"], maker: "ce" }),
    (n) => ({
      title: `Plan ${n}`,
      category: "plan",
      amount: 9_000_000,
      asks: ["Adopt", "Tell"],
      maker: "pcc",
    }),
    (n) => ({ title: `Free plan ${n}`, category: "plan", maker: "pcc" }),
  ],
  order: [(n) => ({ title: `Order ${n}` })],
  notice: [
    (n) => ({ title: `Notice ${n}`, chief: [{ name: "Chief", email: "chief@force.example" }] }),
    // Someone of the office, also by their address: the author's own is refused.
    (n) => ({ title: `Notice ${n}`, chief: [{ name: "Ada", email: mail("ada") }] }),
  ],
};
