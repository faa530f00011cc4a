import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanName, dispositionOf, extensionOf, publicName } from "#core/attachment/name.ts";

test.each([
  ["Map.PDF", "Map.pdf"],
  ["C:\\fakepath\\Terms of grant.docx", "Terms of grant.docx"],
  ["../../etc/passwd", "passwd"],
  ["/home/jo/plan.pdf", "plan.pdf"],
  ["invoice\u202efdp.exe", "invoicefdp.exe"],
  ["a\u0000b\u0007.pdf", "ab.pdf"],
  ["zero\u200bwidth\ufeff.pdf", "zerowidth.pdf"],
  ['<img src=x onerror="1">.png', "-img src=x onerror=-1--.png"],
  ["  .. hidden .pdf", "hidden.pdf"],
  [".pdf", "pdf"],
  ["", "file"],
  ["MAP.PDF. ", "MAP.pdf"],
  ["a\u0000 \u0000 e\u200b\u0301.pdf", "a é.pdf"],
  ["Cynllun Heddlu a Throseddu – Gŵyr.pdf", "Cynllun Heddlu a Throseddu – Gŵyr.pdf"],
  [`${"long ".repeat(60)}.pdf`, `${"long ".repeat(24).trim()}.pdf`],
])("%j is kept as %j", (raw, clean) => expect(cleanName(raw)).toBe(clean));

/** Any code point, halves of surrogate pairs among them. */
const ANY = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));

test("any name becomes one that every system can keep, and stays as it is then", () => {
  fc.assert(
    fc.property(fc.string({ unit: ANY, maxLength: 300 }), (raw) => {
      const name = cleanName(raw);
      expect(name).not.toMatch(/[\p{Cc}<>:"|?*\\/\u200b-\u200f\u202a-\u202e\u2066-\u2069]|^[\s.]|[\s.]$/u);
      expect([...name].length).toBeLessThanOrEqual(130);
      expect(name.length).toBeGreaterThan(0);
      expect(cleanName(name)).toBe(name);
    }),
  );
});

test("a header holds any name, and nothing breaks out of it", () => {
  expect(dispositionOf("Gŵyr’s “plan” (50%).pdf")).toBe(
    `attachment; filename="Gwyrs plan (50-).pdf"; filename*=UTF-8''G%C5%B5yr%E2%80%99s%20%E2%80%9Cplan%E2%80%9D%20%2850%25%29.pdf`,
  );
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 100 }), (raw) => {
      const header = dispositionOf(cleanName(raw));
      expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.!~%-]+$/);
      expect(header.match(/"/g)).toHaveLength(2);
      expect(decodeURIComponent(header.split("''")[1] ?? "")).toBe(cleanName(raw));
    }),
  );
});

test("a public address says what it is, and is another for another content", () => {
  const sha256 = "0123456789abcdef".repeat(4);
  expect(publicName({ name: "Terms & conditions.docx", sha256 })).toBe("terms-conditions-0123456789.docx");
  expect(publicName({ name: "条款.pdf", sha256 })).toBe("0123456789.pdf");
  expect(extensionOf("a.b.CSV")).toBe("csv");
});
