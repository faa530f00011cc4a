/** One record more in a synthetic register, decided through the commands of the service itself, so that its publication can be measured. */
import { ulid } from "ulid";
import type { Office } from "#core/form/office.ts";
import { loadRecord } from "#core/record/record.store.ts";
import * as Records from "#core/record/records.ts";
import { proofOf } from "#core/signoff/code.ts";
import { act } from "#core/signoff/signing.ts";
import { linkKeys, makeToken } from "#core/signoff/token.ts";
import { starterOffice } from "./office-starter.ts";

const CATEGORIES = [1, 2, 3].map((n) => ({ id: `category-${n}`, label: `Category ${n}` }));

/** The starter with what puts a record under each of the register's filters. */
export function measuredOffice(slug: string): Office {
  const starter = starterOffice(slug);
  const [form] = starter.forms;
  if (!form) throw new Error("The starter has no form");
  const fields: Office["forms"][number]["fields"] = {
    ...form.fields,
    category: { type: "choices", label: "Category", options: CATEGORIES, means: "category" },
    key: { type: "yesno", label: "Key decision", means: "keyDecision" },
    amount: { type: "money", label: "Amount", means: "amount" },
  };
  const sections = [{ id: "decision", title: "The decision", fields: Object.keys(fields) }];
  const layout = [
    ...form.layout,
    ...["category", "key", "amount"].map(
      (field) => ({ block: "field", field, as: "below", level: 2 }) as const,
    ),
  ];
  return { ...starter, forms: [{ ...form, fields, sections, layout }] };
}

/** A record that is decided and waits for its documents and its publication. `n` tells records apart. */
export async function decideOne(slug: string, n: number): Promise<void> {
  const now = new Date().toISOString();
  const person = measuredOffice(slug).people?.find((p) => p.id === "author");
  if (!person) throw new Error("The starter has no author");
  const { name, email, roles = [] } = person;
  const actor = { person: person.id, name, email, office: slug, roles };
  const { id } = await Records.create({ office: slug, form: "decision", actor, now, cmdId: ulid() });
  const answers = {
    title: `A decision to measure, ${n}`,
    decision: "The Commissioner decides it. ".repeat(120),
    category: CATEGORIES.map((c) => c.id),
    key: { answer: "yes" as const },
    amount: 12_345_67,
  };
  const { saveNo } = await Records.saveDraft({ id, answers, saveNo: 1, actor, now });
  await Records.submit({ id, saveNo, rev: 1, cmdId: ulid(), actor, now });
  const { state, tasks } = await loadRecord(id);
  const task = state.tasks.find((t) => t.status === "open");
  const token = tasks.get(task?.task ?? "")?.token ?? "";
  const proof = proofOf(token, now, linkKeys());
  const given = { cmdId: ulid(), hash: task?.hash ?? "", outcome: "approve", proof };
  await act(makeToken("sign", token, linkKeys()), given, now);
}
