/** The public part of the statutory returns: a page for a year of an office, and a CSV for each return. */
import { Hono } from "hono";
import { Resource } from "sst";
import * as v from "valibot";
import { RETURN_CSV } from "#core/api/addresses.ts";
import { parseRecordsQuery } from "#core/api/query.ts";
import { allRecords } from "#core/api/records.store.ts";
import { dispositionOf } from "#core/attachment/name.ts";
import { AppError, InvalidAnswers } from "#core/errors.ts";
import { returnsPath } from "#core/notice/addresses.ts";
import { officeRegisters } from "#core/notice/register.store.ts";
import { getOffice } from "#core/record/offices.store.ts";
import { returnCsv } from "#core/returns/file.ts";
import { RETURNS } from "#core/returns/lines.ts";
import { ReturnsPage } from "#web/public/returns.tsx";
import type { AppEnv } from "../http/app.ts";

const Year = v.optional(v.pipe(v.string(), v.regex(/^\d{4}$/)));

export const returnRoutes = new Hono<AppEnv>()
  .get(returnsPath(":office"), async (c) => {
    const slug = c.req.param("office") ?? "";
    const asked = v.safeParse(Year, c.req.query("year"));
    if (!asked.success) throw new InvalidAnswers([{ id: "year", message: "Enter a year, like 2023" }]);
    const [office, registers] = await Promise.all([getOffice(slug), officeRegisters()]);
    const years = (registers.find((o) => o.slug === slug)?.years ?? []).toSorted().reverse();
    const year = asked.output ?? years[0];
    if (!year || !years.includes(year))
      throw new AppError("not-found", "no-year", "This office’s register has nothing in this year");
    const entries = await allRecords(parseRecordsQuery({ office: [slug], year: [year] }), c.var.now);
    const { origin } = Resource.Site;
    c.header("Cache-Control", "public, max-age=60");
    return c.html(ReturnsPage({ origin, office, years, year, entries }));
  })
  .get(RETURN_CSV, async (c) => {
    const item = RETURNS.find(({ id }) => `${id}.csv` === c.req.param("file"));
    if (!item) throw new AppError("not-found", "no-return", "There is no such return");
    const asked = parseRecordsQuery(c.req.queries());
    const entries = await allRecords(asked, c.var.now);
    const name = [asked.office, item.id, c.req.query("year")].filter(Boolean).join("-");
    c.header("Cache-Control", "public, max-age=60");
    return c.body(returnCsv(item, entries, Resource.Site.origin), 200, {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": dispositionOf(`${name}.csv`),
    });
  });
