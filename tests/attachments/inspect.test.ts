/** What is taken is known by its content; what acts, hides or pretends is refused, in words. */
import { describe, expect, test } from "vitest";
import { inspect, MAX_BYTES, MESSAGES } from "#core/attachment/inspect.ts";
import { csv, opensWith, pdf, png, soundFiles, txt, zipOf } from "./files.ts";

const problemOf = async (name: string, bytes: Uint8Array) => {
  const inspected = await inspect(name, bytes);
  return inspected.ok ? undefined : inspected.problem;
};

test("one of each kind is taken, under its own type", async () => {
  const types: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(await soundFiles())) {
    const inspected = await inspect(name, bytes);
    expect(inspected, name).toMatchObject({ ok: true });
    if (inspected.ok) types[inspected.name] = inspected.type;
  }
  expect(types).toEqual({
    "Report.pdf": "application/pdf",
    "Terms.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "Budget.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Terms.odt": "application/vnd.oasis.opendocument.text",
    "Budget.ods": "application/vnd.oasis.opendocument.spreadsheet",
    "Awards.csv": "text/csv; charset=utf-8",
    "Terms.txt": "text/plain; charset=utf-8",
    "Map.png": "image/png",
    "Site.jpeg": "image/jpeg",
  });
});

describe("refused, with the reason", () => {
  test("no content, too much of it", async () => {
    expect(await problemOf("a.txt", Buffer.alloc(0))).toBe("The selected file is empty");
    const most = Buffer.alloc(MAX_BYTES, "a");
    expect(await problemOf("a.txt", most)).toBe("The selected file must be smaller than 4MB");
    expect(await problemOf("a.txt", most.subarray(1))).toBeUndefined();
  });

  test.each(["a.exe", "a.svg", "a.html", "a.docm", "a.xlsm", "a.doc", "a.zip", "a", "pdf", "a.pdf.js"])(
    "%s, whatever is in it",
    async (name) => {
      expect(await problemOf(name, await pdf("x"))).toBe(
        "The selected file must be a PDF, DOCX, XLSX, ODT, ODS, CSV, TXT, PNG or JPG",
      );
    },
  );

  test("every name on every other content", async () => {
    const files = Object.entries(await soundFiles());
    let refused = 0;
    for (const [name] of files)
      for (const [other, bytes] of files) {
        const isText = (n: string) => /\.(csv|txt)$/.test(n);
        if (name === other || (isText(name) && isText(other))) continue;
        expect(await problemOf(name, bytes), `${other} named ${name}`).toMatch(
          /^The selected file (is named as|must)/,
        );
        refused++;
      }
    expect(refused).toBe(70);
    expect(await problemOf("Report.pdf", png)).toBe("The selected file is named as a PDF but is a PNG");
  });

  test("other archives and formats under an allowed name", async () => {
    expect(await problemOf("a.docx", zipOf({ "run.exe": "MZ" }))).toBe(MESSAGES.kind);
    expect(await problemOf("a.pdf", Buffer.from("<html><script>"))).toBe(MESSAGES.kind);
    expect(await problemOf("a.pdf", Buffer.from("MZ\x90\0"))).toBe(MESSAGES.kind);
    expect(await problemOf("a.txt", Buffer.from("MZ\x90\0"))).toBe(MESSAGES.text);
    expect(await problemOf("a.txt", Buffer.from("\ufeffUTF-16", "utf16le"))).toBe(MESSAGES.text);
    const before = Buffer.from("d0cf11e0a1b11ae1", "hex");
    expect(await problemOf("a.docx", before)).toBe("The selected file is password protected");
    expect(await problemOf("a.pdf", before)).toBe(MESSAGES.kind);
  });
});

describe("a PDF", () => {
  const cases: [string, Parameters<typeof pdf>[1]][] = [
    ["a script when it opens", opensWith({ S: "JavaScript", JS: "app.alert(1)" })],
    ["a script by another name", (d) => d.addJavaScript("main", "app.alert(1)")],
    ["a program to start", opensWith({ S: "Launch", F: "calc.exe" })],
    ["a form that sends", opensWith({ S: "SubmitForm", F: "https://elsewhere.example" })],
    ["a file inside", (d) => d.attach(Buffer.from("MZ"), "run.exe", { mimeType: "application/x-dosexec" })],
  ];
  test.each(cases)("with %s is refused, in plain sight or in a compressed stream", async (_, spoil) => {
    for (const useObjectStreams of [true, false])
      expect(await problemOf("a.pdf", await pdf("x", spoil, { useObjectStreams }))).toBe(MESSAGES.active);
  });

  test("with a script whose name is written in codes, or that a later part replaces, is refused", async () => {
    const plain = await pdf("x", opensWith({ S: "JavaScript", JS: "1" }), { useObjectStreams: false });
    const coded = Buffer.from(plain.toString("latin1").replace("/JavaScript", "/J#61vaScript"), "latin1");
    expect(coded.includes("/JavaScript")).toBe(false);
    expect(await problemOf("a.pdf", coded)).toBe(MESSAGES.active);
    const object = /(\d+) 0 obj\s*<<[^>]*\/JavaScript/.exec(plain.toString("latin1"))?.[1];
    const replaced = Buffer.concat([plain, Buffer.from(`\n${object} 0 obj\n<< /S /GoTo >>\nendobj\n`)]);
    expect(await problemOf("a.pdf", replaced)).toBe(MESSAGES.active);
  });

  test("that is locked, cut off or only begins as one is refused", async () => {
    const locked = await pdf("x", ({ context }) => {
      context.trailerInfo.Encrypt = context.register(context.obj({ Filter: "Standard", V: 1, R: 2, P: -4 }));
    });
    expect(await problemOf("a.pdf", locked)).toBe(MESSAGES.encrypted);
    expect(await problemOf("a.pdf", (await pdf("x")).subarray(0, 300))).toBe(MESSAGES.broken);
    expect(await problemOf("a.pdf", Buffer.from("%PDF-1.7\nnothing more"))).toBe(MESSAGES.broken);
  });
});

describe("text", () => {
  test("is UTF-8, or as Excel saves it", async () => {
    expect(await inspect("a.csv", Buffer.from("£5,café", "latin1"))).toMatchObject({
      type: "text/csv; charset=windows-1252",
    });
    expect(await inspect("a.txt", txt)).toMatchObject({ type: "text/plain; charset=utf-8" });
    expect(await problemOf("a.txt", Buffer.from("a\x1bb"))).toBe(MESSAGES.text);
  });

  test.each([
    '=cmd|"/C calc"!A0',
    "a,=1+1",
    'a,"=HYPERLINK(""x"")"',
    "a;@SUM(1)",
    "a\t+cmd|'/C'!A0",
    "a\n-SUM(1)",
  ])("%j in a table is a formula", async (table) => {
    expect(await problemOf("a.csv", Buffer.from(table))).toBe(MESSAGES.formulas);
    expect(await problemOf("a.txt", Buffer.from(table))).toBeUndefined();
  });

  test("numbers, phone numbers and addresses in a table are no formulas", async () => {
    expect(await problemOf("a.csv", csv)).toBeUndefined();
    expect(
      await problemOf("a.csv", Buffer.from("-5,+44 20,@office,a@b.example,x = y,- none (yet)\n")),
    ).toBeUndefined();
  });
});
