/**
 * The words of a PDF as its reader meets them: in the order of its content, without page headers and
 * footers (artifacts, PDF/UA-1 7.1), and without white space, since where a line breaks means nothing.
 */
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";

export async function paperText(pdf: Uint8Array): Promise<string> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: VerbosityLevel.ERRORS });
  const document = await task.promise;
  let text = "";
  for (let n = 1; n <= document.numPages; n++) {
    const { items } = await (await document.getPage(n)).getTextContent({ includeMarkedContent: true });
    const open: boolean[] = [];
    for (const item of items) {
      if ("str" in item) text += open.includes(true) ? "" : item.str;
      else if (item.type === "endMarkedContent") open.pop();
      else open.push((item as { tag?: string }).tag === "Artifact");
    }
  }
  await task.destroy();
  return squashed(text);
}

/** Text without its white space. */
export function squashed(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, "");
}
