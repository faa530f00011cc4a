import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidAnswers } from "#core/errors.ts";
import { addressOf, clausesOf, parseQuery } from "#core/search/query.ts";
import { marked, snippetOf } from "#core/search/snippet.ts";
import { isOneApart, nearest, vocabularyOf } from "#core/search/spelling.ts";
import { numberKeys, tokensOf } from "#core/search/words.ts";

const terms = (text: string) => tokensOf(text).map((t) => t.term);

describe("words", () => {
  test.each([
    ["Harbour’s HARBOUR harbours", ["harbour", "harbour", "harbour"]],
    ["O’Brien o'brien", ["obrien", "obrien"]],
    ["café Ynys Môn", ["cafe", "yny", "mon"]],
    ["£69,674.48 and 1,2,3", ["69674", "48", "and", "1", "2", "3"]],
    ["DRF 2021-0007335", ["drf", "2021", "7335"]],
    ["policies houses classes bus gas", ["policy", "house", "classe", "bus", "gas"]],
    ["s151 0 00", ["s", "151", "0", "0"]],
    ["", []],
    ["— · “”!", []],
  ])("%s", (text, expected) => expect(terms(text)).toEqual(expected));

  test("say where they stand, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        let last = 0;
        for (const { start, end, term } of tokensOf(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(term).not.toBe("");
          expect(term).not.toContain("#");
          last = end;
        }
      }),
    );
  });

  test("a number is found by each run of its parts that has the number in it", () => {
    expect(numberKeys("DRF 2021-0007335", 7335)).toEqual(["drf-2021-7335", "2021-7335", "7335"]);
    expect(numberKeys("120-2016", 120)).toEqual(["120", "120-2016"]);
    expect(numberKeys("2023/2024 - 0022", 22)).toEqual(["2023-2024-22", "2024-22", "22"]);
    expect(numberKeys("PCC/7/A")).toEqual(["pcc-7", "pcc-7-a", "7", "7-a"]);
    expect(numberKeys("Old paper")).toEqual([]);
  });
});

describe("a query", () => {
  const words = (q: string) =>
    clausesOf(q).map(({ terms }) => terms.map(({ term, at }) => `${term}@${at}`).join(" "));

  test.each([
    ["grants harbour", ["grant@0", "harbour@0"]],
    ['"chief of police" grant', ["chief@0 police@2", "grant@0"]],
    ["“the victim support”", ["victim@0 support@1"]],
    ["2021-7335", ["2021@0 7335@1"]],
    ["2023/2024", ["2023@0 2024@1"]],
    ["grant grants Grant", ["grant@0"]],
    ['half a "quote', ["half@0", "quote@0"]],
  ])("%s", (q, expected) => expect(words(q)).toEqual(expected));

  test("knows a number whole, as it was typed", () => {
    expect(parseQuery({ q: ["DRF 2021-0007335"] }).number).toBe("drf-2021-7335");
    expect(parseQuery({ q: ["2023/2024 - 0022"] }).number).toBe("2023-2024-22");
    expect(parseQuery({ q: ["harbour"] }).number).toBeUndefined();
  });

  test.each([
    [{ q: ["a b c d e f g h i"] }, "q", "Enter 8 words or fewer"],
    [{ q: ["x".repeat(65)] }, "q", "Use words of 64 characters or fewer"],
    [{ q: ["1-2-3-4-5-6-7-8-9"] }, "q", "Enter 8 words or fewer"],
    [{ q: ["the of"] }, "q", "Enter a word or number that is not in almost every record, like “the” is"],
    [{ year: ["20x3"] }, "year", "Enter a year, like 2023"],
    [{ page: ["0"] }, "page", "Enter the number of a page"],
    [{ page: ["101"] }, "page", "There are at most 100 pages. Narrow your search"],
    [{ sort: ["dearest"] }, "sort", "Select one of the orders in the list"],
    [{ category: ["<b>"] }, "category", "Select one of the values in the list"],
    [{ only: ["a", "b", "c", "d", "e"] }, "only", "Select at most 4 values"],
    [{ office: ["../x"] }, "office", "Select one of the values in the list"],
    [{ lang: ["fr"] }, "lang", "Select English or Welsh: “en” or “cy”"],
  ])("is refused in words: %j", (params, id, message) => {
    const refusal = () => parseQuery(params as unknown as Record<string, string[]>);
    expect(refusal).toThrow(InvalidAnswers);
    expect(refusal).toThrow(expect.objectContaining({ fields: [{ id, message }] }));
  });

  test("comes back from its address", () => {
    const params = {
      q: ['"chief of police" £1,000 & more'],
      office: ["an-office"],
      year: ["2023"],
      sort: ["best"],
      category: ["grants"],
      only: ["withheld", "key-decisions"],
      lang: ["cy"],
    };
    const query = parseQuery(params);
    const back: Record<string, string[]> = {};
    for (const [name, value] of new URL(addressOf(query, 3), "https://x.example").searchParams)
      back[name] = [...(back[name] ?? []), value];
    expect(parseQuery(back)).toEqual({ ...query, page: 3 });
  });

  test("survives anything typed: it is refused in words or answered", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (q) => {
        try {
          for (const { terms } of parseQuery({ q: [q] }).clauses) expect(terms[0]?.at).toBe(0);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidAnswers);
        }
      }),
    );
  });
});

describe("spelling", () => {
  test("one mistake is one letter more, less or other, or two that changed places", () => {
    for (const near of ["harbor", "harbours", "harbour".replace("b", "v"), "harbuor", "arbour", "hharbour"])
      expect([near, isOneApart("harbour", near), isOneApart(near, "harbour")]).toEqual([near, true, true]);
    for (const far of ["harbour", "harbo", "hrabuor", "warden", "harboursx", ""])
      expect([far, isOneApart("harbour", far)]).toEqual([far, false]);
  });

  test("is as the definition says, for all short words", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 5 });
    const edits = (w: string) => {
      const found = new Set<string>();
      for (let i = 0; i <= w.length; i++) {
        found.add(w.slice(0, i) + w.slice(i + 1));
        if (i < w.length - 1) found.add(w.slice(0, i) + w[i + 1]! + w[i]! + w.slice(i + 2));
        for (const c of "abc") {
          found.add(w.slice(0, i) + c + w.slice(i));
          if (i < w.length) found.add(w.slice(0, i) + c + w.slice(i + 1));
        }
      }
      found.delete(w);
      return found;
    };
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(isOneApart(a, b)).toBe(edits(a).has(b));
      }),
      { numRuns: 3000 },
    );
  });

  test("takes the most frequent words, over all vocabularies", () => {
    const one: [string, number][] = [
      ["grant", 2],
      ["grand", 5],
      ["other", 100],
    ];
    expect(nearest("grang", [vocabularyOf(one), vocabularyOf([["grant", 4]])])).toEqual(["grant", "grand"]);
  });
});

test("the nearest words are all that are one mistake away, whatever words there are", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "é"), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 30 }), word, (words, term) => {
      const vocabulary = vocabularyOf(words.map((w) => [w, 1]));
      const expected = vocabulary.words.split("\n").filter((w) => w && isOneApart(term, w));
      expect(nearest(term, [vocabulary])).toEqual(expected.sort((a, b) => (a < b ? -1 : 1)).slice(0, 8));
    }),
    { numRuns: 500 },
  );
});

describe("a snippet", () => {
  const long = `${"Some words before. ".repeat(20)}The perpetrator programme of Harbour. ${"And more after. ".repeat(20)}`;
  const text = (parts: { text: string }[] | undefined) => parts?.map((p) => p.text).join("");

  test("shows the words where most of them are, marked, cut between words", () => {
    const parts = snippetOf(`programme early on. ${long}`, new Set(["programme", "harbour", "perpetrator"]));
    expect(parts?.filter((p) => p.mark).map((p) => p.text)).toEqual(["perpetrator", "programme", "Harbour"]);
    expect(text(parts)).toMatch(/^… \w.* The perpetrator programme of Harbour\. .* …$/);
    expect(text(parts)!.length).toBeLessThan(250);
  });

  test("shows a short text whole, and nothing where no word is in it", () => {
    expect(snippetOf("A grant to Harbour", new Set(["grant"]))).toEqual([
      { text: "A " },
      { text: "grant", mark: true },
      { text: " to Harbour" },
    ]);
    expect(snippetOf(long, new Set(["absent"]))).toBeUndefined();
  });

  test("marks words and leaves the text as it is", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 300 }),
        fc.array(fc.nat(), { maxLength: 3 }),
        (typed, which) => {
          const found = terms(typed);
          const wanted = new Set(which.flatMap((n) => found[n % Math.max(1, found.length)] ?? []));
          expect(text(marked(typed, wanted))).toBe(typed);
          const part = text(snippetOf(typed, wanted));
          if (part) expect(typed).toContain(part.replace(/^… | …$/g, ""));
        },
      ),
    );
  });
});
