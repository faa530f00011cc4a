/** Who came before and after whom, whatever definitions say of one another. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { closedWords, onDay, successionOf, successorsOf, yearsWords } from "#core/notice/succession.ts";

const office = (slug: string, closed?: { on: string; by?: string }, years = ["2020"]) => ({
  slug,
  name: slug.toUpperCase(),
  years,
  closed,
});
const LINE = [
  office("a", { on: "2024-06-30", by: "c" }, ["2021", "2012"]),
  office("b", { on: "2024-06-30", by: "c" }),
  office("c", { on: "2028-05-31", by: "d" }),
  office("d"),
];
const slugs = (list: { slug: string }[]) => list.map((o) => o.slug);

it("is as of the day: the last day is a day of its own, and an office that stands has nothing before it", () => {
  expect(successionOf(onDay(LINE, "2024-06-30"), "c")).toEqual({ before: [] });
  const after = onDay(LINE, "2024-07-01");
  expect(slugs(successionOf(after, "c").before)).toEqual(["a", "b"]);
  expect(successionOf(after, "a").closed).toEqual({ on: "2024-06-30", by: { slug: "c", name: "C" } });
  expect(successionOf(after, "c").closed).toBeUndefined();
});

it("goes on from office to office, nearest first", () => {
  const late = onDay(LINE, "2028-06-01");
  expect(slugs(successionOf(late, "d").before)).toEqual(["c", "a", "b"]);
  expect(slugs(successorsOf(late, "a"))).toEqual(["c", "d"]);
});

it("says who came after, or that nobody did", () => {
  const [a] = onDay(LINE, "2024-07-01");
  expect(closedWords("A", a!.closed!)).toBe(
    "This is the register of A until 30 June 2024. Its successor is C.",
  );
  expect(yearsWords(a!)).toBe("2012 to 2024");
  expect(closedWords("A", { on: "2024-06-30" })).toContain("No office has taken its place");
});

it("ends, names each office once and never the one asked for, even where they name each other in rounds", () => {
  const names = ["a", "b", "c", "d", "e"];
  const any = fc.array(fc.option(fc.constantFrom(...names, "nobody")), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(any, (by) => {
      const offices = onDay(
        names.map((slug, i) => office(slug, by[i] ? { on: "2024-01-01", by: by[i] } : undefined)),
        "2025-01-01",
      );
      for (const slug of names)
        for (const found of [successionOf(offices, slug).before, successorsOf(offices, slug)]) {
          expect(new Set(slugs(found)).size).toBe(found.length);
          expect(slugs(found)).not.toContain(slug);
        }
      for (const a of names)
        for (const b of names)
          expect(slugs(successorsOf(offices, a)).includes(b)).toBe(
            slugs(successionOf(offices, b).before).includes(a),
          );
    }),
  );
});
