import { afterAll, describe, expect, it } from "vitest";
import { checkPdf } from "#core/document/check.ts";
import { compose } from "#core/document/compose.ts";
import { render } from "#core/document/render.ts";
import { checkSeal, seal } from "#core/document/seal.ts";
import { askTool, hasTool, textOf } from "./fixtures/pdf.ts";
import { makeRsaSigner, type Signer, startSealKey } from "./fixtures/seal.ts";
import { exampleView } from "./fixtures/views.ts";

const NAME = "Police and Crime Commissioner for Ynys Môn (Łódź)";
const kms = await startSealKey();
afterAll(() => kms.stop());

const { pdf } = render(compose(exampleView("cleveland/perpetrator-programme-notice"), "public"));
const sealed = (signer: Signer, document = pdf) =>
  seal(document, { ...signer, name: NAME, reason: "Sealed as a test", at: "2024-02-12T10:32:05.250Z" });

const byKms = await sealed(kms);
const signers: [string, Uint8Array][] = [
  ["by a P-256 key in KMS", byKms],
  ["by an RSA-3072 key", await sealed(await makeRsaSigner())],
];

describe.each(signers)("a document sealed %s", (_, document) => {
  it("holds, covers the whole file, and names who sealed it", () => {
    const { faults, subject } = checkSeal(document);
    expect(faults).toEqual([]);
    expect(subject).toMatch(/^CN=/);
  });

  it("keeps both standards, its own bytes and its text", async () => {
    expect(await checkPdf(document)).toEqual([]);
    expect(Buffer.from(document).subarray(0, pdf.length).equals(pdf)).toBe(true);
    expect(await textOf(document)).toBe(await textOf(pdf));
  });

  it("is dated as it was told, by a name that any letters may be in", () => {
    const text = Buffer.from(document).toString("latin1");
    expect(text).toContain("/M (D:20240212103205Z)");
    expect(text).toContain(Buffer.from(NAME, "utf16le").swap16().toString("hex").toUpperCase());
  });

  it.runIf(hasTool("pdfsig"))("is valid and wholly signed, says pdfsig", () => {
    const said = askTool(document, "pdfsig", "-nocert");
    expect(said).toContain("Signature is Valid.");
    expect(said).toContain("Total document signed");
    expect(said).toContain("ETSI.CAdES.detached");
  });

  it.runIf(hasTool("qpdf"))("is sound, says qpdf", () => {
    expect(askTool(document, "qpdf", "--check")).toContain("No syntax or stream encoding errors");
  });
});

describe("a seal", () => {
  it("breaks with any one byte flipped, wherever it is", () => {
    const step = 997;
    for (let at = 0; at < byKms.length; at += at > pdf.length ? 41 : step) {
      const changed = new Uint8Array(byKms);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(checkSeal(changed).faults, `byte ${at}`).not.toEqual([]);
    }
  });

  it("says that something was added after it, or taken away", () => {
    expect(checkSeal(Buffer.concat([byKms, Buffer.from("\n% more\n")])).faults).toEqual([
      "The seal does not cover the whole document",
    ]);
    expect(checkSeal(byKms.subarray(0, -10)).faults).toContain("The seal does not cover the whole document");
    expect(checkSeal(pdf).faults).toEqual(["The document has no seal"]);
  });

  it("says that it was made with another certificate", async () => {
    const other = await makeRsaSigner();
    const mixed = await sealed({ certificate: other.certificate, sign: kms.sign });
    expect(checkSeal(mixed).faults).toEqual(["The seal's signature is not that of its certificate"]);
  });

  it("holds a chain of certificates", async () => {
    const chain = kms.certificate + (await makeRsaSigner()).certificate;
    const document = await sealed({ certificate: chain, sign: kms.sign });
    expect(checkSeal(document).faults).toEqual([]);
  });

  it("is not led astray by what the title says", async () => {
    const title =
      "endobj stream endstream trailer /ByteRange [0 1 2 3] /Root 1 0 R /AcroForm startxref 0 %%EOF";
    const view = exampleView("cleveland/perpetrator-programme-notice");
    const hostile = render(compose({ ...view, answers: { ...view.answers, title } }, "public")).pdf;
    expect(Buffer.from(hostile).toString("latin1")).toContain(title);
    const document = await sealed(kms, hostile);
    expect(checkSeal(document).faults).toEqual([]);
    expect(await checkPdf(document)).toEqual([]);
    expect(checkSeal(hostile).faults).not.toEqual([]);
  });

  it("is put on a document once", async () => {
    await expect(sealed(kms, byKms)).rejects.toThrow("updated already");
  });

  it("fails with the signer, and says so", async () => {
    const sign = () => Promise.reject(new Error("KMS is not there"));
    await expect(sealed({ ...kms, sign })).rejects.toThrow("KMS is not there");
  });
});
