/** An office with something of each kind to take along: records, an old register, questions of its panel. */
import type { Example } from "#core/form/example.ts";
import type { Office } from "#core/form/office.ts";
import { carryOut } from "#core/legacy/importing.ts";
import { planImport } from "#core/legacy/planning.ts";
import { play } from "#infra/local/play.ts";
import type { LocalSystem } from "#infra/local/system.ts";
import { pdfOf, sourceOf } from "#tests/legacy/log.ts";
import { RENDERER } from "#web/public/renderer.ts";
import { askThree } from "./asked.ts";

/** What the public reads of it. */
export const PAGES = [
  "/decisions/cleveland/",
  "/decisions/cleveland/2023-2024-0022/",
  "/decisions/cleveland/year/2023/",
  "/decisions/cleveland/year/2023/cleveland-decisions-2023.csv",
  "/decisions/cleveland/year/2019/",
  "/decisions/cleveland/1-2019/",
  "/decisions/cleveland/feed.json",
  "/decisions/cleveland/2023-2024-0022/2023-2024-0022.pdf",
  "/decisions/cleveland/questions/",
  "/decisions/cleveland/questions/sitemap.xml",
  "/decisions/cleveland/questions/year/2024/cleveland-questions-2024.json",
];

/** Answers the ids of one record that is published, of one that waits for a signature, and of the questions. */
export async function fillOffice(
  system: LocalSystem,
  { office, example, now }: { office: Office; example: Example; now: string },
): Promise<{ published: string; waiting: string; asked: string[] }> {
  const { id: published } = await play(system, office, example);
  const left = {
    ...example,
    at: "2024-03-01T10:00:00Z",
    signOffs: [],
    expect: { state: "review" as const },
  };
  const { id: waiting } = await play(system, office, left);
  system.setClock("2024-04-01T10:00:00Z");
  const log = sourceOf(
    "No,Title,Date,File\n1/2019,An old decision,04/05/2019,old.pdf\n",
    { office: office.office, columns: { reference: "No", title: "Title", decidedOn: "Date", file: "File" } },
    { "old.pdf": await pdfOf("Old") },
  );
  await carryOut(await planImport(log, now), log, RENDERER, now.slice(0, 10));
  return { published, waiting, asked: await askThree(office.office, "2023/2024 - 0022", now) };
}
