/** The pages with files in a real browser: WCAG 2.2 AA, narrow, long names, without scripts. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { compose } from "#core/document/compose.ts";
import type { FieldOf } from "#core/form/fields.ts";
import type { RecordView } from "#core/record/view.ts";
import { decided, publicationOf } from "#tests/notice/published.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { FilesPage } from "#web/attachments/files-page.tsx";
import { UploadPage } from "#web/attachments/upload-page.tsx";
import { PaperPage } from "#web/officer/after-pages.tsx";
import { SectionPage } from "#web/officer/section-page.tsx";
import { noticeFile } from "#web/public/files.tsx";
import { ANNEXED, ANSWERS } from "./annexed.ts";

const file = (name: string, type: string, isPublic: boolean, n: string) => ({
  name,
  type,
  public: isPublic,
  size: 123_456,
  sha256: n.repeat(64),
});
const FILES = [
  file("Terms of grant.pdf", "application/pdf", true, "1"),
  file(`${"Averylongnamewithoutanyspace".repeat(4)}.docx`, "text/plain", false, "2"),
  file("Cynllun Heddlu a Throseddu – drafft terfynol (3).csv", "text/csv; charset=utf-8", true, "3"),
];
const FORM = ANNEXED.forms[0]!;
const field = FORM.fields.appendices as FieldOf<"attachments">;
const VIEW: RecordView = {
  id: "01HP0000000000000000000000",
  office: ANNEXED,
  form: FORM,
  answers: { ...ANSWERS, appendices: FILES, advice: FILES.slice(1, 2) },
  state: "draft",
  signOffs: [],
  author: { person: "ada", name: "Ada Author" },
  createdAt: "2026-01-01T00:00:00.000Z",
};
const officer = { name: "Ada Author" };
const upload = {
  view: VIEW,
  officer,
  fieldId: "appendices",
  field,
  cmdId: () => "01HP0000000000000000000001",
};
const section = FORM.sections.find((s) => s.id === "files")!;
const fields = section.fields.map((id) => ({ id, field: FORM.fields[id]! }));
const PAGES: Record<string, string> = {
  "nothing attached yet": String(<UploadPage {...upload} files={[]} />),
  "files attached": String(<UploadPage {...upload} files={FILES} done="attach" />),
  "a file refused": String(
    <UploadPage {...upload} files={FILES} error="The selected file is empty" publish />,
  ),
  "all files": String(<FilesPage view={VIEW} officer={officer} />),
  "the page of the form": String(
    <SectionPage
      view={VIEW}
      officer={officer}
      section={section}
      fields={fields}
      cmdId="x"
      was="x"
      noticed={[]}
    />,
  ),
  "the paper": String(<PaperPage view={VIEW} officer={officer} paper={compose(VIEW, "restricted")} />),
  "the notice": noticeFile(publicationOf(withFiles(decided("decision")))).body,
};

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test.each(Object.entries(PAGES))("%s: axe finds nothing, and it fits 320 pixels", async (_, html) => {
  for (const width of [1280, 320]) {
    const page = await browser.page({ width });
    await page.show(html);
    expect(await page.axe(), `at ${width}`).toEqual([]);
    const widest = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(widest).toBeLessThanOrEqual(width);
    await page.close();
  }
});

test("without scripts a file is chosen by keyboard, and the error summary leads to the control", async () => {
  const page = await browser.page({ javaScript: false });
  await page.show(PAGES["a file refused"] as string);
  await page.click('.govuk-error-summary a[href="#file"]');
  expect(await page.locator("*:focus").getAttribute("id")).toBe("file");
  await page.keyboard.press("Tab");
  expect(await page.locator("*:focus").getAttribute("name")).toBe("public");
  const buttons = await page.getByRole("button").allTextContents();
  expect(new Set(buttons.map((b) => b.trim())).size).toBe(buttons.length);
  await page.close();
});

test("the notice lists and links what is public, with its type and size, and names nothing else", async () => {
  const page = await browser.page();
  await page.show(PAGES["the notice"] as string);
  const link = page.getByRole("link", { name: "Terms of grant.pdf" });
  expect(await link.getAttribute("href")).toMatch(/\/attachments\/terms-of-grant-1111111111\.pdf$/);
  expect(await link.locator("xpath=..").textContent()).toBe("Terms of grant.pdf (PDF, 123 kB)");
  expect(await page.content()).not.toContain("Averylongname");
  await page.close();
});

function withFiles(view: RecordView): RecordView {
  const form = structuredClone(view.form);
  form.fields.appendices = field;
  form.sections[0]?.fields.push("appendices");
  return { ...view, form, answers: { ...view.answers, appendices: FILES } };
}
