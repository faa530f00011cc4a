/**
 * What a form must print, said a second time: straight from its definition, the answers and the
 * sign-offs of an example, with nothing of core/document. Each line is words that the paper must hold,
 * in this order; numbers of paragraphs and marks of lists are left to the tests of the document.
 */
import type { Answers, Funding, Person, RecordLink } from "#core/form/answers.ts";
import type { Block, Form, Stage } from "#core/form/definition.ts";
import type { Example } from "#core/form/example.ts";
import type { Field } from "#core/form/fields.ts";
import { getForm, type Office } from "#core/form/office.ts";
import { factsOf } from "#core/form/reading.ts";
import { holds } from "#core/form/rules.ts";

type SignOff = NonNullable<Example["signOffs"]>[number];
type FieldBlock = Extract<Block, { block: "field" }>;
type SignatureBlock = Extract<Block, { block: "signature" }>;
/** A value as a form holds it; the shapes are those of core/form/answers.ts. */
type Value = Answers[string];

interface Printing {
  office: Office;
  form: Form;
  answers: Answers;
  signOffs: SignOff[];
  reference?: string;
  edition: "public" | "restricted";
}

/** The lines of an example's public paper, or of the one with what is withheld from it. */
export function printedLines(
  office: Office,
  example: Example,
  reference: string | undefined,
  edition: Printing["edition"],
): string[] {
  const form = getForm(office, example.form);
  const { signOffs = [] } = example;
  const p: Printing = { office, form, answers: example.answers as Answers, signOffs, reference, edition };
  return linesOf(p, form.layout).filter((line) => line.trim());
}

function linesOf(p: Printing, blocks: Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.block) {
      case "heading":
      case "text":
        return [filled(p, block.text)];
      case "reference":
        return [block.label ?? "", p.reference ?? ""];
      case "field":
        return fieldLines(p, block);
      case "facts":
        return block.rows.flatMap(({ label, value }) => {
          if (value.show === "text") return [label, filled(p, value.text)];
          if (value.show === "reference") return [label, p.reference ?? ""];
          if (value.show === "decisionDate") return [label, dateIn(p, p.signOffs.at(-1)?.at ?? "")];
          return [label, ...valueLines(p, fieldOf(p, value.field), p.answers[value.field])];
        });
      case "group":
        return holds(block.when, factsOf(p.form, p.answers)) ? linesOf(p, block.blocks) : [];
      case "signature":
        return signatureLines(p, block);
      case "appendix":
        return [block.title, ...linesOf(p, block.blocks)];
      default:
        return [];
    }
  });
}

function fieldLines(p: Printing, block: FieldBlock): string[] {
  const field = fieldOf(p, block.field);
  const value = p.answers[block.field];
  const label = block.as === "value" ? [] : [block.label ?? field.print ?? field.label];
  const note = block.as === "value" ? [] : [field.note ?? ""];
  if (value === undefined) return block.empty === "omit" ? [] : label;
  if (field.public === "withheld" && p.edition === "public") return [...label, groundIn(p)];
  const comments = p.form.stages
    .filter((s) => s.comment?.into === block.field)
    .flatMap((s) => p.signOffs.filter((o) => o.stage === s.id && o.comment))
    .flatMap((o) => [person(p, o.by), ...prose(o.comment ?? "")]);
  return [...label, ...note, ...valueLines(p, field, value, block), ...comments];
}

function valueLines(p: Printing, field: Field, value: Value | undefined, block?: FieldBlock): string[] {
  if (value === undefined) return [];
  const given = <T>() => value as T;
  switch (field.type) {
    case "prose":
      return prose(given<string>());
    case "clauses":
      return [field.lead ?? "", ...given<string[]>().flatMap(prose)];
    case "conditions":
      return [field.lead ?? "", ...given<{ text: string }[]>().flatMap((c) => prose(c.text))];
    case "money":
      return [pounds(given<number>())];
    case "date":
      return [dateIn(p, given<string>())];
    case "choice":
      return field.options.filter((o) => o.id === value).map((o) => o.label);
    case "maker":
      return p.office.posts.filter((post) => post.id === value).map((post) => post.title);
    case "organisation":
      return given<{ name: string }[]>().map(({ name }) => name);
    case "person":
      return given<Person[]>().flatMap(({ name = "", role = "" }) => [name, role]);
    case "links":
      return given<RecordLink[]>().flatMap(({ reference = "", title = "" }) => [reference, title]);
    case "funding":
      return fundingLines(given<Funding>(), block);
    case "matrix":
      return field.rows.flatMap((row) => {
        const said = given<Record<string, { answers: Record<string, string>; detail?: string }>>()[row.id];
        const words = field.columns.map((column) => (said?.answers[column.id] === "yes" ? "Yes" : "No"));
        return [row.label, ...prose(said?.detail ?? ""), ...words];
      });
    case "grid":
      return field.rows.flatMap((row) => [
        row.label,
        ...field.columns.map((c) => given<Record<string, Record<string, string>>>()[row.id]?.[c.id] ?? ""),
      ]);
    case "options":
      return given<{ label: string; description?: string }[]>().flatMap((o) => [
        o.label,
        ...prose(o.description ?? ""),
      ]);
    case "withholding":
      return [given<{ withheld: string }>().withheld === "yes" ? "Yes" : "No"];
    case "yesno": {
      const { answer, detail = "" } = given<{ answer: string; detail?: string }>();
      return [answer === "yes" ? "Yes" : "No", ...prose(detail)];
    }
    case "line":
    case "marking":
      return [given<string>()];
    default:
      throw new Error(`No example has printed a ${field.type} so far: say here what it prints`);
  }
}

function fundingLines({ sources = [], awards = [] }: Funding, block?: FieldBlock): string[] {
  const pence = block?.as === "list" && block.part === "awards";
  return [
    ...(block?.part === "awards" ? [] : sources.flatMap((s) => [s.from, pounds(s.amount)])),
    ...(block?.part === "sources" ? [] : awards.flatMap((a) => [a.recipient, pounds(a.amount, pence)])),
  ];
}

function signatureLines(p: Printing, block: SignatureBlock): string[] {
  const stage = p.form.stages.find((s) => s.id === block.stage) as Stage;
  return p.signOffs
    .filter((o) => o.stage === stage.id)
    .flatMap((signOff, i) => {
      const says = stage.outcomes?.find((o) => o.id === signOff.outcome)?.says ?? "";
      return [
        i === 0 ? (block.title ?? "") : "",
        stage.statement?.replace("{outcome}", says) ?? "",
        ...(stage.alternatives?.one ?? []).map((a) => a.text),
        ...(stage.alternatives?.and ?? []).map((a) => a.text),
        ...block.lines.flatMap(({ label, show }) => {
          if (show === "date") return [label, dateIn(p, signOff.at ?? "")];
          if (show === "signature") return [label, person(p, signOff.by), capacity(p, stage)];
          return [label];
        }),
      ];
    });
}

/** The office's own words for why something is withheld. */
function groundIn({ office, form, answers }: Printing): string {
  const [id] = Object.entries(form.fields).find(([, f]) => f.means === "withholding") ?? [""];
  const { ground } = answers[id] as { ground?: string };
  return office.withholding?.find((g) => g.id === ground)?.label ?? "";
}

/** The paragraphs and list items of limited Markdown, without its marks. */
function prose(markdown: string): string[] {
  return markdown.split("\n").map((line) => line.replace(/^\s*(?:[-*]|\d+\.)\s+/, "").replaceAll("**", ""));
}

function filled(p: Printing, text: string): string {
  return text.replace(/\{(\w+)\}/g, (_, id: string) =>
    id === "reference" ? (p.reference ?? "") : valueLines(p, fieldOf(p, id), p.answers[id]).join(""),
  );
}

function fieldOf({ form }: Printing, id: string): Field {
  const field = form.fields[id];
  if (!field) throw new Error(`${form.id} has no field ${id}`);
  return field;
}

function person({ office }: Printing, id: string): string {
  return office.people?.find((one) => one.id === id)?.name ?? id;
}

/** The post that signs the stage; of the deciding one, the post chosen in the form. */
function capacity({ office, answers }: Printing, { by }: Stage): string {
  const one = Array.isArray(by) ? by[0]! : by;
  const post = "post" in one ? one.post : "maker" in one ? answers[one.maker] : undefined;
  return office.posts.find((o) => o.id === post)?.title ?? "";
}

function pounds(pence: number, always = false): string {
  const digits = always || pence % 100 ? 2 : 0;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `£${(pence / 100).toLocaleString("en-GB", options)}`;
}

function dateIn({ form }: Printing, iso: string): string {
  const at = new Date(iso);
  const part = (options: Intl.DateTimeFormatOptions) =>
    at.toLocaleDateString("en-GB", { timeZone: "Europe/London", ...options });
  const [day, month, year] = [
    part({ day: "2-digit" }),
    part({ month: "2-digit" }),
    part({ year: "numeric" }),
  ];
  const long = `${Number(day)} ${part({ month: "long" })} ${year}`;
  switch (form.dates) {
    case "dd/MM/yyyy":
      return `${day}/${month}/${year}`;
    case "dd.MM.yyyy":
      return `${day}.${month}.${year}`;
    case "EEEE d MMMM yyyy":
      return `${part({ weekday: "long" })} ${long}`;
    default:
      return long;
  }
}
