/** How a fault is planted in a sound record: small hands that reach a field by what it means. */
import type { AnswerOf, Funding } from "#core/form/answers.ts";
import type { Meaning } from "#core/form/meaning.ts";
import { findField } from "#core/form/reading.ts";
import type { Chance } from "./chance.ts";
import { answer, type Facts, type Sound } from "./sound-record.ts";

/** Plants a fault; false where this record gives no place for it. */
export type Fault = (hand: Hand, c: Chance, facts: Facts) => boolean;

export interface Hand extends Sound {
  /** Adds a paragraph to a prose field. */
  say(means: Meaning, words: string): boolean;
  /** Adds to the decision or the recommendations, whichever the form has. */
  decide(words: string): boolean;
  put(
    means: Meaning,
    value: AnswerOf<"prose"> | AnswerOf<"links"> | AnswerOf<"withholding"> | unknown,
  ): boolean;
  has(means: Meaning): boolean;
  funding(): Funding | undefined;
}

export function hand(sound: Sound): Hand {
  const { form, answers } = sound.view;
  const id = (means: Meaning) => findField(form, means)?.id;
  const say = (means: Meaning, words: string) => {
    const at = id(means);
    const before = at === undefined ? undefined : answers[at];
    if (at === undefined || (before !== undefined && typeof before !== "string")) return false;
    answers[at] = before && before !== "None arising." ? `${before}\n\n${words}` : words;
    return true;
  };
  return {
    ...sound,
    say,
    decide(words) {
      const clauses = id("recommendations");
      if (clauses === undefined) return say("decision", words);
      const list = answers[clauses];
      if (!Array.isArray(list)) return false;
      answers[clauses] = [...(list as string[]), words];
      return true;
    },
    put(means, value) {
      if (id(means) === undefined) return false;
      answer(form, answers, means, value as never);
      if (value === undefined) delete answers[id(means) ?? ""];
      return true;
    },
    has: (means) => id(means) !== undefined,
    funding: () => answers[id("funding") ?? ""] as Funding | undefined,
  };
}
