/**
 * A real browser, from npm. `openBrowser()` in a `beforeAll`, `close()` in the `afterAll`: one Chromium
 * per test file. A page can say what axe finds against WCAG 2.2 AA, and can show HTML that no server
 * serves, with the assets that it asks for.
 */
import axe, { type AxeResults, type RunOptions } from "axe-core";
import { chromium, type Page } from "playwright-core";
import { CHROMIUM_ARGS, chromiumPath } from "#infra/local/chromium.ts";
import { compileAssets } from "#web/styles/build.ts";

const WCAG_22_AA: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  // What passes is not asked for.
  resultTypes: ["violations"],
  // axe leaves this one out unless asked (WCAG 2.2, 2.5.8).
  rules: { "target-size": { enabled: true } },
};

/** What the content security policy of a page allows: nothing inline, nothing from elsewhere. */
const CSP =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'";

export interface PageOptions {
  width?: number;
  height?: number;
  javaScript?: boolean;
}

export interface TestPage extends Page {
  /** One line for each element that breaks a rule: rule, element, what is wrong. Empty where all is well. */
  axe(): Promise<string[]>;
  /** Shows HTML as if it were served from `http://page.test/`, with the built assets and a strict policy. */
  show(html: string): Promise<void>;
}

export interface TestBrowser {
  page(options?: PageOptions): Promise<TestPage>;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: CHROMIUM_ARGS });
  return {
    async page({ width = 1280, height = 900, javaScript = true } = {}) {
      const page = await browser.newPage({ viewport: { width, height }, javaScriptEnabled: javaScript });
      return Object.assign(page, { axe: () => runAxe(page), show: (html: string) => show(page, html) });
    },
    close: () => browser.close(),
  };
}

async function runAxe(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results: AxeResults = await page.evaluate(
    (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(options),
    WCAG_22_AA,
  );
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.html} ${node.failureSummary ?? violation.help}`),
  );
}

async function show(page: Page, html: string): Promise<void> {
  assets ??= compileAssets();
  const { files } = await assets;
  await page.unrouteAll();
  await page.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url());
    const asset = files.find((file) => unhashed(`/${file.path}`) === unhashed(pathname));
    if (asset) return route.fulfill({ contentType: asset.contentType, body: Buffer.from(asset.body) });
    if (pathname !== "/") return route.fulfill({ status: 404 });
    const headers = { "content-security-policy": CSP };
    return route.fulfill({ contentType: "text/html; charset=utf-8", headers, body: html });
  });
  await page.goto("http://page.test/");
}

/** Names without their hashes: a page under test gets today's styles even before the manifest has them. */
function unhashed(path: string): string {
  return path.replace(/\.[0-9a-f]{10}\./, ".");
}

let assets: ReturnType<typeof compileAssets> | undefined;
