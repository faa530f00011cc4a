/**
 * Topics: what can be followed by email. All that an office publishes, one of its categories, or the
 * money that one body receives from any office, however papers spell its name. Pure.
 */
import * as v from "valibot";
import type { Office } from "#core/form/office.ts";
import { referenceSlug } from "#core/form/series.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import type { FilterValue } from "#core/notice/filters.ts";
import { type Bodies, recipientKey } from "#core/notice/recipients.ts";

export const TopicSchema = v.object({
  /** "office#…", "category#…" or "recipient#…": what is stored and matched. */
  id: v.string(),
  /** As the pages call it. */
  label: v.string(),
});
export type Topic = v.InferOutput<typeof TopicSchema>;

/** Of one subscriber: a transaction that ends them all has room for it. */
export const MOST_TOPICS = 50;

const officeId = (office: string) => `office#${office}`;
const categoryId = (office: string, category: string) => `category#${office}#${category}`;
const recipientId = (key: string) => `recipient#${key}`;

export function officeTopic({ office, body }: Pick<Office, "office" | "body">): Topic {
  return { id: officeId(office), label: `Everything published by ${body.name}` };
}

export function categoryTopic(
  { office, body }: Pick<Office, "office" | "body">,
  { slug, label }: FilterValue,
): Topic {
  return { id: categoryId(office, slug), label: `${label}: ${body.name}` };
}

/** `name` as it was typed, in any spelling. */
export function recipientTopic(name: string): Topic {
  const words = name.replace(/\s+/g, " ").trim();
  return { id: recipientId(recipientKey(words)), label: `Money for ${words}, from any office` };
}

/** The categories that an office's forms let its authors choose, as the register's addresses have them. */
export function categoriesOf({ forms }: Pick<Office, "forms">): FilterValue[] {
  const options = forms.flatMap(({ fields }) =>
    Object.values(fields).flatMap((field) =>
      field.means === "category" && (field.type === "choice" || field.type === "choices")
        ? field.options
        : [],
    ),
  );
  const bySlug = new Map(options.map(({ id, label }) => [referenceSlug(id), label]));
  return [...bySlug].map(([slug, label]) => ({ slug, label })).sort((a, b) => a.label.localeCompare(b.label));
}

/** The ids of all topics that an entry belongs to, each once. */
export function topicsOf(entry: RegisterEntry, bodies: Bodies): string[] {
  const { slug } = entry.office;
  const keys = entry.recipients.flatMap(({ name }) => bodies.keysOf(recipientKey(name)));
  return [
    officeId(slug),
    ...new Set(entry.categories.map(({ id }) => categoryId(slug, referenceSlug(id)))),
    ...[...new Set(keys)].filter(Boolean).map(recipientId),
  ];
}
