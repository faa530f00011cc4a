/** Words that officers write about a record: there must be some, and they must be fit to keep. */
import type { Problem } from "#core/form/validate.ts";
import { wordsProblems } from "#web/fields/control.ts";
import { textAt, typedFrom } from "#web/fields/typed.ts";
import type { Form } from "../http/forms.ts";

const LONGEST = 5000;

/** The text of a box, as it is kept. */
export function textIn(form: Form, name: string): string {
  return textAt(typedFrom(Object.entries(form)), name).trim();
}

/** What is wrong with it: `none` where nothing was written. */
export function textErrors(id: string, text: string, label: string, none: string): Problem[] {
  return text ? wordsProblems(id, label, text, LONGEST) : [{ id, message: none }];
}
