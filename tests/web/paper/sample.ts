/** A paper with every kind of block, as a form with all of them would be composed. */
import type { Paper } from "#core/document/paper.ts";

export const sample: Paper = {
  title: "Support for victims of serious violence",
  reference: "2023/2024 - 0022",
  kind: "Decision record",
  body: {
    name: "Office of the Police and Crime Commissioner for Northshire",
    short: "Northshire PCC",
    colour: "#1d3b70",
    contact: ["1 High Street, Northton", "office@northshire.example"],
  },
  lang: "en",
  marking: "OFFICIAL",
  edition: "public",
  date: "2023-11-01T12:00:00.000Z",
  author: "Asha Perera",
  blocks: [
    { t: "heading", level: 1, align: "centre", c: ["Decision record"] },
    { t: "labelled", label: "Reference:", c: ["2023/2024 - 0022"] },
    { t: "label", label: "Title", note: "(no more than 100 words)" },
    { t: "para", c: ["Support for ", { t: "strong", c: ["victims"] }, " of serious violence"] },
    { t: "heading", level: 2, number: "1.", c: ["Background"] },
    {
      t: "para",
      number: "1.1",
      depth: 1,
      c: ["See ", { t: "link", url: "https://northshire.example/plan", c: ["the plan"] }, " & <its> aims."],
    },
    {
      t: "para",
      number: "(a)",
      depth: 2,
      c: ["First", { t: "break" }, "then ", { t: "emph", c: ["second"] }],
    },
    { t: "para", style: "strong", c: ["In bold"] },
    { t: "para", style: "emphasis", c: ["In italics"] },
    { t: "para", style: "note", align: "centre", c: ["A note to authors"] },
    { t: "para", c: [{ t: "code", c: ["WCC03"] }, " was ", { t: "strike", c: ["WCC02"] }] },
    {
      t: "list",
      depth: 1,
      items: [
        { label: "i.", blocks: [{ t: "para", c: ["To approve the grant"] }] },
        {
          label: "ii.",
          blocks: [
            { t: "para", c: ["To note:"] },
            { t: "list", items: [{ blocks: [{ t: "para", c: ["the risks"] }] }] },
          ],
        },
      ],
    },
    {
      t: "table",
      caption: "Sources of money",
      head: [{ c: [] }, { c: ["Status"] }, { c: ["Amount"], align: "right" }],
      rows: [
        [
          { c: ["Home Office"], header: true },
          { c: ["Confirmed"], align: "centre" },
          { c: ["£100,000.00"], align: "right" },
        ],
        [
          { c: ["Commissioner"], header: true },
          { c: ["Requested"], align: "centre" },
          { c: ["£270,083.00"], align: "right" },
        ],
      ],
      foot: [{ c: ["Total"], header: true }, { c: [] }, { c: ["£370,083.00"], align: "right" }],
    },
    {
      t: "facts",
      as: "table",
      rows: [
        { label: "Lead officer", c: ["Rachelle Kipling"] },
        { label: "Contractor", c: ["Harbour"] },
      ],
    },
    { t: "facts", as: "lines", rows: [{ label: "From:", c: ["1 April 2023"] }] },
    {
      t: "matrix",
      caption: "Implications",
      heading: "Has this been considered?",
      columns: ["Considered", "Has implications"],
      show: "boxes",
      rows: [
        { label: "Financial", answers: [true, false], detail: ["Met from reserves."] },
        { label: "Legal", answers: [null, true] },
      ],
    },
    { t: "withheld", label: "Appendix 2", ground: "Commercial interests (FOIA 2000 s43)" },
    { t: "rule" },
    { t: "heading", level: 2, number: "2.", c: ["Approval"] },
    {
      t: "signature",
      stage: "cfo",
      title: "Chief Finance Officer",
      level: 3,
      style: "emphasis",
      statement: ["I certify that:"],
      alternatives: {
        one: [
          { id: "a", label: "a.", text: "there are no financial consequences", chosen: false },
          { id: "b", label: "b.", text: "the costs can be met from the budget", chosen: true },
        ],
        and: [{ id: "d", label: "d.", text: "the decision is affordable" }],
      },
      lines: [
        { label: "Signed", value: "Electronically by Jill Penn" },
        { label: "Date", value: "12 February 2024 at 10:32 GMT" },
      ],
      state: "signed",
      note: "Subject to audit.",
    },
    {
      t: "signature",
      stage: "pcc",
      title: "Commissioner",
      level: 3,
      statement: ["The above request HAS my approval."],
      lines: [
        { label: "Signed", value: "" },
        { label: "Date", value: "" },
      ],
      state: "waiting",
    },
    {
      t: "signature",
      stage: "ce",
      statement: [],
      lines: [{ label: "Signed", value: "" }],
      state: "not-needed",
      note: "The Commissioner takes this decision.",
    },
    { t: "pageBreak" },
    {
      t: "appendix",
      title: "Appendix 1: Awards",
      blocks: [{ t: "para", c: ["Sixty-two awards."] }],
    },
  ],
};
