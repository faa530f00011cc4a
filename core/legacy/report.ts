/**
 * What an import would do or did, in words: a summary with every odd line for people, and the same lines
 * as CSV for the spreadsheet beside the log.
 */
import { csvCell } from "#core/notice/open-data.ts";
import type { Plan } from "./planning.ts";
import type { Odd } from "./reading.ts";

export function reportCsv({ odd }: Pick<Plan, "odd">): string {
  const rows = odd.map(({ line, reference, weight, what }) => [line || "", reference ?? "", weight, what]);
  const lines = [["line", "number", "weight", "what"], ...rows].map((row) =>
    row.map((c) => csvCell(c)).join(","),
  );
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/** `done`: it was carried out. */
export function reportText({ office, rows, odd, read }: Plan, done = false): string {
  const of = (what: Plan["rows"][number]["what"]) => rows.filter((r) => r.what === what).length;
  const withPdf = rows.filter((r) => r.entry.pdf).length;
  const scans = rows.filter((r) => r.entry.imported?.pdf === "scan").length;
  const verb = done ? "were" : "would be";
  const counts = [
    `${read} rows read, ${read - rows.length} left out`,
    `${of("new")} entries ${verb} new, ${of("changed")} ${verb} put right, ${of("same")} are the same`,
    of("unfinished") > 0 && `${of("unfinished")} that an earlier import left unfinished ${verb} finished`,
    `${withPdf} have a PDF, ${scans} of these ${scans === 1 ? "is a scan" : "are scans"}`,
  ].filter(Boolean);
  return [
    `${done ? "Imported" : "Dry run: nothing was written"} — register of ${office.body.name}`,
    "",
    ...counts.map((line) => `  ${line}`),
    ...section("Left out", odd, "left out"),
    ...section("Odd: look at these", odd, "odd"),
    ...section("Noted", odd, "noted"),
    "",
  ].join("\n");
}

function section(title: string, odd: Odd[], weight: Odd["weight"]): string[] {
  const lines = odd.filter((o) => o.weight === weight);
  if (lines.length === 0) return [];
  return ["", `${title} (${lines.length})`, ...lines.map(lineOf)];
}

function lineOf({ line, what }: Odd): string {
  return line ? `  line ${line}: ${what}` : `  ${what}`;
}
