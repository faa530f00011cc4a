/** Columns of the two tables of money: sources and awards. Who and how much are always asked. */
import type { Asked, RowSpec } from "./columns.ts";

const AMOUNT = /amount|sum|total|cost|value \(?£|£/i;
const YEAR = /year|period/i;
const STATUS = [
  { value: "", text: "" },
  { value: "confirmed", text: "Confirmed" },
  { value: "requested", text: "Requested" },
  { value: "in-principle", text: "Agreed in principle" },
];

export function sources(asked: Asked): RowSpec {
  return {
    noun: "source",
    always: "from",
    many: true,
    columns: [
      {
        key: "from",
        label: "Where it comes from",
        kind: "line",
        asked: true,
        headed: /from|source|fund|contribut/i,
      },
      {
        key: "amount",
        label: "Amount",
        kind: "money",
        asked: true,
        needed: "Enter the amount",
        headed: AMOUNT,
      },
      {
        key: "status",
        label: "Status (optional)",
        kind: "select",
        options: STATUS,
        asked: asked("status"),
        headed: /status/i,
      },
      {
        key: "members",
        label: "Contributors (optional)",
        hint: "One on each line, where one sum comes from several",
        kind: "lines",
        asked: asked("members"),
        headed: /member|contributors/i,
      },
      {
        key: "year",
        label: "Year (optional)",
        kind: "line",
        asked: asked("year"),
        width: "narrow",
        headed: YEAR,
      },
    ],
  };
}

export function awards(asked: Asked): RowSpec {
  return {
    noun: "award",
    always: "recipient",
    many: true,
    columns: [
      {
        key: "recipient",
        label: "Who receives it",
        kind: "line",
        asked: true,
        headed: /recipient|grantee|provider|organisation|name|awarded to/i,
      },
      {
        key: "amount",
        label: "Amount",
        kind: "money",
        asked: true,
        needed: "Enter the amount",
        headed: AMOUNT,
      },
      {
        key: "payee",
        label: "Who is paid, if not the recipient (optional)",
        kind: "line",
        asked: asked("payee"),
        headed: /payee|paid/i,
      },
      {
        key: "purpose",
        width: "wide",
        label: "What it is for (optional)",
        kind: "line",
        asked: asked("purpose"),
        headed: /purpose|project|service|\bfor\b|description/i,
      },
      {
        key: "power",
        label: "Legal power (optional)",
        kind: "line",
        asked: asked("power"),
        headed: /power|act|section/i,
      },
      {
        key: "year",
        label: "Year (optional)",
        kind: "line",
        asked: asked("year"),
        width: "narrow",
        headed: YEAR,
      },
      {
        key: "value",
        width: "wide",
        label: "Why it is value for money (optional)",
        kind: "line",
        asked: asked("value"),
        headed: /value/i,
      },
      {
        key: "retained",
        label: "Kept by this office",
        kind: "tick",
        asked: asked("retained"),
        headed: /retain|kept/i,
      },
      {
        key: "ofWhich",
        label: "Of which (optional)",
        hint: "One part on each line, like Evaluation: £5,000",
        kind: "parts",
        asked: asked("ofWhich"),
        headed: /of which/i,
      },
    ],
  };
}
