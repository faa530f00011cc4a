/**
 * The dry run of taking an export in: what is new here, what is here already, what is in the way, and who
 * is asked to sign. It reads alone.
 */
import * as v from "valibot";
import { claimKey, definitionKey, recordKey } from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import type { ExportBundle } from "#core/ledger/export.ts";
import { openTasks } from "#core/record/state.ts";
import type { Say, Stored } from "./format.ts";
import { lookAtQuestion } from "./questions.store.ts";
import { type Export, numbersIn, officeIn, questionIn, recordIn } from "./reading.ts";

export interface Waiting {
  record: string;
  title: string;
  person: string;
  stage: string;
}

export interface Looked {
  /** Records that are not here; here already; and here as something else. */
  fresh: string[];
  there: string[];
  conflicts: string[];
  /** What a panel asked that is not here. */
  questions: string[];
  /** Requests that wait for a signature. */
  waiting: Waiting[];
}

const Head = v.looseObject({ head: v.string() });
const Definition = v.looseObject({ hash: v.string() });
const Asked = v.looseObject({ name: v.string() });

/** What an import would do. Reads alone. */
export async function lookAtImport(from: Export, say: Say = () => {}): Promise<Looked> {
  const { slug } = from.manifest.office;
  const looked: Looked = { fresh: [], there: [], conflicts: [], questions: [], waiting: [] };
  const office = await officeIn(from);
  for (const { version, hash } of office.versions) {
    const here = await findItem(Definition, definitionKey(slug, version));
    if (here && here.hash !== hash)
      looked.conflicts.push(`Version ${version} of the office's definition is here with other content`);
  }
  for (const [i, id] of from.records.entries()) {
    const { bundle, items } = await recordIn(from, id);
    const here = await findItem(Head, recordKey(id));
    if (!here) looked.fresh.push(id);
    else if (here.head === bundle.head.h) looked.there.push(id);
    else looked.conflicts.push(`The record ${id} is here, and its ledger ends with another event`);
    looked.waiting.push(...waitingIn(bundle, items));
    say(i + 1, from.records.length, "records looked at");
  }
  for (const id of from.questions) {
    const found = await lookAtQuestion(slug, await questionIn(from, id));
    if (found === "fresh") looked.questions.push(id);
    if (found === "other")
      looked.conflicts.push(`The question ${id} is here, and other things have happened to it`);
  }
  for (const { series, period, claims } of await numbersIn(from))
    for (const { n, record, reference } of claims) {
      const here = await findItem(v.looseObject({ record: v.string() }), claimKey(slug, series, period, n));
      if (here && here.record !== record)
        looked.conflicts.push(`The number ${reference} is given to another record here`);
    }
  return looked;
}

function waitingIn({ state, record }: ExportBundle, items: Stored[]): Waiting[] {
  if (!state) return [];
  const title = String(items.find(({ sk }) => sk === "META")?.title ?? record);
  return openTasks(state).map(({ task, stage }) => {
    const row = items.find(({ sk }) => sk === `S#${task}`);
    return { record, title, stage, person: row ? v.parse(Asked, row).name : "" };
  });
}
