/**
 * The panel's pack, /decisions/pack: all that an office has decided or published since a date, as a
 * page, as CSV and as an accessible PDF. A function of its own, since it draws documents, bounded by its
 * reserved concurrency. Reads only; the edge keeps each answer.
 */
import type { Context } from "hono";
import { Resource } from "sst";
import * as v from "valibot";
import { render } from "#core/document/render.ts";
import { InvalidAnswers } from "#core/errors.ts";
import { IsoDate } from "#core/form/answers.ts";
import { londonDate } from "#core/form/dates.ts";
import { PACK, PACK_QUESTIONS, packPath } from "#core/notice/addresses.ts";
import { csvOf } from "#core/notice/open-data.ts";
import { entriesSince, packPaper, yearsSince } from "#core/notice/pack.ts";
import { entriesOf, officeRegisters } from "#core/notice/register.store.ts";
import { getOffice } from "#core/record/offices.store.ts";
import { itemsCsv } from "#core/scrutiny/data.ts";
import { openOrSince } from "#core/scrutiny/public-item.ts";
import { publicItems } from "#core/scrutiny/published.store.ts";
import { dateTyped, parseDate } from "#web/fields/dates.tsx";
import type { Typed } from "#web/fields/typed.ts";
import { PackFormPage, PackPage } from "#web/public/pack.tsx";
import { type AppEnv, newApp } from "./http/app.ts";
import { lambda } from "./http/lambda.ts";

/** Further back, the years of the register serve better. */
const MAX_YEARS = 5;

const Asked = v.object({
  office: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]{0,50}$/, "Select an office")), ""),
  since: v.optional(IsoDate),
  "since.day": v.optional(v.string(), ""),
  "since.month": v.optional(v.string(), ""),
  "since.year": v.optional(v.string(), ""),
});

export const app = newApp();

app.get(PACK, async (c) => {
  const { since: typed, "since.day": day } = c.req.query();
  if (typed === undefined && day === undefined) return form(c, c.req.query());
  try {
    const { office, since } = asked(c);
    if (c.req.query("since") !== since) return c.redirect(packPath(office, since));
    const today = londonDate(c.var.now);
    return keep(c).html(PackPage({ ...(await packOf(office, since)), today }));
  } catch (error) {
    if (!(error instanceof InvalidAnswers)) throw error;
    return form(c, typedIn(c), error.fields);
  }
});

app.get(`${PACK}.csv`, async (c) => {
  const { office, since, entries } = await packOf(...named(c));
  return file(c, csvOf(entries, Resource.Site.origin), "text/csv; charset=utf-8; header=present", {
    office: office.office,
    since,
    type: "csv",
  });
});

app.get(PACK_QUESTIONS, async (c) => {
  const { office, since, questions } = await packOf(...named(c));
  const csv = itemsCsv(questions, Resource.Site.origin);
  return file(c, csv, "text/csv; charset=utf-8; header=present", {
    office: office.office,
    since,
    type: "csv",
    what: "questions",
  });
});

app.get(`${PACK}.pdf`, async (c) => {
  const { office, since, ...parts } = await packOf(...named(c));
  const facts = { today: londonDate(c.var.now), origin: Resource.Site.origin };
  const { pdf } = render(packPaper(office, since, parts, facts));
  return file(c, pdf, "application/pdf", { office: office.office, since, type: "pdf" });
});

export const handler = lambda(app);

async function packOf(slug: string, since: string) {
  const [office, registers] = await Promise.all([getOffice(slug), officeRegisters()]);
  const years = yearsSince(registers.find((r) => r.slug === slug)?.years ?? [], since);
  const [entries, items] = await Promise.all([
    Promise.all(years.map((year) => entriesOf(slug, year))),
    publicItems(slug),
  ]);
  return {
    office,
    since,
    entries: entriesSince(entries.flat(), since),
    questions: openOrSince(items, since),
  };
}

/** Whose, and since when. Throws InvalidAnswers, with what to enter. */
function asked(c: Context<AppEnv>): { office: string; since: string } {
  const parsed = v.safeParse(Asked, c.req.query());
  if (!parsed.success)
    throw new InvalidAnswers(
      parsed.issues.map((issue) => ({ id: v.getDotPath(issue) ?? "since", message: issue.message })),
    );
  const { office } = parsed.output;
  const { answer, errors } = parseDate("since", "The date", typedIn(c));
  const today = londonDate(c.var.now);
  const wrong = [...errors];
  if (!office) wrong.unshift({ id: "office", message: "Select an office" });
  if (!answer && errors.length === 0) wrong.push({ id: "since", message: "Enter a date" });
  if (answer && answer > today) wrong.push({ id: "since", message: "The date must be today or in the past" });
  if (answer && Number(answer.slice(0, 4)) < Number(today.slice(0, 4)) - MAX_YEARS)
    wrong.push({ id: "since", message: `The date must be within the last ${MAX_YEARS} years` });
  if (wrong.length > 0 || !answer) throw new InvalidAnswers(wrong);
  return { office, since: answer };
}

function named(c: Context<AppEnv>): [office: string, since: string] {
  const { office, since } = asked(c);
  return [office, since];
}

/** As the form shows it: the date in its three boxes, however it came. */
function typedIn(c: Context<AppEnv>): Typed {
  const { since, ...typed } = c.req.query();
  return since && v.is(IsoDate, since) ? { ...typed, ...dateTyped("since", since) } : typed;
}

async function form(
  c: Context<AppEnv>,
  typed: Typed,
  errors: { id: string; message: string }[] = [],
): Promise<Response> {
  const page = PackFormPage({ offices: await officeRegisters(), typed, errors });
  return errors.length > 0 ? c.html(page, 400) : keep(c).html(page);
}

function file(
  c: Context<AppEnv>,
  body: string | Uint8Array,
  type: string,
  of: { office: string; since: string; type: string; what?: string },
): Response {
  const name = `${of.office}-${of.what ?? "decisions"}-since-${of.since}.${of.type}`;
  return keep(c).body(body as Uint8Array<ArrayBuffer>, 200, {
    "Content-Type": type,
    "Content-Disposition": `attachment; filename="${name}"`,
  });
}

/** The edge keeps an answer a minute, as it does every page of the register. */
function keep(c: Context<AppEnv>): Context<AppEnv> {
  c.header("Cache-Control", "public, max-age=60");
  return c;
}
