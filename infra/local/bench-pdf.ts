/**
 * The sealed PDF of one record, three ways: ours (composed, drawn by Typst, checked, sealed by the key's
 * service), headless Chromium printing the record's page, and pdfkit drawing the same text plainly. Each
 * in processes of its own, warm, on the same record; only ours is tagged, archival, checked and sealed.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { compose } from "#core/document/compose.ts";
import { render } from "#core/document/render.ts";
import { loadOffices } from "#core/offices/index.ts";
import { getView } from "#core/record/view.store.ts";
import type { RecordView } from "#core/record/view.ts";
import { compileAssets } from "#web/styles/build.ts";
import { loadPlay } from "./bench-path.ts";
import type { Measured } from "./bench-pdf-process.ts";
import { reworded } from "./bench-pdf-record.ts";
import { median, progress, type Table, times, WARM_UP } from "./bench-report.ts";
import { bundle } from "./bundles.ts";
import { CHROMIUM_ARGS, chromiumPath } from "./chromium.ts";
import { type LocalSystem, startSystem } from "./system.ts";

const ROOT = join(import.meta.dirname, "../..");
const WARM_RUNS = 20;

export async function measurePdf(): Promise<Table[]> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-bench-"));
  const system = await startSystem({});
  try {
    const view = await playTwoPages(system);
    const file = join(folder, "view.json");
    writeFileSync(file, JSON.stringify(view));
    progress("pdf: ours");
    const ours = await inProcess("ours", file);
    progress("pdf: pdfkit");
    const pdfkit = await inProcess("pdfkit", file);
    progress("pdf: Chromium");
    const printed = await printByChromium(view);
    const row = (name: string, { times: all, first, bytes, pages, cpu, memory }: Measured) => {
      const ms = median(all.whole!);
      const against = Math.round((ms / median(ours.times.whole!)) * 10) / 10;
      return {
        name,
        cells: [ms, against, Math.round(cpu), Math.round(first), memory, pages, Math.round(bytes / 1024)],
      };
    };
    const parts = Object.entries(ours.times).filter(([name]) => name !== "whole");
    return [
      {
        title: `The PDF of ${view.reference}, warm: medians of ${WARM_RUNS}`,
        columns: ["ms", "times ours", "CPU, ms", "first, ms", "memory, MB", "pages", "kB"],
        rows: [
          row("ours, checked and sealed", ours),
          row("pdfkit, text alone", pdfkit),
          row("Chromium, tagged", printed),
        ],
        notes: [
          "Every record is of other words, so that nothing is remembered. CPU: of the processes that draw, a document.",
          "First: of a new process, from its start. Memory: the most there was; of Chromium, with what its processes",
          "share counted once. Only ours is PDF/UA-1 and PDF/A-2a, checked and sealed.",
        ],
      },
      {
        title: "Ours, by step",
        columns: ["ms"],
        rows: parts.map(([name, all]) => ({ name, cells: [median(all)] })),
      },
    ];
  } finally {
    await system.stop();
    rmSync(folder, { recursive: true });
  }
}

/** The shortest of the shipped records whose paper has two pages, played the whole way. */
async function playTwoPages(system: LocalSystem): Promise<RecordView> {
  const play = await loadPlay();
  const examples = loadOffices()
    .flatMap(({ office, examples }) => examples.map(({ example }) => ({ office, example })))
    .filter(({ example }) => example.signOffs?.length && example.expect.state === "published")
    .sort((a, b) => JSON.stringify(a.example).length - JSON.stringify(b.example).length);
  for (const { office, example } of examples) {
    progress(`pdf: playing a record of ${office.body.short}`);
    const { view } = await getView((await play(system, office, example)).id);
    if (render(compose(view, "public")).pages === 2) return view;
  }
  throw new Error("No shipped record has a paper of two pages");
}

async function inProcess(renderer: "ours" | "pdfkit", view: string): Promise<Measured> {
  const script = join(import.meta.dirname, "bench-pdf-process.ts");
  const start = performance.timeOrigin + performance.now();
  const child = spawn(process.execPath, [script, renderer, view, String(WARM_RUNS), String(start)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (text) => {
    said += text;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The measurement of ${renderer} ended with ${code}`);
  return JSON.parse(said) as Measured;
}

/** A browser that stays, and a page for each document, as a service would have it. */
async function printByChromium(view: RecordView): Promise<Measured> {
  const toHtml = await loadPages();
  const executablePath = await chromiumPath();
  const start = performance.now();
  const server = await chromium.launchServer({ executablePath, args: CHROMIUM_ARGS });
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const pid = server.process().pid!;
    let pdf: Buffer = Buffer.alloc(0);
    let memory = 0;
    let run = 0;
    const print = async () => {
      const html = await toHtml(reworded(view, run++));
      const page = await browser.newPage();
      await page.setContent(html, { waitUntil: "load" });
      pdf = await page.pdf({ format: "A4", tagged: true, outline: true });
      memory = Math.max(memory, sharedOnce(pid));
      await page.close();
    };
    await print();
    const first = performance.now() - start;
    await times(print, WARM_UP);
    const before = processor(pid);
    const whole = await times(print, WARM_RUNS);
    const cpu = (processor(pid) - before) / WARM_RUNS;
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    await browser.close();
    return { times: { whole }, first, bytes: pdf.length, pages, cpu, memory: Math.round(memory / 1024) };
  } finally {
    await server.close();
  }
}

/** What makes a record's paper into the page that the public reads, with its styles inside. */
async function loadPages(): Promise<(view: RecordView) => Promise<string>> {
  const built = await bundle([join(ROOT, "web/paper.tsx")], join(ROOT, ".build/local"));
  const { PaperView } = (await import(pathToFileURL(built.paper!).href)) as typeof import("#web/paper.tsx");
  const { files } = await compileAssets();
  const styles = files.find(({ path }) => path.endsWith(".css"))!;
  const css = Buffer.from(styles.body).toString();
  return async (view) => {
    const paper = compose(view, "public");
    const body = await PaperView({ paper });
    return `<!doctype html><html lang="${paper.lang}"><title>${paper.kind}</title><style>${css}</style><body class="govuk-template__body">${body}</body></html>`;
  };
}

/** The memory of a process and its children in kB, pages that several have counted once (Linux, PSS). */
function sharedOnce(pid: number): number {
  const own = Number(/^Pss:\s+(\d+)/m.exec(proc(`${pid}/smaps_rollup`))?.[1] ?? 0);
  return childrenOf(pid).reduce((sum, child) => sum + sharedOnce(child), own);
}

/** The milliseconds of a processor that a process and its children took, ended ones too: fields 14 to 17 of proc(5), in hundredths. */
function processor(pid: number): number {
  const fields = proc(`${pid}/stat`)
    .replace(/^.*\) /, "")
    .split(" ")
    .slice(11, 15)
    .map(Number);
  const own = fields.reduce((sum, ticks) => sum + ticks, 0) * 10;
  return childrenOf(pid).reduce((sum, child) => sum + processor(child), own);
}

function childrenOf(pid: number): number[] {
  return proc(`${pid}/task/${pid}/children`).trim().split(" ").filter(Boolean).map(Number);
}

/** Nothing of a process that has just ended. */
function proc(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, "utf8");
  } catch {
    return "";
  }
}
