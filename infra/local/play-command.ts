/**
 * npm run play: takes a definition and a record the whole way in a system of its own, and prints what
 * came of it. Its last line is one JSON object; it exits 0 when the record ends where it expects to.
 */
import "./clock.ts";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { getFile } from "#core/aws/files.ts";
import { proofread } from "#core/checks/proofread.ts";
import { londonDate } from "#core/form/dates.ts";
import type { Example } from "#core/form/example.ts";
import { getForm, type Office } from "#core/form/office.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import * as Addresses from "#core/notice/addresses.ts";
import { slugOf } from "#core/notice/entry.ts";
import { loadExample, loadOffices } from "#core/offices/index.ts";
import { eventWords } from "#core/record/event-words.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { withNoticed } from "#core/record/overrides.store.ts";
import { withReasons } from "#core/record/overrides.ts";
import { renditionKey } from "#core/record/renditions.ts";
import { eventsOf } from "#core/record/status.ts";
import { getView } from "#core/record/view.store.ts";
import { bundle } from "./bundles.ts";
import { withHolders } from "./holders.ts";
import { BUCKETS } from "./settings.ts";
import { type LocalSystem, startSystem } from "./system.ts";

const USAGE = `Usage: npm run play -- --office <slug> --record <file.json>
  [--offices <folder of office folders>] [--at <ISO time>] [--first-number N] [--data <folder>]`;

const { values: options } = parseArgs({
  options: {
    office: { type: "string" },
    record: { type: "string" },
    offices: { type: "string" },
    at: { type: "string" },
    "first-number": { type: "string" },
    data: { type: "string" },
  },
});

try {
  const { result, failure } = await main();
  if (failure) console.error(failure);
  console.log(JSON.stringify(result));
  process.exit(failure ? 1 : 0);
} catch (error) {
  const { message, stack } = error as Error;
  console.error(process.env.DEBUG ? stack : message);
  console.log(JSON.stringify({ office: options.office, state: "failed", reason: message }));
  process.exit(1);
}

async function main() {
  if (!options.office || !options.record) throw new Error(USAGE);
  if (options.at && Number.isNaN(Date.parse(options.at)))
    throw new Error(`--at is not an instant: ${options.at}. Write it like 2024-02-12T10:30:00Z`);
  const first = options["first-number"];
  if (first !== undefined && !/^[1-9]\d*$/.test(first))
    throw new Error("--first-number must be a whole number from 1");
  const found = loadOffices(options.offices && resolve(options.offices)).find(
    (f) => f.office.office === options.office,
  );
  if (!found)
    throw new Error(`There is no office “${options.office}” in ${options.offices ?? "core/offices"}`);
  const example = at(loadExample(resolve(options.record)));
  const today = londonDate(example.at ?? new Date().toISOString());
  const office = numberedFrom(withHolders(found.office, example, today), example.form, first);
  const data = options.data ? resolve(options.data) : mkdtempSync(join(tmpdir(), "countersign-play-"));
  const started = performance.now();
  const system = await startSystem({ dataDir: data, offices: "", say: (line) => console.error(line) });
  try {
    if (example.at) system.setClock(example.at);
    await publishDefinition(office);
    system.journey("record");
    const { play } = await loadPlay();
    const say = (words: string) => console.error(`  ${words}`);
    const played: { id: string; refusal?: string } = await play(system, office, example, say).catch(
      refusedAt,
    );
    const { id, refusal } = played;
    const result = await report(system, id, join(data, "played"));
    return {
      result: { ...result, units: system.units().record, ms: Math.round(performance.now() - started) },
      failure: refusal ?? disappointment(example, result),
    };
  } finally {
    await system.stop();
  }
}

/** Where a page refused: the record as it then stands, with what the proof-reader finds in it, tells why. */
function refusedAt(error: Error & { record?: string }): { id: string; refusal: string } {
  if (!error.record) throw error;
  return { id: error.record, refusal: error.message };
}

/** Pages are .tsx, which Node does not read by itself: the player is bundled as the functions are. */
async function loadPlay(): Promise<typeof import("./play.ts")> {
  const bundles = await bundle(
    [join(import.meta.dirname, "play.ts")],
    join(import.meta.dirname, "../../.build/local"),
  );
  return import(pathToFileURL(bundles.play!).href);
}

function at(example: Example): Example {
  return options.at
    ? {
        ...example,
        at: options.at,
        signOffs: example.signOffs?.map((s) => ({ ...s, at: undefined })),
        script: example.script?.map((s) => ({ ...s, at: undefined })),
      }
    : example;
}

function numberedFrom(office: Office, formId: string, first: string | undefined): Office {
  const { series } = getForm(office, formId);
  const own = series && office.series?.[series];
  if (!first || !series || !own) return office;
  return { ...office, series: { ...office.series, [series]: { ...own, first: Number(first) } } };
}

/** What came of the record, with its files written where they can be looked at. */
async function report(system: LocalSystem, id: string, folder: string) {
  const { view, loaded } = await getView(id);
  const { office, form } = view;
  mkdirSync(folder, { recursive: true });
  const keep = (name: string, bytes: Uint8Array) => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return file;
  };
  const page = async (path: string, name: string) => {
    const response = await fetch(`${system.origin}${path}`);
    return response.ok ? keep(name, new Uint8Array(await response.arrayBuffer())) : null;
  };
  const isOut = view.state === "published" || view.state === "withheld";
  const slug = isOut ? slugOf(view) : id;
  const { restricted } = loaded.state.renditions;
  const sealed =
    restricted && (await getFile(BUCKETS.private, renditionKey(office.office, id, restricted.rendered)));
  const events = (await eventsOf(id)).map((e) => JSON.parse(e.body) as LedgerEvent);
  return {
    office: office.office,
    reference: view.reference ?? null,
    state: view.state,
    stages: view.signOffs.map(({ stage, name, capacity, outcome, at }) => ({
      stage,
      by: name,
      capacity,
      outcome,
      at,
    })),
    pdf:
      view.state === "published" ? await page(Addresses.pdfPath(office.office, slug), `${slug}.pdf`) : null,
    restrictedPdf: sealed ? keep(`${slug}-restricted.pdf`, sealed) : null,
    notice: isOut ? await page(Addresses.noticePath(office.office, slug), `${slug}.html`) : null,
    register: isOut ? await page(Addresses.registerPath(office.office), "register.html") : null,
    findings: withReasons(proofread(view), (await withNoticed(view)).findings ?? []),
    outcome: view.outcome ?? null,
    events: events.map((e) => ({ seq: e.seq, at: e.at, type: e.type, words: eventWords(e, view) })),
    form: form.id,
  };
}

function disappointment(
  { expect }: Example,
  result: { state: string; reference: string | null; outcome: string | null },
): string | undefined {
  if (result.state !== expect.state) return `The record is ${result.state}, not ${expect.state} as expected`;
  if (expect.reference !== undefined && result.reference !== expect.reference)
    return `The record is numbered ${result.reference ?? "nothing"}, not ${expect.reference} as expected`;
  if (expect.outcome !== undefined && result.outcome !== expect.outcome)
    return `The record's outcome is ${result.outcome ?? "none"}, not ${expect.outcome} as expected`;
  return undefined;
}
