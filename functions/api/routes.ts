/**
 * The API: the register as JSON, read-only and open to any page of the web. Its answers carry an ETag,
 * the edge keeps each a minute, and what is wrong is said as problem details (RFC 9457).
 */
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { etag, RETAINED_304_HEADERS } from "hono/etag";
import { Resource } from "sst";
import * as v from "valibot";
import {
  API,
  AWARDS,
  AWARDS_CSV,
  FEED,
  OFFICES,
  OPENAPI,
  QUESTION,
  QUESTIONS,
  RECORDS,
} from "#core/api/addresses.ts";
import {
  awardsAnswer,
  awardsFile,
  officesAnswer,
  questionsAnswer,
  recordAnswer,
  recordsAnswer,
} from "#core/api/answers.ts";
import { feedOf } from "#core/api/feed.ts";
import openapi from "#core/api/openapi.json" with { type: "json" };
import { FeedSchema, parseQuestionsQuery, parseRecordsQuery, type RecordsQuery } from "#core/api/query.ts";
import { listQuestions } from "#core/api/questions.store.ts";
import { allRecords, findRecord, keysOf, listRecords } from "#core/api/records.store.ts";
import { dispositionOf } from "#core/attachment/name.ts";
import { AppError } from "#core/errors.ts";
import { londonDate } from "#core/form/dates.ts";
import { SlugSchema } from "#core/form/office.ts";
import { atomOf, FEED_TYPES, jsonFeedOf } from "#core/notice/feeds.ts";
import { NEWEST } from "#core/notice/files.ts";
import { officeRegisters } from "#core/notice/register.store.ts";
import { questionOf } from "#core/scrutiny/data.ts";
import { findPublicItem } from "#core/scrutiny/published.store.ts";
import type { AppEnv } from "../http/app.ts";

const Id = v.pipe(v.string(), v.regex(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));

/** The day it was asked, with the end of its id. */
const QuestionId = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d-[0-9a-hjkmnp-tv-z]{8}$/));

export const api = new Hono<AppEnv>();
api.use(
  `${API}/*`,
  cors({ origin: "*", allowMethods: ["GET", "HEAD"], exposeHeaders: ["ETag", "Link"], maxAge: 86_400 }),
  etag({
    retainedHeaders: [
      ...RETAINED_304_HEADERS,
      "access-control-allow-origin",
      "access-control-expose-headers",
    ],
  }),
);

api.get(RECORDS, async (c) => {
  const asked = parseRecordsQuery(c.req.queries());
  const page = await listRecords(asked, c.var.now);
  const answer = recordsAnswer(page, Resource.Site.origin, new URL(c.req.url).searchParams);
  if (answer.next) c.header("Link", `<${answer.next}>; rel="next"`);
  return keep(c).json(answer);
});

api.get(`${RECORDS}/:id`, async (c) => {
  const id = v.safeParse(Id, c.req.param("id"));
  const entry = id.success ? await findRecord(id.output) : undefined;
  if (!entry) throw new AppError("not-found", "no-record", "No record of this id is in a register");
  return keep(c).json(recordAnswer(entry, Resource.Site.origin));
});

api.get(AWARDS, async (c) => {
  const asked = parseRecordsQuery(c.req.queries());
  const [page, keys] = await Promise.all([listRecords(asked, c.var.now), recipientKeys(asked)]);
  const answer = awardsAnswer(page, Resource.Site.origin, new URL(c.req.url).searchParams, keys);
  if (answer.next) c.header("Link", `<${answer.next}>; rel="next"`);
  return keep(c).json(answer);
});

api.get(AWARDS_CSV, async (c) => {
  const asked = parseRecordsQuery(c.req.queries());
  const [entries, keys] = await Promise.all([allRecords(asked, c.var.now), recipientKeys(asked)]);
  const name = ["awards", asked.office, asked.recipient].filter(Boolean).join("-");
  return keep(c).body(awardsFile(entries, Resource.Site.origin, keys), 200, {
    "Content-Type": "text/csv; charset=utf-8; header=present",
    "Content-Disposition": dispositionOf(`${name}.csv`),
  });
});

api.get(QUESTIONS, async (c) => {
  const page = await listQuestions(parseQuestionsQuery(c.req.queries()));
  const answer = questionsAnswer(page, Resource.Site.origin, new URL(c.req.url).searchParams);
  if (answer.next) c.header("Link", `<${answer.next}>; rel="next"`);
  return keep(c).json(answer);
});

api.get(QUESTION, async (c) => {
  const office = v.safeParse(SlugSchema, c.req.param("office"));
  const id = v.safeParse(QuestionId, c.req.param("id"));
  const item = office.success && id.success ? await findPublicItem(office.output, id.output) : undefined;
  if (!item) throw new AppError("not-found", "no-question", "Nothing that was asked has this address");
  return keep(c).json(questionOf(item, Resource.Site.origin));
});

for (const [type, write] of [
  ["atom", atomOf],
  ["json", jsonFeedOf],
] as const)
  api.get(`${FEED}.${type}`, async (c) => {
    const asked = parseRecordsQuery(c.req.queries(), FeedSchema);
    const [{ entries }, offices] = await Promise.all([
      listRecords({ ...asked, limit: NEWEST }, c.var.now),
      officeRegisters(),
    ]);
    const params = new URL(c.req.url).searchParams;
    const feed = write(feedOf(asked, entries, offices, params, Resource.Site.origin));
    return keep(c).body(feed, 200, { "Content-Type": FEED_TYPES[type] });
  });

api.get(OFFICES, async (c) => {
  const offices = await officeRegisters(londonDate(c.var.now));
  return keep(c).json(officesAnswer(offices, Resource.Site.origin));
});

api.get(OPENAPI, (c) => keep(c).json(openapi));

async function recipientKeys({ recipient }: RecordsQuery): Promise<Set<string> | undefined> {
  return recipient === undefined ? undefined : new Set(keysOf(recipient, await officeRegisters()));
}

function keep(c: Context<AppEnv>): Context<AppEnv> {
  c.header("Cache-Control", "public, max-age=60");
  return c;
}
