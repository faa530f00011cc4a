/**
 * Content: the exact thing that people sign. The form's answers with the definition they answer, as
 * canonical JSON; its SHA-256 is what every sign-off binds. Comments, due dates and lists are not in it.
 */
import { canonical, plain, sha256 } from "#core/ledger/canonical.ts";
import type { Answers } from "./answers.ts";

export interface Content {
  text: string;
  hash: string;
}

/**
 * The canonical content of a submission. Text is NFC with "\n" line ends since it was parsed. The salt,
 * the same for every version of a record, keeps a withheld answer from being guessed by its hash.
 */
export function contentOf(input: {
  office: string;
  definition: number;
  form: string;
  answers: Answers;
  salt?: string;
}): Content {
  const text = canonical(plain({ v: 1, ...input }));
  return { text, hash: sha256(text) };
}

export function saltIn(content: string): string | undefined {
  return (JSON.parse(content) as { salt?: string }).salt;
}

export function answersIn(content: string): Answers {
  return (JSON.parse(content) as { answers: Answers }).answers;
}
