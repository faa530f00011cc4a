/** Old logs of decisions for tests, with the PDFs that they name: of text, tagged, and scans. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PDFDocument, PDFName } from "pdf-lib";
import type { Source } from "#core/legacy/planning.ts";

const EXAMPLE = join(import.meta.dirname, "../../core/offices/ardenshire/legacy");

export const exampleCsv = () => readFileSync(join(EXAMPLE, "decisions.csv"), "utf8");
export const exampleMapping = () => JSON.parse(readFileSync(join(EXAMPLE, "mapping.json"), "utf8"));

/** A mapping of the fewest columns, for logs written here. */
export const PLAIN = {
  office: "ardenshire",
  columns: { reference: "No", title: "Title", decidedOn: "Date", amount: "Amount", file: "File" },
  capacity: "Commissioner",
};

export async function pdfOf(
  text: string,
  how: "text" | "tagged" | "scan" | "active" = "text",
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setCreationDate(new Date(0));
  pdf.setModificationDate(new Date(0));
  pdf.setTitle(text);
  const page = pdf.addPage([300, 200]);
  if (how === "scan") page.drawRectangle({ x: 10, y: 10, width: 280, height: 180 });
  else page.drawText(text, { x: 20, y: 100, size: 12 });
  if (how === "tagged")
    pdf.catalog.set(PDFName.of("StructTreeRoot"), pdf.context.obj({ Type: "StructTreeRoot" }));
  if (how === "active") pdf.addJavaScript("hello", "app.alert('hello')");
  return pdf.save();
}

export function sourceOf(
  csv: string | Uint8Array,
  mapping: unknown,
  files: Record<string, Uint8Array> = {},
): Source {
  return {
    csv: typeof csv === "string" ? Buffer.from(csv) : csv,
    mapping,
    files: new Map(Object.entries(files).map(([name, bytes]) => [name, async () => bytes])),
  };
}

/** The PDFs that the example's log names, one of them missing and one that no row names. */
export async function exampleFiles(): Promise<Record<string, Uint8Array>> {
  return {
    "2019-001.pdf": await pdfOf("Witness support", "tagged"),
    "2019-002.PDF": await pdfOf("Mill Lane", "scan"),
    "2019-004.pdf": await pdfOf("Youth clubs"),
    "2020-001.pdf": await pdfOf("Cameras", "active"),
    "2020-002.pdf": Buffer.from("<html>Not found</html>"),
    "minutes.pdf": await pdfOf("Minutes"),
  };
}
