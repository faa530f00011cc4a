/**
 * Someone at a real browser, on the pages of a running system: opens, types, presses, by what a person
 * sees. `meets` looks a page over: axe against WCAG 2.2 AA, one heading of the first level, and nothing
 * that overflows sideways at 320 px (WCAG 1.4.10).
 */
import { expect } from "vitest";
import type { LocalSystem } from "#infra/local/system.ts";
import type { PageOptions, TestBrowser, TestPage } from "#tests/support/browser.ts";

/** Every kind of page that anyone has met. */
export const met = new Set<string>();
/** Every address of ours that a page they met links to; of records and links to sign, one of each shape. */
export const followed = new Set<string>();

export class Person {
  readonly #system: LocalSystem;
  readonly page: TestPage;
  readonly #width: number;
  /** Where the page's own scripts do not run, a copy of what it shows is looked over in their stead. */
  readonly #copy: TestPage | undefined;

  private constructor(system: LocalSystem, page: TestPage, width: number, copy?: TestPage) {
    this.#system = system;
    this.page = page;
    this.#width = width;
    this.#copy = copy;
  }

  static async at(system: LocalSystem, browser: TestBrowser, options: PageOptions = {}): Promise<Person> {
    const page = await browser.page(options);
    page.setDefaultTimeout(10_000);
    const { javaScript = true, width = 1280 } = options;
    return new Person(system, page, width, javaScript ? undefined : await browser.page({ width }));
  }

  async open(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.#system.origin).href);
  }

  async press(words: string): Promise<void> {
    await this.page.getByRole("button", { name: words, exact: true }).click();
    await this.page.waitForLoadState();
  }

  /** Presses the Enter key in a box. */
  async enter(name: string): Promise<void> {
    await this.page.locator(`[name="${name}"]`).press("Enter");
    await this.page.waitForLoadState();
  }

  async follow(words: string | RegExp): Promise<void> {
    await this.page.getByRole("link", { name: words }).first().click();
    await this.page.waitForLoadState();
  }

  /** Types into controls by their names; adds rows where there are too few, opens what is folded away. */
  async type(values: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      const control = this.page.locator(`[name="${name}"]`);
      const list = /^(.*)\.\d+\./.exec(name)?.[1];
      if (list && (await control.count()) === 0) {
        await this.page.locator(`button[value="add:${list}"]`).click();
        await this.page.waitForLoadState();
      }
      await this.#set(name, value);
    }
  }

  async #set(name: string, value: string): Promise<void> {
    const control = this.page.locator(`[name="${name}"]`).first();
    const kind = await control.evaluate((e) => (e as HTMLInputElement).type);
    if (kind === "radio" || kind === "checkbox") {
      const own =
        kind === "radio" || value !== "yes" ? `[name="${name}"][value="${value}"]` : `[name="${name}"]`;
      await this.page.locator(own).check();
    } else if (kind === "select-one") await control.selectOption(value);
    else if (kind !== "hidden") await control.fill(value);
  }

  async signIn(email: string): Promise<void> {
    await this.open("/sign-in");
    await this.meets("sign in");
    await this.type({ email });
    await this.press("Email me a link");
    await this.meets("check your email");
    await this.open(await this.linkFor(email, "/sign-in/"));
    await this.meets("confirm sign-in");
    await this.press("Sign in");
  }

  /** The newest link of a kind that was emailed to someone. */
  async linkFor(email: string, kind: "/s/" | "/sign-in/"): Promise<string> {
    await this.#system.settle();
    const mails = (await this.#system.inbox()).filter((m) => m.to === email);
    const link = mails.flatMap((m) => m.links).findLast((l) => l.includes(kind));
    if (!link) throw new Error(`No ${kind} link came for ${email}`);
    return link;
  }

  async code(): Promise<string> {
    await this.press("Email me a code");
    await this.#system.settle();
    const mail = (await this.#system.inbox()).findLast((m) => m.subject === "Your code to sign");
    return /\b\d{6}\b/.exec(mail?.text ?? "")?.[0] ?? "";
  }

  async h1(): Promise<string> {
    return ((await this.page.locator("h1").textContent()) ?? "").trim();
  }

  async meets(kind: string): Promise<void> {
    met.add(kind);
    const { page } = this;
    expect.soft(await page.title(), kind).toMatch(/\S/);
    expect.soft(await page.locator("h1").count(), `${kind}: first headings`).toBe(1);
    expect.soft(await (await this.#looked()).axe(), kind).toEqual([]);
    for (const path of await page.evaluate(ownLinks)) await this.#leadsSomewhere(path, kind);
    if (this.#width > 320) await page.setViewportSize({ width: 320, height: 900 });
    expect.soft(await page.evaluate(widest), `${kind}: overflows at 320 px`).toEqual([]);
    if (this.#width > 320) await page.setViewportSize({ width: this.#width, height: 900 });
  }

  /** Looks where a link leads, once. */
  async #leadsSomewhere(path: string, from: string): Promise<void> {
    const shape = path.replace(/[0-9A-HJKMNP-TV-Z]{26}|(?<=^\/(s|sign-in)\/)[^/]+/g, "…");
    if (followed.has(shape)) return;
    followed.add(shape);
    const answer = await this.page.request.get(new URL(path, this.#system.origin).href);
    expect.soft(answer.status(), `${path} from ${from}`).toBeLessThan(400);
  }

  /** axe waits by timers, which never come where scripts are off. */
  async #looked(): Promise<TestPage> {
    const copy = this.#copy;
    if (!copy) return this.page;
    const body = await this.page.content();
    await copy.unrouteAll();
    await copy.route("**/*.js", (route) => route.abort());
    await copy.route(this.page.url(), (route) =>
      route.fulfill({ contentType: "text/html; charset=utf-8", body }),
    );
    await copy.goto(this.page.url());
    return copy;
  }
}

/** What stands out to the right of the screen, where anything does. */
function widest(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const out = [...document.body.querySelectorAll("*")].filter(
    (e) => e.getBoundingClientRect().right > clientWidth + 0.5,
  );
  return [`${scrollWidth} px wide`, ...out.slice(0, 5).map((e) => e.outerHTML.slice(0, 120))];
}

/** Links to other pages of this site, but for those to sign in, which work once. */
function ownLinks(): string[] {
  return [...document.querySelectorAll<HTMLAnchorElement>("a[href]")]
    .filter((a) => a.origin === location.origin && !a.getAttribute("href")?.startsWith("#"))
    .filter((a) => !a.pathname.startsWith("/sign-in/"))
    .map((a) => a.pathname + a.search);
}
