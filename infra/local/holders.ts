/**
 * Holders for posts that nobody holds, so that an office that is still being written can be tried out:
 * each vacant post gets an invented holder, each unknown person of an example a name. Local only.
 */
import type { Example } from "#core/form/example.ts";
import type { Office, OfficePerson } from "#core/form/office.ts";

/** The office with someone in every post, and everyone the example names. `today` is a civil date. */
export function withHolders(office: Office, example: Example, today: string): Office {
  const people: OfficePerson[] = [...(office.people ?? [])];
  const invent = (id: string, person: Partial<OfficePerson>) =>
    people.push({ id, name: nameOf(id), email: `${id}@${office.office}.example`, ...person });
  const signers = new Map(
    [...(example.signOffs ?? []), ...(example.script ?? [])].flatMap((s) =>
      "stage" in s && !s.by.includes("@") ? [[s.by, s.stage] as const] : [],
    ),
  );
  for (const [id, stageId] of signers) {
    if (people.some((p) => p.id === id)) continue;
    const stage = office.forms.find((f) => f.id === example.form)?.stages.find((s) => s.id === stageId);
    const by = stage && (Array.isArray(stage.by) ? stage.by[0] : stage.by);
    const post =
      by && "post" in by ? by.post : by && "maker" in by ? String(example.answers[by.maker]) : undefined;
    invent(id, { posts: post ? [{ post }] : [] });
  }
  for (const post of office.posts.filter((p) => !p.jointly))
    if (
      !people.some(
        (p) => p.id !== example.author && p.posts?.some((held) => held.post === post.id && isOn(held, today)),
      )
    )
      invent(`holder-of-${post.id}`.toLowerCase(), {
        name: `Holder of ${post.title}`,
        posts: [{ post: post.id }],
      });
  if (!people.some((p) => p.id === example.author)) invent(example.author, {});
  const author = people.find((p) => p.id === example.author);
  return {
    ...office,
    people: people.map((p) =>
      p === author && !p.roles?.includes("author")
        ? { ...p, roles: [...(p.roles ?? []), "author" as const] }
        : p,
    ),
  };
}

function isOn(held: { from?: string; to?: string }, day: string): boolean {
  return (held.from === undefined || held.from <= day) && (held.to === undefined || day <= held.to);
}

function nameOf(id: string): string {
  return id
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(" ");
}
