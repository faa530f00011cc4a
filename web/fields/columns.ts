/**
 * Columns: what each kind of row asks. Lists of people, bodies, sources, awards, options, conditions,
 * links and paragraphs are all rows of cells; `rows.tsx` draws and parses them, `paste.ts` reads them
 * from a spreadsheet.
 */

export interface Column {
  key: string;
  label: string;
  kind: "line" | "prose" | "money" | "email" | "select" | "tick" | "lines" | "parts";
  hint?: string;
  options?: { value: string; text: string }[];
  /** Asked where a row says anything at all. */
  needed?: string;
  width?: "wide" | "narrow";
  /** Shown though the form does not ask it only where something is stored in it. */
  asked: boolean;
  /** How a spreadsheet may head it. */
  headed?: RegExp;
}

export interface RowSpec {
  /** "award": names a row in its legend and its buttons. */
  noun: string;
  columns: Column[];
  many: boolean;
  /** The cell that a row is stored with even when it is empty: what is missing is said when the page is checked. */
  always?: string;
}

/** Whether the form asks an optional column. */
export type Asked = (key: string) => boolean;

export const clauses: RowSpec = {
  noun: "paragraph",
  many: true,
  columns: [{ key: "text", label: "Paragraph", kind: "prose", asked: true, width: "wide" }],
};

export function people(field: { many?: boolean; name?: string; role?: string; contact?: boolean }): RowSpec {
  return {
    noun: "person",
    many: !!field.many,
    columns: [
      {
        key: "name",
        label: "Name",
        kind: "line",
        asked: field.name !== "none",
        headed: /name|person|officer/i,
      },
      {
        key: "role",
        label: "Job title",
        kind: "line",
        asked: field.role !== "none",
        headed: /role|title|post/i,
      },
      {
        key: "email",
        label: "Email address",
        hint: "Never published",
        kind: "email",
        asked: !!field.contact,
        headed: /mail|contact/i,
      },
    ],
  };
}

export function organisations(field: { many?: boolean }): RowSpec {
  return {
    noun: "organisation",
    always: "name",
    many: !!field.many,
    columns: [
      { key: "name", label: "Name", kind: "line", asked: true, headed: /name|organisation|body/i },
      {
        key: "number",
        label: "Company or charity number (optional)",
        kind: "line",
        asked: true,
        width: "narrow",
        headed: /number|no\./i,
      },
    ],
  };
}

export function options(asked: Asked): RowSpec {
  return {
    noun: "option",
    always: "label",
    many: true,
    columns: [
      {
        key: "label",
        label: "Name of the option",
        kind: "line",
        asked: true,
        width: "wide",
        headed: /option|name|label/i,
      },
      {
        key: "description",
        label: "Description (optional)",
        kind: "prose",
        asked: true,
        width: "wide",
        headed: /descri|detail/i,
      },
      { key: "cost", label: "Cost (optional)", kind: "line", asked: asked("cost"), headed: /cost|£/i },
      {
        key: "risks",
        label: "Risks (optional)",
        kind: "prose",
        asked: asked("risks"),
        width: "wide",
        headed: /risk/i,
      },
      {
        key: "outcome",
        label: "Outcome (optional)",
        kind: "line",
        asked: asked("outcome"),
        headed: /outcome|result/i,
      },
      {
        key: "preferred",
        label: "This is the preferred option",
        kind: "tick",
        asked: asked("preferred"),
        headed: /prefer/i,
      },
    ],
  };
}

export const conditions: RowSpec = {
  noun: "condition",
  always: "text",
  many: true,
  columns: [
    { key: "text", label: "Condition", kind: "prose", asked: true, width: "wide", headed: /condition|text/i },
    {
      key: "on",
      label: "Whom it binds (optional)",
      hint: "For example, the name of the organisation",
      kind: "line",
      asked: true,
      headed: /\bon\b|binds|who/i,
    },
  ],
};

export const links: RowSpec = {
  noun: "record",
  many: true,
  columns: [
    {
      key: "to",
      label: "Kind of record",
      kind: "select",
      asked: true,
      options: [
        { value: "own", text: "In this office’s register" },
        { value: "other", text: "In another office’s register" },
        { value: "legacy", text: "A number from an older scheme" },
        { value: "external", text: "A page or file elsewhere" },
      ],
      headed: /kind|type/i,
    },
    {
      key: "reference",
      label: "Number (optional for a page or file)",
      kind: "line",
      asked: true,
      headed: /number|ref/i,
    },
    { key: "office", label: "Office, if another (optional)", kind: "line", asked: true, headed: /office/i },
    { key: "title", label: "Title (optional)", kind: "line", asked: true, headed: /title|name/i },
    {
      key: "url",
      label: "Address, starting with https:// (optional)",
      kind: "line",
      asked: true,
      headed: /url|address|link|http/i,
    },
    {
      key: "relation",
      label: "How this record relates to it (optional)",
      kind: "select",
      asked: true,
      options: [
        { value: "", text: "" },
        { value: "continues", text: "Continues it" },
        { value: "supersedes", text: "Takes its place" },
        { value: "corrects", text: "Corrects it" },
        { value: "revokes", text: "Revokes it" },
        { value: "relates-to", text: "Relates to it" },
        { value: "reports-on", text: "Reports on it" },
        { value: "publishes", text: "Publishes it" },
      ],
      headed: /relat/i,
    },
  ],
};
