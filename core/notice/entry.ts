/**
 * The register entry: one published record as the register, the feeds and the data files list it.
 * Made from what `disclose` lets through and from nothing else, so that nothing confidential can enter.
 * Stored in the records table, hence parsed on reading. A record withheld whole leaves a stub: its
 * number, a title safe to publish, dates, who decided, the ground and when that is looked at again.
 */
import * as v from "valibot";
import { IsoDate, Pence } from "#core/form/answers.ts";
import { londonDate } from "#core/form/dates.ts";
import { OUTCOMES } from "#core/form/definition.ts";
import { amountOf, type Disclosure, disclose, read, titleOf } from "#core/form/reading.ts";
import { referenceSlug } from "#core/form/series.ts";
import type { RecordNumber } from "#core/record/events.ts";
import type { RecordView, SignOff } from "#core/record/view.ts";
import { ParticularsSchema, particularsOf } from "#core/returns/particulars.ts";
import { endOfId, neutralSlug } from "./addresses.ts";
import * as Disclosed from "./disclosed.ts";
import { Called, EarlierSchema, MakerSchema, PdfSchema, WelshSchema, WithheldSchema } from "./entry-parts.ts";
import { ImportedSchema } from "./imported.ts";
import { AwardSchema, SourceSchema } from "./sums.ts";

/** What one record says of another that changes how that one is to be read. */
export const CHANGING = ["revokes", "supersedes", "corrects"] as const;

export const RegisterEntrySchema = v.object({
  /** The record's ULID: permanent, whatever becomes of the number, the office or the address. */
  id: v.string(),
  office: v.object({ slug: v.string(), name: v.string() }),
  /**
   * "withheld": a stub. "withdrawn": a number that was given to a record which went no further.
   * "unpublished": a stub in place of what was published.
   */
  status: v.picklist(["published", "withheld", "withdrawn", "unpublished"]),
  kind: v.picklist(["decision", "report", "notice"]),
  form: v.object({ id: v.string(), title: v.string() }),
  reference: v.optional(v.string()),
  number: v.optional(v.object({ series: v.string(), period: v.string(), n: v.number() })),
  slug: v.string(),
  title: v.string(),
  /** The civil date that the register files it under: decided, else first published. */
  filedOn: IsoDate,
  decidedOn: v.optional(IsoDate),
  /** ISO instants: of the first publication, and of this one. */
  publishedAt: v.string(),
  updatedAt: v.string(),
  /** 1 for the first publication, counted up by each correction. */
  publication: v.number(),
  /** Publications before this one, oldest first: why and when each was replaced. */
  earlier: v.optional(v.array(EarlierSchema)),
  /** Later records that revoke, supersede or correct this one. */
  changedBy: v.optional(
    v.array(
      v.object({
        relation: v.picklist(CHANGING),
        id: v.string(),
        /** Of a later office, where it is not this one's. */
        office: v.optional(v.string()),
        slug: v.string(),
        call: v.string(),
        on: IsoDate,
      }),
    ),
  ),
  makers: v.array(MakerSchema),
  outcome: v.optional(v.picklist(OUTCOMES)),
  /** Pence. */
  amount: v.optional(Pence),
  recipients: v.array(v.object({ name: v.string(), amount: v.optional(Pence) })),
  awards: v.optional(v.array(AwardSchema), []),
  /** What the statutory returns say of a decision that gives money. */
  particulars: v.optional(ParticularsSchema),
  sources: v.array(SourceSchema),
  powers: v.array(v.string()),
  period: v.optional(v.object({ from: IsoDate, to: IsoDate })),
  /** Plain text, at most `SUMMARY_LENGTH` characters. */
  summary: v.optional(v.string()),
  /** Of a number that was withdrawn: why, where the office says. */
  reason: v.optional(v.string()),
  /** At most `MAX_CATEGORIES`. */
  categories: Called,
  keyDecision: v.optional(v.boolean()),
  marking: v.optional(v.string()),
  links: v.array(
    v.object({
      relation: v.string(),
      to: v.picklist(["own", "other", "legacy", "external"]),
      reference: v.optional(v.string()),
      office: v.optional(v.string()),
      title: v.optional(v.string()),
      url: v.optional(v.string()),
    }),
  ),
  withheld: v.optional(WithheldSchema),
  pdf: v.optional(PdfSchema),
  imported: v.optional(ImportedSchema),
  /** What the Welsh register says otherwise, where the office has two languages. */
  cy: v.optional(WelshSchema),
});

export type RegisterEntry = v.InferOutput<typeof RegisterEntrySchema> & {
  /** Of an entry as the Welsh register has it, never stored: who decided, in English, of which addresses are made. */
  english?: { makers: Maker[] };
};
export type Award = v.InferOutput<typeof AwardSchema>;
export type Maker = v.InferOutput<typeof MakerSchema>;

/** What the act of publishing adds to a record. Instants are ISO. */
export interface PublicationFacts {
  n: number;
  publishedAt: string;
  /** Of publication 1, where this is a later one. */
  firstPublishedAt?: string;
  number?: RecordNumber;
  pdf?: v.InferOutput<typeof PdfSchema>;
  welshPdf?: v.InferOutput<typeof PdfSchema>;
}

/** The entry of a record that is decided (or withdrawn after it was numbered). Throws for any other. */
export function entryOf(view: RecordView, publication: PublicationFacts): RegisterEntry {
  if (view.state === "draft" || view.state === "review")
    throw new Error(`A record in ${view.state} has no entry in the register`);
  const { form, office } = view;
  const publishedAt = publication.firstPublishedAt ?? publication.publishedAt;
  const decidedOn = view.decidedAt && londonDate(view.decidedAt);
  const head = {
    id: view.id,
    office: { slug: office.office, name: office.body.name },
    kind: form.kind,
    form: { id: form.id, title: form.title },
    reference: view.reference,
    number: publication.number && numberOf(publication.number),
    slug: slugOf(view),
    filedOn: decidedOn || londonDate(publishedAt),
    decidedOn,
    publishedAt,
    updatedAt: publication.publishedAt,
    publication: publication.n,
    earlier: view.earlier?.map(({ publication: n, publishedAt, replacedAt, reason, hidden }) => ({
      n,
      publishedAt,
      replacedAt,
      reason,
      hidden,
    })),
  };
  const nothing = { recipients: [], sources: [], powers: [], categories: [], links: [] };
  if (view.state === "withdrawn")
    return parseEntry({
      ...head,
      ...nothing,
      status: "withdrawn",
      title: form.title,
      makers: decidedOn ? makersOf(view) : [],
      reason: view.explained,
    });

  const disclosure = discloseRecord(view);
  const { answers } = disclosure;
  const makers = makersOf(view.original ? { ...view, ...view.original } : view);
  const title = publicTitle(view, disclosure);
  if (view.state === "unpublished")
    return parseEntry({ ...head, ...nothing, status: "unpublished", title, makers });
  const withheld = withheldOf(view, disclosure);
  if (disclosure.whole)
    return parseEntry({ ...head, ...nothing, status: "withheld", title, makers, withheld });

  const period = read(form, answers, "period");
  return parseEntry({
    ...head,
    status: "published",
    title,
    makers,
    withheld,
    outcome: view.outcome,
    amount: amountOf(form, answers),
    recipients: Disclosed.recipients(form, answers),
    awards: Disclosed.awards(form, answers),
    particulars: form.kind === "decision" ? particularsOf(form, answers) : undefined,
    sources: Disclosed.sources(form, answers),
    powers: Disclosed.powers(form, answers),
    period: period && { from: period.from, to: period.to },
    summary: Disclosed.summary(form, answers),
    categories: Disclosed.categories(form, answers),
    keyDecision: Disclosed.keyDecision(form, answers),
    marking: Disclosed.marking(form, answers),
    links: Disclosed.links(form, answers),
    pdf: publication.pdf,
  });
}

/** An entry as it came from the table. */
export function parseEntry(stored: unknown): RegisterEntry {
  return v.parse(RegisterEntrySchema, withoutUndefined(stored));
}

/** What the public may see of a record. One that is published as withheld shows nothing, whatever its answers say. */
export function discloseRecord(view: RecordView): Disclosure {
  const grounds = Object.fromEntries((view.office.withholding ?? []).map((g) => [g.id, g.label]));
  const disclosure = disclose(view.form, view.answers, grounds);
  const closed = ["withheld", "unpublished", "withdrawn"].includes(view.state);
  const whole = disclosure.whole || closed;
  return whole ? { ...disclosure, whole, answers: {}, withheld: [] } : disclosure;
}

/** Who took the decision (or released the report or notice), as they signed, on the content that stands. */
export function makersOf(view: RecordView): Maker[] {
  const kind = view.form.kind === "decision" ? "decide" : "release";
  const stages = view.form.stages.filter((s) => s.kind === kind).map((s) => s.id);
  const bySlot = new Map<string, SignOff>();
  for (const s of view.signOffs)
    if (stages.includes(s.stage) && s.outcome !== "return" && (!view.content || s.hash === view.content.hash))
      bySlot.set(`${s.stage}#${s.slot}`, s);
  return [...bySlot.values()].map((s) => ({
    name: s.name,
    capacity: s.capacity,
    ...(s.for && { for: s.for.name }),
  }));
}

/**
 * The last part of a record's address: its reference, or, where the form has no number, its public title
 * with the end of its id. It stays, until earlier versions, and so their title, may be read no more.
 */
export function slugOf({ original, ...now }: RecordView): string {
  const view = original ? { ...now, ...original } : now;
  if (view.reference) return referenceSlug(view.reference);
  if (now.earlier?.some(({ hidden }) => hidden)) return neutralSlug(view.id);
  const title = view.state === "withdrawn" ? view.form.title : publicTitle(view, discloseRecord(view));
  const words = /^.{0,60}(?=-|$)/.exec(referenceSlug(title))?.[0];
  return [words, endOfId(view.id)].filter(Boolean).join("-");
}

/** Newest first: by the date filed under, then by number, then by time of publication. */
export function newestFirst(a: RegisterEntry, b: RegisterEntry): number {
  return (
    b.filedOn.localeCompare(a.filedOn) ||
    (a.number?.series === b.number?.series ? (b.number?.n ?? 0) - (a.number?.n ?? 0) : 0) ||
    b.publishedAt.localeCompare(a.publishedAt) ||
    b.id.localeCompare(a.id)
  );
}

/** The register's year: the calendar year in which it was decided. */
export const yearOf = (entry: RegisterEntry): string => entry.filedOn.slice(0, 4);

function publicTitle({ form }: RecordView, { answers, withholding, whole }: Disclosure): string {
  const safe = withholding?.withheld === "yes" ? withholding.safeTitle?.trim() : undefined;
  return safe || (whole ? form.title : titleOf(form, answers));
}

function withheldOf(view: RecordView, disclosure: Disclosure): RegisterEntry["withheld"] {
  const { whole, withheld, withholding } = disclosure;
  if (!whole && withheld.length === 0) return undefined;
  const ground = view.office.withholding?.find((g) => g.id === withholding?.ground)?.label;
  return {
    ground: ground ?? withheld[0]?.ground ?? "Confidential",
    whole,
    review: withholding?.review,
    parts: withheld.map((w) => partName(w.label || (view.form.fields[w.field]?.label ?? w.field))),
  };
}

/** A label as printed may end in a colon; the name of the part does not. */
const partName = (label: string) => label.replace(/[\s:]+$/, "");

function numberOf({ series, period, n }: RecordNumber): RegisterEntry["number"] {
  return { series, period, n };
}

/** DynamoDB refuses undefined, and an absent key is how this schema says nothing. */
function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
