/** All the controls on one page in a real browser, each with its error: WCAG 2.2 AA, narrow, without scripts. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Form } from "#core/form/definition.ts";
import { validateAnswers } from "#core/form/validate.ts";
import type { RecordView } from "#core/record/view.ts";
import { openBrowser, type TestBrowser } from "#tests/support/browser.ts";
import { SectionPage } from "#web/officer/section-page.tsx";
import { FIELDS, OFFICE, TYPES } from "./generated.ts";

const FORM: Form = {
  ...OFFICE.forms[0]!,
  fields: FIELDS,
  sections: [{ id: "all", title: "Everything", fields: TYPES }],
};
const VIEW: RecordView = {
  id: "01HP0000000000000000000000",
  office: { ...OFFICE, forms: [FORM] },
  form: FORM,
  answers: {},
  state: "draft",
  signOffs: [],
  author: { person: "a", name: "Ann Author" },
  createdAt: "2024-01-01T00:00:00.000Z",
};
const PROBLEMS = validateAnswers(FORM, {}, OFFICE);
const HTML = String(
  <SectionPage
    view={VIEW}
    officer={{ name: "Ann Author" }}
    section={FORM.sections[0]!}
    fields={TYPES.map((id) => ({ id, field: FIELDS[id] }))}
    cmdId="01HP0000000000000000000001"
    was="x"
    typed={{ withholding: "yes", "funding.awards.1.recipient": "Harbour" }}
    problems={PROBLEMS}
  />,
);

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("axe finds nothing, wide or narrow, and nothing is cut off at 320 pixels", async () => {
  for (const width of [1280, 320]) {
    const page = await browser.page({ width });
    await page.show(HTML);
    expect(await page.axe(), `at ${width}`).toEqual([]);
    const cut = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(cut, `wider than ${width}`).toBeLessThanOrEqual(0);
    await page.close();
  }
});

test("each link of the error summary puts the cursor where the error is, without scripts", async () => {
  const page = await browser.page({ javaScript: false });
  await page.show(HTML);
  for (const { id } of PROBLEMS) {
    await page.click(`.govuk-error-summary a[href="#${id}"] >> nth=0`);
    expect(await page.locator("*:focus").getAttribute("id")).toBe(id);
  }
  await page.close();
});
