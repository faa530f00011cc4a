/** Invented offices that end and begin, made from a shipped one, and papers that two people sign. */
import type { Answers } from "#core/form/answers.ts";
import type { Example } from "#core/form/example.ts";
import type { Closed, Office } from "#core/form/office.ts";
import { loadOffices } from "#core/offices/index.ts";

const LIKE = loadOffices().find(({ office }) => office.office === "ardenshire")!;

export interface Small {
  slug: string;
  name: string;
  closed?: Closed;
  version?: number;
}

/** The prefix of its numbers is the start of its slug: "north" gives "NOR-2024-001". */
export function officeNamed({ slug, name, closed, version = 1 }: Small): Office {
  const office = structuredClone(LIKE.office);
  const [form] = office.forms;
  form!.fields.links = { type: "links", label: "Linked records", means: "links" };
  form!.sections[1]!.fields.push("links");
  return {
    ...office,
    office: slug,
    version,
    body: { ...office.body, name, short: name },
    series: {
      decision: { period: "calendar", pattern: `${slug.slice(0, 3).toUpperCase()}-{cy}-{n:3}` },
    },
    people: office.people?.map((p) => ({ ...p, email: p.email.replace("ardenshire", slug) })),
    ...(closed && { closed }),
  };
}

/** A paper that is signed by two people on its day, or by nobody yet. */
export function paper(title: string, at: string, answers: Answers = {}, signed = true): Example {
  const { example } = LIKE.outcomes.find((o) => o.name === "urgent")!;
  return {
    ...example,
    at,
    answers: { ...example.answers, title, ...answers },
    expect: { state: signed ? "published" : "review" },
    script: signed
      ? example.script!.map((step, i) => ({
          ...step,
          at: new Date(Date.parse(at) + (i + 1) * 600_000).toISOString(),
        }))
      : [],
  } as Example;
}
