/**
 * An office: a public body as data. Its posts and people, scheme of delegation, number series,
 * markings, grounds for withholding, brand and forms. A definition is versioned and immutable once
 * published; a record keeps the version it was made with. People change without a new version.
 */
import * as v from "valibot";
import { IsoDate } from "./answers.ts";
import { FormSchema } from "./definition.ts";
import { IdSchema } from "./fields.ts";

const Words = v.pipe(v.string(), v.nonEmpty("Enter some words"));
export const SlugSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{1,40}$/, "Use small letters, digits and hyphens"),
);
const Email = v.pipe(v.string(), v.email("Enter an email address, like name@example.org"), v.toLowerCase());

/** The statutory posts, whatever the office calls them (PRSRA 2011 Sch 1; LGHA 1989 s5; LGFA 1988 s114). */
export const POST_KINDS = [
  "commissioner",
  "deputy-commissioner",
  "mayor",
  "board",
  "chief-executive",
  "monitoring-officer",
  "chief-finance-officer",
  "chief-constable",
  "officer",
] as const;

const PostSchema = v.strictObject({
  id: IdSchema,
  title: Words,
  short: v.optional(Words),
  is: v.optional(v.picklist(POST_KINDS)),
  /** A board: everyone who holds this post is asked, and so many must approve. */
  quorum: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** No one's own post: the holders of these are asked, and all must approve. */
  jointly: v.optional(v.pipe(v.array(IdSchema), v.minLength(2))),
});

export const PersonSchema = v.strictObject({
  id: IdSchema,
  name: Words,
  email: Email,
  posts: v.optional(
    v.array(v.strictObject({ post: IdSchema, from: v.optional(IsoDate), to: v.optional(IsoDate) })),
  ),
  /** For whom, and from which to which day (inclusive), this person signs while the other is away. */
  standsIn: v.optional(
    v.array(
      v.strictObject({
        for: IdSchema,
        posts: v.optional(v.array(IdSchema)),
        from: IsoDate,
        to: IsoDate,
        /** By what authority, as printed: "scheme of delegation, paragraph 4". */
        under: v.optional(Words),
      }),
    ),
  ),
  /** author: writes papers. publisher: reviews and publishes. governance: sees all, reassigns, administers. */
  roles: v.optional(v.array(v.picklist(["author", "publisher", "governance"]))),
});

const SeriesSchema = v.strictObject({
  /** What the number restarts by. */
  period: v.picklist(["financial", "calendar", "never"]),
  /**
   * Literal text with {n}, {n:4} (padded), {fy} {fy+1} (financial year in full, 2023 and 2024),
   * {fy2} {fy2+1} (23 and 24), {cy} (calendar year), {cy2}.
   */
  pattern: v.pipe(v.string(), v.regex(/\{n(:\d)?\}/, "A pattern needs {n} or, padded, {n:4}")),
  /** The first number: one for every period, or by period ("2023/2024", "2016") where an office joins mid-year. */
  first: v.optional(
    v.union([
      v.pipe(v.number(), v.integer(), v.minValue(1)),
      v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(1))),
    ]),
  ),
  allocate: v.optional(v.picklist(["decide", "submit"])),
});

const DelegationSchema = v.strictObject({
  maker: IdSchema,
  categories: v.pipe(v.array(v.string()), v.minLength(1)),
  /** Pence, inclusive. */
  upTo: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  conditions: v.optional(v.array(Words)),
  /** May not be delegated below this maker (PRSRA 2011 s18). */
  reserved: v.optional(v.boolean()),
  paragraph: v.optional(Words),
});

/** A body that papers call by several names. Case, punctuation, “The” and “Ltd” need no entry here. */
export const RecipientSchema = v.strictObject({ name: Words, also: v.pipe(v.array(Words), v.minLength(1)) });
export type RecipientNames = v.InferOutput<typeof RecipientSchema>;

/** An office that is no more. Its register stays where it is. */
export const ClosedSchema = v.strictObject({ on: IsoDate, by: v.optional(SlugSchema) });
export type Closed = v.InferOutput<typeof ClosedSchema>;

export const OfficeSchema = v.strictObject({
  $schema: v.optional(v.string()),
  office: SlugSchema,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  body: v.strictObject({
    name: Words,
    short: Words,
    kind: v.picklist(["pcc", "pfcc", "mayor", "board"]),
    nation: v.picklist(["england", "wales"]),
    languages: v.optional(v.array(v.picklist(["en", "cy"]))),
    brand: v.strictObject({
      colour: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i, "Use a colour like #1d3b70")),
    }),
    contact: v.strictObject({
      address: v.optional(v.array(Words)),
      email: Email,
      phone: v.optional(Words),
      website: v.optional(v.pipe(v.string(), v.url("Enter a full address, starting with https://"))),
    }),
    /** Whom the register answers to: "Police and Crime Panel". */
    scrutiny: v.optional(Words),
    succeeds: v.optional(v.array(SlugSchema)),
  }),
  /** Of an office that writes in both languages: each of its words that the public reads, with its Welsh. */
  welsh: v.optional(v.record(Words, Words)),
  posts: v.pipe(v.array(PostSchema), v.minLength(1)),
  /** Who holds which post. Stored beside the definition, not in it. */
  people: v.optional(v.array(PersonSchema)),
  /** Its last day, and which office takes its work over, if one does. Stored beside the definition, not in it. */
  closed: v.optional(ClosedSchema),
  /** Recipients known by several names, for the register's search. Stored beside the definition, not in it. */
  recipients: v.optional(v.array(RecipientSchema)),
  delegation: v.optional(v.array(DelegationSchema)),
  series: v.optional(v.record(IdSchema, SeriesSchema)),
  markings: v.optional(v.array(Words)),
  withholding: v.optional(
    v.array(v.strictObject({ id: IdSchema, label: Words, qualified: v.optional(v.boolean()) })),
  ),
  signOff: v.optional(
    v.strictObject({
      /**
       * One person may hold two posts of a plan. They sign each request by itself, or, "together", those that
       * wait at the same time by one act.
       */
      twoPosts: v.optional(v.picklist(["separately", "together"])),
    }),
  ),
  publication: v.optional(
    v.strictObject({
      /** The office's own target from decision to publication. */
      targetWorkingDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      /** "publisher": a person publishes each. "automatic": published as soon as sealed. Default automatic. */
      review: v.optional(v.picklist(["publisher", "automatic"])),
      /** How many months before published funding ends its author and governance are reminded. Default 6 and 3. */
      remindFunding: v.optional(
        v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24))), v.maxLength(4)),
      ),
    }),
  ),
  forms: v.pipe(v.array(FormSchema), v.minLength(1)),
});

/** An office's definition with its people, as a folder or the store holds it. */
export type Office = v.InferOutput<typeof OfficeSchema>;
export type Post = Office["posts"][number];
export type OfficePerson = NonNullable<Office["people"]>[number];
export type Series = v.InferOutput<typeof SeriesSchema>;
export type Delegation = v.InferOutput<typeof DelegationSchema>;

/** The form of this id. Throws where the office has none. */
export function getForm(office: Office, formId: string) {
  const form = office.forms.find((f) => f.id === formId);
  if (!form) throw new Error(`${office.office} has no form ${formId}`);
  return form;
}

/** The title of a post in words: "Chief Finance Officer (Section 151 Officer)". */
export function postTitle(office: Office, postId: string): string {
  return office.posts.find((p) => p.id === postId)?.title ?? postId;
}
