/**
 * Outsiders: who is asked by an address in the record's own answers, such as a force's chief officer. They
 * go by that address in the ledger, and by the name and role that the author entered everywhere else.
 */
import type { Answers } from "#core/form/answers.ts";
import type { Form } from "#core/form/definition.ts";
import type { Office } from "#core/form/office.ts";

export interface Outsider {
  /** As the ledger has them: "mail:chief@force.example". */
  id: string;
  name?: string;
  role?: string;
}

/** An office, with whoever a record asks from outside it. */
export type Directory = Office & { outside?: Outsider[] };

export function withOutsiders(office: Office, form: Form, answers: Answers): Directory {
  const asked = form.stages.flatMap(({ by }) =>
    [by].flat().flatMap((one) => ("email" in one ? [one.email] : [])),
  );
  const people = asked.flatMap((field) => (answers[field] as Answer[] | undefined) ?? []);
  const outside = people.flatMap(({ name, role, email }) =>
    email ? [{ id: outsiderId(email), name: name?.trim(), role: role?.trim() }] : [],
  );
  return outside.length ? { ...office, outside } : office;
}

export function outsiderId(email: string): string {
  return `mail:${email.trim().toLowerCase()}`;
}

interface Answer {
  name?: string;
  role?: string;
  email?: string;
}
