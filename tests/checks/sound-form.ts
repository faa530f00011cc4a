/**
 * Forms of invented offices: no two alike. Ids, labels, order, the fields asked and the stages are drawn
 * by chance, so that rules are tried by meaning and never by one form's ids.
 */
import type { Form } from "#core/form/definition.ts";
import type { Field } from "#core/form/fields.ts";
import type { Office } from "#core/form/office.ts";
import type { Chance } from "./chance.ts";

const AREAS = ["Wealdshire", "Northmarch", "Severnmouth", "Trentvale", "Fenland", "Camberia"];

export function soundOffice(c: Chance): Office {
  const area = c.pick(AREAS);
  return {
    office: area.toLowerCase(),
    version: 1,
    body: {
      name: `Police and Crime Commissioner for ${area}`,
      short: `${area} PCC`,
      kind: "pcc",
      nation: "england",
      brand: { colour: "#1d3b70" },
      contact: { email: `opcc@${area.toLowerCase()}.example`, phone: "0300 555 0142" },
    },
    posts: [
      { id: "pcc", title: "Police and Crime Commissioner", is: "commissioner" },
      { id: "ce", title: c.pick(["Chief Executive", "Chief of Staff"]), is: "chief-executive" },
      { id: "cfo", title: "Chief Finance Officer", is: "chief-finance-officer" },
      { id: "mo", title: "Monitoring Officer", is: "monitoring-officer" },
    ],
    delegation: [
      { maker: "pcc", categories: ["*"] },
      { maker: "ce", categories: ["grant", "contract"], upTo: 50_000_000 },
      { maker: "pcc", categories: ["plan", "budget"], reserved: true },
    ],
    series: { decision: { period: "calendar", pattern: "{n}/{cy}" } },
    markings: ["OFFICIAL", "OFFICIAL-SENSITIVE", "Not Protectively Marked"],
    withholding: [
      { id: "foia-43", label: "Freedom of Information Act 2000, section 43", qualified: true },
      { id: "foia-40", label: "Freedom of Information Act 2000, section 40" },
    ],
    forms: [],
  };
}

export interface Asked {
  funding: boolean;
  years: boolean;
  amount: boolean;
  clauses: boolean;
  implications: boolean;
  checklist: boolean;
  contractor: boolean;
  maker: boolean;
  marking: boolean;
  power: boolean;
  subsidy: boolean;
  paperDate: boolean;
}

export function whatIsAsked(c: Chance): Asked {
  const funding = c.yes(0.8);
  return {
    funding,
    years: funding && c.yes(0.6),
    amount: !funding || c.yes(0.4),
    clauses: c.yes(0.4),
    implications: c.yes(),
    checklist: c.yes(),
    contractor: c.yes(0.4),
    maker: c.yes(),
    marking: c.yes(),
    power: c.yes(),
    subsidy: c.yes(0.4),
    paperDate: c.yes(0.4),
  };
}

export const SUBJECTS = ["financialComment", "legalComment", "equality", "humanRights", "risk"] as const;
const NAMES: Record<(typeof SUBJECTS)[number], string[]> = {
  financialComment: ["Financial implications", "Financial", "Finance and resources"],
  legalComment: ["Legal implications", "Legal"],
  equality: ["Equality and diversity implications", "Equality"],
  humanRights: ["Human rights", "Human rights implications"],
  risk: ["Risk management implications", "Risks", "Risk"],
};
const ROWS: Record<(typeof SUBJECTS)[number], string> = {
  financialComment: "Financial",
  legalComment: "Legal",
  equality: "Equality & Diversity",
  humanRights: "Human Rights",
  risk: "Risk",
};
export const QUESTIONS = [
  "Has legal advice been sought on this paper?",
  "Has the Chief Finance Officer been consulted?",
  "Have human resources been considered?",
  "Is it consistent with the Police and Crime Plan?",
];

/** A form that asks this, with its fields under ids of its own. */
export function soundForm(c: Chance, asked: Asked): Form {
  const tail = c.pick(["", "Field", "-1", "Text", "X"]);
  const fields: Record<string, Field> = {};
  const put = (id: string, field: Field) => {
    fields[`${c.pick(["a", "b", "q", "the", "f"])}-${id}${tail}`] = field;
  };
  const yesNo = [{ id: "y", label: "Considered" }];
  put("title", { type: "line", label: "Title", means: "title" });
  put("summary", {
    type: "prose",
    label: c.pick(["Executive summary", "Summary", "Purpose"]),
    means: "summary",
  });
  put("history", { type: "prose", label: "Background", means: "background" });
  if (asked.clauses) put("asks", { type: "clauses", label: "Recommendations", means: "recommendations" });
  else put("asks", { type: "prose", label: c.pick(["Decision", "The decision"]), means: "decision" });
  if (asked.contractor)
    put("firm", { type: "organisation", label: "Contractor details", means: "contractor" });
  put("kind", {
    type: "choice",
    label: "Kind of decision",
    options: ["grant", "contract", "plan", "budget"].map((id) => ({ id, label: id })),
    means: "category",
  });
  if (asked.amount) put("sum", { type: "money", label: "Amount", means: "amount" });
  if (asked.funding)
    put("money", {
      type: "funding",
      label: "Funding",
      statedTotal: true,
      columns: [
        "status",
        "purpose",
        "power",
        "retained",
        "ofWhich",
        "value",
        ...(asked.years ? (["year"] as const) : []),
      ],
      means: "funding",
    });
  put("when", { type: "period", label: "Period", means: "period" });
  put("terms", { type: "conditions", label: "Conditions", means: "conditions" });
  put("seeAlso", { type: "links", label: "Linked records", means: "links" });
  if (asked.power) put("power", { type: "line", label: "Legal power", means: "legalPower" });
  if (asked.subsidy)
    put("subsidy", { type: "yesno", label: "Does the recipient act as an enterprise?", means: "subsidy" });
  if (asked.maker)
    put("who", { type: "maker", label: "Decision maker", posts: ["pcc", "ce"], means: "maker" });
  if (asked.paperDate) put("dated", { type: "date", label: "Date of the paper", means: "paperDate" });
  if (asked.implications)
    put("ticks", {
      type: "matrix",
      label: "Has consideration been taken of the following?",
      columns: yesNo,
      rows: SUBJECTS.map((id) => ({ id: id.toLowerCase(), label: ROWS[id] })),
      means: "implications",
    });
  const demands = asked.implications && c.yes();
  for (const subject of SUBJECTS)
    put(subject.toLowerCase(), {
      type: "prose",
      label: c.pick(NAMES[subject]),
      means: subject,
      ...(demands &&
        subject === "financialComment" && { note: "(Must include comments of the Chief Finance Officer)" }),
    });
  if (asked.checklist)
    put("checklist", {
      type: "matrix",
      label: "Checklist",
      columns: yesNo,
      rows: QUESTIONS.map((label, i) => ({ id: `q${i}`, label })),
      detail: { column: "y", is: "no", label: "Reason" },
      means: "checklist",
    });
  if (c.yes()) put("choices", { type: "options", label: "Options", means: "options" });
  put("checked", { type: "prose", label: "Evaluation", means: "evaluation" });
  put("board", { type: "prose", label: "Governance", means: "governance" });
  if (asked.marking) put("mark", { type: "marking", label: "Protective marking", means: "marking" });
  put("secret", { type: "withholding", label: "Is any of this confidential?", means: "withholding" });
  return {
    id: "decision",
    title: "Decision record",
    kind: "decision",
    series: "decision",
    fields,
    sections: [{ id: "all", title: "All", fields: Object.keys(fields) }],
    layout: [{ block: "reference" }],
    stages: [
      { id: "officer", title: "Officer approval", kind: "check", by: { post: c.pick(["mo", "cfo"]) } },
      ...(c.yes()
        ? [{ id: "second", title: "Second check", kind: "check" as const, by: { post: "ce" } }]
        : []),
      { id: "decider", title: "Decision", kind: "decide", by: { post: "pcc" } },
    ],
  };
}
