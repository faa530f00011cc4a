/** A sum beside a recipient's name, held against that recipient's rows; and, in plain text, asked against decided. */
import { describe, expect, it } from "vitest";
import { proofread, proofreadText } from "#core/checks/proofread.ts";
import { soundRecord } from "./sound-record.ts";
import { hand } from "./spoil.ts";

/** A record with these awards, and a decision that says this; what the rule quotes of it. */
function decided(
  awards: { recipient: string; amount: number; year?: string; payee?: string }[],
  words: string,
): string[] {
  const sound = hand(soundRecord(7));
  const table = sound.funding();
  if (!table) throw new Error("This record has no table");
  table.awards = awards;
  sound.decide(words);
  return proofread(sound.view)
    .filter((f) => f.rule === "recipient-sum")
    .flatMap((f) => f.why);
}

const HARBOUR = { recipient: "Harbour Support Services", amount: 45_000_00 };
const WILLOW = { recipient: "The Willow Centre", amount: 40_000_00 };

describe("in a record", () => {
  it("finds a sum that is another's, though the table holds it", () => {
    const found = decided([HARBOUR, WILLOW], "To award £40,000 to Harbour Support Services.");
    expect(found).toEqual([
      "“To award £40,000 to Harbour Support Services.”",
      "Harbour Support Services £45,000",
    ]);
    expect(decided([HARBOUR, WILLOW], "To award Harbour £40,000 and no more.")).toHaveLength(2);
  });

  it("lets be what the rows give: one of them, several together, or rounded", () => {
    const years = [
      { ...HARBOUR, amount: 20_000_00, year: "2024/25" },
      { ...HARBOUR, amount: 25_400_00, year: "2025/26" },
      WILLOW,
    ];
    for (const words of [
      "To award £45,400 to Harbour Support Services.",
      "To award Harbour Support Services £20,000 in 2024/25.",
      "To award Harbour Support Services a total of £45k.",
      "To award £40,000 to the Willow Centre.",
    ])
      expect(decided(years, words), words).toEqual([]);
  });

  it("finds a sum given to a body that is in no row", () => {
    const found = decided([HARBOUR, WILLOW], "To award £45,000 to Riverside Trust.");
    expect(found).toEqual(["“To award £45,000 to Riverside Trust.”", "Harbour Support Services £45,000"]);
    const both = "To award £45,000 to Riverside Trust, which works for Harbour Support Services.";
    expect(decided([HARBOUR, WILLOW], both)).toEqual([]);
    const payee = [{ ...HARBOUR, payee: "Riverside Council" }, WILLOW];
    expect(decided(payee, "To award £45,000 to Riverside Council.")).toEqual([]);
  });

  it("lets be a sum for several, a limit, and what was paid before", () => {
    for (const words of [
      "To award £85,000 to Harbour Support Services, The Willow Centre and others.",
      "To award £85,000 to Harbour Support Services and The Willow Centre.",
      "To pay Harbour Support Services up to £50,000.",
      "Last year £31,000 was awarded to Harbour Support Services.",
    ])
      expect(decided([HARBOUR, WILLOW], words), words).toEqual([]);
  });
});

describe("in plain text", () => {
  const paper = (asked: string, given: string) => `Applications

To award Brook Lane Chaplaincy ${asked} towards a coordinator.

To award Oldcastle Police £20,000 for a van.

To award Oldcastle Police £7,650 for bicycles.

Recommendation

- ${given} to Brook Lane Chaplaincy for the coordinator
- £20,000 to Oldcastle Police for the van
- £7,650 to Oldcastle Police for bicycles`;
  const found = (text: string) => proofreadText(text).filter((f) => f.rule === "recipient-sum");

  it("finds what is asked one way and decided another", () => {
    const [only, ...more] = found(paper("£5,000", "£6,500"));
    expect(more).toEqual([]);
    expect(only?.why.join()).toMatch(/£5,000 .*£6,500/);
  });

  it("finds a sum that is asked for one body and decided for another", () => {
    const [only, ...more] = found(
      paper("£5,000", "£5,000").replace("£5,000 to Brook Lane", "£5,000 to Meadow"),
    );
    expect(more).toEqual([]);
    expect(only?.why.join()).toMatch(/Brook Lane .*Meadow/);
  });

  it("lets be what agrees, and a total of several", () => {
    expect(found(paper("£5,000", "£5,000"))).toEqual([]);
    expect(
      found(
        "Case\n\nTo award Kestrel £5,000. To award Kestrel £2,000.\n\nDecision\n\n£7,000 to Kestrel is approved.",
      ),
    ).toEqual([]);
  });
});
