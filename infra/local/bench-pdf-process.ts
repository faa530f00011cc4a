/**
 * One renderer in a process of its own, so that its memory is its own: draws a record's PDF again and
 * again, and prints what it measured as JSON. Started by bench-pdf.ts, in a running system's environment.
 */
import { readFileSync } from "node:fs";
import { checkPdf } from "#core/document/check.ts";
import { compose } from "#core/document/compose.ts";
import { render } from "#core/document/render.ts";
import { seal } from "#core/document/seal.ts";
import { sealKey } from "#core/document/seal-key.ts";
import type { RecordView } from "#core/record/view.ts";
import { reworded } from "./bench-pdf-record.ts";
import { drawPlainly } from "./bench-pdfkit.ts";
import { WARM_UP } from "./bench-report.ts";

export interface Measured {
  /** "whole", and the steps it consists of, where they are known. */
  times: Record<string, number[]>;
  /** The first document, from the start of the process. */
  first: number;
  bytes: number;
  pages: number;
  /** Milliseconds of a processor for each document, which other work on the machine changes less. */
  cpu: number;
  /** MB. */
  memory: number;
}

type Draw = (view: RecordView, done: (step: string) => void) => Promise<{ pdf: Uint8Array; pages: number }>;

const RENDERERS: Record<string, Draw> = {
  async ours(view, done) {
    const paper = compose(view, "public");
    done("compose");
    const { pdf, pages } = render(paper);
    done("draw, twice");
    const faults = await checkPdf(pdf);
    if (faults.length) throw new Error(faults.join("; "));
    done("check");
    const { certificate, sign } = sealKey();
    const { name } = view.office.body;
    const at = view.decidedAt ?? view.createdAt;
    const sealed = await seal(pdf, { name, reason: `Sealed by ${name}`, at, certificate, sign });
    done("seal");
    return { pdf: sealed, pages };
  },
  pdfkit: async (view) => drawPlainly(compose(view, "public")),
};

const [, , renderer = "", file = "", runs = "", started = ""] = process.argv;
const draw = RENDERERS[renderer]!;
const view = JSON.parse(readFileSync(file, "utf8")) as RecordView;
const times: Record<string, number[]> = {};
const note = (step: string, ms: number) => {
  times[step] = [...(times[step] ?? []), ms];
};
let result = await draw(reworded(view, 0), () => {});
const first = performance.timeOrigin + performance.now() - Number(started);
for (let run = 0; run < WARM_UP; run++) await draw(reworded(view, -run - 1), () => {});
const before = process.cpuUsage();
for (let run = 0; run < Number(runs); run++) {
  const record = reworded(view, run + 1);
  const start = performance.now();
  let since = start;
  result = await draw(record, (step) => {
    const now = performance.now();
    note(step, now - since);
    since = now;
  });
  note("whole", performance.now() - start);
}
const { user, system } = process.cpuUsage(before);
const cpu = (user + system) / 1000 / Number(runs);
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
const measured: Measured = { times, first, bytes: result.pdf.length, pages: result.pages, cpu, memory };
process.stdout.write(JSON.stringify(measured));
