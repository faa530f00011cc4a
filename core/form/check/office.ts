/**
 * What stands around the forms: posts and who holds them, the scheme of delegation, the series of
 * numbers, markings and grounds for withholding.
 */
import { RULES } from "#core/checks/rules.ts";
import type { Form, Stage } from "../definition.ts";
import type { Office, Series } from "../office.ts";
import { error, type Found, type Path, repeated, unknown, warning } from "./found.ts";

export function* checkAround(office: Office): Generator<Found> {
  yield* checkIds(office);
  yield* checkCollective(office);
  yield* checkPeople(office);
  yield* checkDelegation(office);
  yield* checkSeries(office);
  for (const [i, form] of office.forms.entries()) yield* checkFormAround(office, form, ["forms", i]);
}

function* checkIds(office: Office): Generator<Found> {
  for (const list of ["posts", "people", "forms", "withholding"] as const)
    for (const { index, value } of repeated<{ id: string }>(office[list] ?? [], (item) => item.id))
      yield error([list, index, "id"], `“${value}” is used twice. Write a different id`);
  for (const { index, value } of repeated(office.people ?? [], (p) => p.email))
    yield error(
      ["people", index, "email"],
      `Two people have the address ${value}. A link would reach the wrong one`,
    );
  for (const { index, value } of repeated(office.markings ?? [], (m) => m))
    yield error(["markings", index], `“${value}” is listed twice`);
}

/** Boards and joint posts: whoever they are made of is there. */
function* checkCollective(office: Office): Generator<Found> {
  const single = office.posts.filter((p) => !p.jointly).map((p) => p.id);
  for (const [i, { id, jointly, quorum }] of office.posts.entries()) {
    for (const [j, post] of (jointly ?? []).entries())
      if (!single.includes(post)) yield error(["posts", i, "jointly", j], unknown("post", post, single));
    const held = (office.people ?? []).filter((p) => p.posts?.some((h) => h.post === id)).length;
    if (quorum && office.people && held < quorum)
      yield warning(
        ["posts", i, "quorum"],
        `Only ${held} hold this post, so no ${quorum} of them could approve`,
      );
  }
}

function* checkPeople(office: Office): Generator<Found> {
  const posts = office.posts.map((p) => p.id);
  const people = office.people ?? [];
  const ids = people.map((p) => p.id);
  for (const [i, person] of people.entries()) {
    for (const [j, held] of (person.posts ?? []).entries()) {
      const at = ["people", i, "posts", j];
      if (!posts.includes(held.post)) yield error([...at, "post"], unknown("post", held.post, posts));
      if (held.from && held.to && held.to < held.from)
        yield error([...at, "to"], "This is before the day the post was taken up");
    }
    for (const [j, away] of (person.standsIn ?? []).entries()) {
      const at = ["people", i, "standsIn", j];
      if (!ids.includes(away.for)) yield error([...at, "for"], unknown("person", away.for, ids));
      if (away.to < away.from) yield error([...at, "to"], "This is before the first day of standing in");
      for (const [k, post] of (away.posts ?? []).entries())
        if (!posts.includes(post)) yield error([...at, "posts", k], unknown("post", post, posts));
    }
  }
  if (!people.some((p) => p.roles?.includes("author")))
    yield warning(["people"], 'No one can write a record. Give someone "roles": ["author"]');
  if (office.publication?.review === "publisher" && !people.some((p) => p.roles?.includes("publisher")))
    yield warning(["publication", "review"], 'No one can publish. Give someone "roles": ["publisher"]');
}

function* checkDelegation(office: Office): Generator<Found> {
  const posts = office.posts.map((p) => p.id);
  const categories = office.forms.flatMap(categoriesOf);
  for (const [i, row] of (office.delegation ?? []).entries()) {
    if (!posts.includes(row.maker))
      yield error(["delegation", i, "maker"], unknown("post", row.maker, posts));
    for (const [j, category] of row.categories.entries())
      if (category !== "*" && !categories.includes(category))
        yield error(
          ["delegation", i, "categories", j],
          categories.length
            ? unknown("category", category, ["*", ...new Set(categories)])
            : 'No form asks for a category. Give a field of type choice "means": "category", or write "*" for all',
        );
  }
}

function categoriesOf(form: Form): string[] {
  return Object.values(form.fields).flatMap((field) =>
    field.means === "category" && (field.type === "choice" || field.type === "choices")
      ? field.options.map((o) => o.id)
      : [],
  );
}

const TOKENS = ["{n}", "{fy}", "{fy+1}", "{fy2}", "{fy2+1}", "{cy}", "{cy2}"];
const YEAR = { financial: /\{fy/, calendar: /\{cy/ };
const PERIOD = { financial: /^\d{4}\/\d{4}$/, calendar: /^\d{4}$/, never: /^all$/ };
const PERIOD_LIKE = { financial: "2023/2024", calendar: "2024", never: "all" };

function* checkSeries(office: Office): Generator<Found> {
  const used = office.forms.map((f) => f.series);
  for (const [id, series] of Object.entries(office.series ?? {})) {
    yield* checkPattern(series, ["series", id]);
    if (!used.includes(id))
      yield warning(["series", id], `No form is numbered by this series. Write "series": "${id}" in a form`);
  }
}

function* checkPattern(series: Series, at: Path): Generator<Found> {
  const { period, pattern, first } = series;
  for (const [token] of pattern.matchAll(/\{[^{}]*\}/g))
    if (!TOKENS.includes(token) && !/^\{n:\d\}$/.test(token))
      yield error(
        [...at, "pattern"],
        `${token} means nothing in a pattern. Use ${TOKENS.join(" ")} or, padded, {n:4}`,
      );
  if (period !== "never" && !YEAR[period].test(pattern))
    yield error(
      [...at, "pattern"],
      `Numbers restart each ${period} year, so two records would have the same number. Put ${period === "financial" ? "{fy} or {fy2}" : "{cy} or {cy2}"} in the pattern`,
    );
  for (const key of typeof first === "object" ? Object.keys(first) : [])
    if (!PERIOD[period].test(key))
      yield error([...at, "first", key], `Write the period as “${PERIOD_LIKE[period]}”`);
}

function* checkFormAround(office: Office, form: Form, at: Path): Generator<Found> {
  const series = Object.keys(office.series ?? {});
  if (form.series && !series.includes(form.series))
    yield error([...at, "series"], unknown("series", form.series, series));
  const rules = RULES.map((rule) => rule.id);
  for (const id of Object.keys(form.checks ?? {}))
    if (!rules.includes(id)) yield warning([...at, "checks", id], unknown("check", id, rules));
  for (const [id, field] of Object.entries(form.fields)) {
    const here = [...at, "fields", id];
    if (field.type === "marking" && !office.markings?.length)
      yield error(here, 'The office has no markings to choose from. Add "markings": ["OFFICIAL", …]');
    if (field.type === "withholding" && !office.withholding?.length)
      yield error(
        here,
        'The office has no grounds to choose from. Add "withholding": [{ "id": …, "label": … }]',
      );
  }
  for (const [i, stage] of form.stages.entries())
    yield* checkHolders(office, form, stage, [...at, "stages", i]);
}

function* checkHolders(office: Office, form: Form, stage: Stage, at: Path): Generator<Found> {
  for (const by of [stage.by].flat()) {
    const maker = "maker" in by ? form.fields[by.maker] : undefined;
    const needed = "post" in by ? [by.post] : maker?.type === "maker" ? maker.posts : [];
    for (const post of needed.flatMap((id) => office.posts.find((p) => p.id === id)?.jointly ?? [id])) {
      const known = office.posts.some((p) => p.id === post);
      const held = office.people?.some((person) => person.posts?.some((p) => p.post === post));
      if (known && !held)
        yield warning(
          at,
          `No one holds the post “${post}”, so no one could be asked. Add it to someone's posts`,
        );
    }
  }
}
