/**
 * Records as they stand when they are published, made from the shipped offices' examples, and the
 * publication that a store would hand over with them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import type { Answers } from "#core/form/answers.ts";
import { type Example, ExampleSchema } from "#core/form/example.ts";
import { getForm, type Office, OfficeSchema, postTitle } from "#core/form/office.ts";
import { referenceSlug } from "#core/form/series.ts";
import { entryOf, type PublicationFacts, type RegisterEntry, yearOf } from "#core/notice/entry.ts";
import type { Publication } from "#core/notice/files.ts";
import type { RecordView, SignOff } from "#core/record/view.ts";

const OFFICES = join(import.meta.dirname, "../../core/offices");
export const ORIGIN = "https://decisions.example";
export const HASH = "a".repeat(64);
export const PDF = { bytes: 123_456, sha256: "b".repeat(64), pages: 4 };

/** Each office's decided example, by what it shows. */
export const EXAMPLES = {
  decision: ["cleveland", "perpetrator-coordinator"],
  notice: ["cleveland", "perpetrator-programme-notice"],
  marked: ["surrey", "perpetrator-programme"],
  report: ["leicestershire", "jenkins-centre-report"],
  chosenMaker: ["norfolk", "change-project"],
} as const;

export function officeOf(slug: string): Office {
  return v.parse(OfficeSchema, json(`${slug}/office.json`));
}

/** The one of an office that writes in both languages. */
export const IN_BOTH = ["dyffryn", "youth-work"] as const;

/** The view of an example whose stages are all signed, decided at the last sign-off. */
export function decided(of: keyof typeof EXAMPLES, change: Partial<RecordView> = {}): RecordView {
  return decidedAs(EXAMPLES[of], change);
}

export function decidedAs(
  [slug, file]: readonly [office: string, example: string],
  change: Partial<RecordView> = {},
): RecordView {
  const office = officeOf(slug);
  const example = v.parse(ExampleSchema, json(`${slug}/examples/${file}.json`));
  const form = getForm(office, example.form);
  const at = example.at ?? "2023-03-01T09:00:00Z";
  const signOffs = (example.signOffs ?? []).map((s, i) => signOff(office, form.stages, s, s.at ?? at, i));
  return {
    id: "01HE0000000000000000000022",
    office,
    form,
    answers: structuredClone(example.answers) as Answers,
    state: "decided",
    outcome: signOffs.at(-1)?.outcome,
    reference: example.expect.reference,
    content: { version: 1, hash: HASH },
    signOffs,
    author: { person: example.author, name: "An Author" },
    createdAt: at,
    submittedAt: at,
    decidedAt: signOffs.at(-1)?.at ?? at,
    ...change,
  };
}

function signOff(
  office: Office,
  stages: RecordView["form"]["stages"],
  { by, stage, ...said }: NonNullable<Example["signOffs"]>[number],
  at: string,
  slot: number,
): SignOff {
  const person = office.people?.find((p) => p.id === by);
  const asked = [stages.find((s) => s.id === stage)?.by].flat()[0];
  const held = person?.posts?.[0]?.post ?? "";
  const capacity = postTitle(office, asked && "post" in asked ? asked.post : held);
  return {
    ...said,
    stage,
    slot,
    person: by,
    name: person?.name ?? by,
    capacity,
    hash: HASH,
    at,
    method: "link",
  };
}

/** Published `days` after the decision, with a PDF. */
export function facts(view: RecordView, days = 2, change: Partial<PublicationFacts> = {}): PublicationFacts {
  const at = new Date(Date.parse(view.decidedAt ?? view.createdAt) + days * 86_400_000).toISOString();
  return { n: 1, publishedAt: at, pdf: PDF, ...change };
}

/** What a store hands over for a record, with the office's other entries. */
export function publicationOf(
  view: RecordView,
  others: RegisterEntry[] = [],
  change: Partial<PublicationFacts> = {},
): Publication {
  const entry = entryOf(view, facts(view, 2, change));
  const { slug, name } = entry.office;
  return {
    origin: ORIGIN,
    view,
    entry,
    year: others.filter((e) => yearOf(e) === yearOf(entry)),
    newest: others,
    latest: others,
    offices: [{ slug, name, years: [...new Set(others.map(yearOf))] }],
  };
}

/** Entries of a busy office: `n` records in one year, numbered from 1, from April to December. */
export function busyYear(n: number, year = 2023): RegisterEntry[] {
  const view = decided("decision");
  const like = entryOf(view, facts(view));
  const titles = [
    "Safer streets wardens",
    "Victim support contract",
    "Estate disposal",
    "Grant to a youth club",
  ];
  const recipients = ["Harbour", "My Sister’s Place", "Hartlepool Borough Council", "A & B <Partners> Ltd"];
  const period = `${year}/${year + 1}`;
  return Array.from({ length: n }, (_, i) => {
    const decidedAt = Date.UTC(year, 3, 2 + Math.floor((i * 270) / n), 10);
    const publishedAt = new Date(decidedAt + (i % 9) * 86_400_000).toISOString();
    const decidedOn = new Date(decidedAt).toISOString().slice(0, 10);
    const reference = `${period} - ${String(i + 1).padStart(4, "0")}`;
    const amount = 1_000_00 + i * 1_234_56;
    return {
      ...like,
      id: `01HF00000000000000000${String(i + 1).padStart(5, "0")}`,
      reference,
      number: { series: "decision", period, n: i + 1 },
      slug: referenceSlug(reference),
      title: `${titles[i % 4]} for the ${["north", "south", "east", "west"][(i * 7) % 4]} of the area, lot ${(i + 1) * 37}`,
      filedOn: decidedOn,
      decidedOn,
      publishedAt,
      updatedAt: publishedAt,
      amount,
      recipients: [{ name: recipients[i % 4]!, amount }],
    };
  });
}

function json(path: string): unknown {
  return JSON.parse(readFileSync(join(OFFICES, path), "utf8"));
}
