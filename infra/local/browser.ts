/**
 * A small browser without scripts: fetches pages, keeps cookies, reads forms and links from the HTML,
 * and posts what a person would. It is how `play` goes through the real pages; it reads markup that
 * our own pages render, and refuses what it does not find.
 */

export interface WebForm {
  action: string;
  method: string;
  /** What would be posted if nothing were changed. */
  values: Record<string, string>;
  /** Every name that the form offers, also radios with nothing chosen. */
  names: Set<string>;
  buttons: { name?: string; value?: string; text: string }[];
}

export interface WebPage {
  url: string;
  status: number;
  html: string;
  h1: string;
  forms: WebForm[];
  links: { href: string; text: string }[];
  /** The error summary's messages. */
  errors: string[];
}

export class Browser {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  get(path: string): Promise<WebPage> {
    return this.#fetch(new URL(path, this.#origin), { method: "GET" });
  }

  /** Posts a form with some values changed. `press` names the button by its text. */
  submit(
    page: WebPage,
    form: WebForm,
    changes: Record<string, string> = {},
    press?: string,
    file?: { name: string; file: File },
  ): Promise<WebPage> {
    const button = press ? form.buttons.find((b) => b.text === press) : undefined;
    if (press && !button) throw new Error(`There is no button “${press}” on ${page.url}`);
    const body = file ? new FormData() : new URLSearchParams();
    for (const [name, value] of Object.entries({ ...form.values, ...changes })) body.set(name, value);
    if (file && body instanceof FormData) body.set(file.name, file.file);
    if (button?.name) body.set(button.name, button.value ?? "");
    return this.#fetch(new URL(form.action || page.url, page.url), { method: "POST", body });
  }

  async #fetch(url: URL, init: { method: string; body?: URLSearchParams | FormData }): Promise<WebPage> {
    const response = await fetch(url, {
      ...init,
      redirect: "manual",
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        accept: "text/html",
        ...(init.method === "POST" && { origin: this.#origin }),
      },
    });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    const location = response.headers.get("location");
    if (location && response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      return this.#fetch(new URL(location, url), { method: "GET" });
    }
    return read(url.href, response.status, await response.text());
  }

  #keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split("; ");
    const at = pair.indexOf("=");
    const gone = attributes.some((a) => /^max-age=0$/i.test(a));
    if (gone) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

export function read(url: string, status: number, html: string): WebPage {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(
    ([, attributes = "", inner = ""]) => readForm(attributesOf(attributes), inner),
  );
  const links = [...html.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)].map(([, attributes = "", inner = ""]) => ({
    href: attributesOf(attributes).href ?? "",
    text: textOf(inner),
  }));
  const summary = /<ul class="govuk-list govuk-error-summary__list">([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? "";
  const errors = [...summary.matchAll(/<li>([\s\S]*?)<\/li>/g)].map((m) => textOf(m[1] ?? ""));
  const h1 = textOf(/<h1\b[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? "");
  return { url, status, html, h1, forms, links, errors };
}

function readForm(form: Record<string, string>, inner: string): WebForm {
  const values: Record<string, string> = {};
  const names = new Set<string>();
  const buttons: WebForm["buttons"] = [];
  for (const [, source = ""] of inner.matchAll(/<input\b([^>]*)>/g)) {
    const { name, type = "text", value = "", ...rest } = attributesOf(source);
    if (!name) continue;
    names.add(name);
    if ((type === "radio" || type === "checkbox") && !("checked" in rest)) continue;
    if (type !== "file" && type !== "submit") values[name] = type === "checkbox" ? value || "on" : value;
  }
  for (const [, source = "", text = ""] of inner.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const { name } = attributesOf(source);
    if (!name) continue;
    names.add(name);
    values[name] = decoded(text.replace(/^\n/, ""));
  }
  for (const [, source = "", options = ""] of inner.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const { name } = attributesOf(source);
    if (!name) continue;
    names.add(name);
    const all = [...options.matchAll(/<option\b([^>]*)>/g)].map((m) => attributesOf(m[1] ?? ""));
    values[name] = (all.find((o) => "selected" in o) ?? all[0])?.value ?? "";
  }
  for (const [, source = "", text = ""] of inner.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)) {
    const { name, value } = attributesOf(source);
    buttons.push({ name, value, text: textOf(text) });
  }
  return { action: form.action ?? "", method: (form.method ?? "get").toUpperCase(), values, names, buttons };
}

function attributesOf(source: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", value] of source.matchAll(/([^\s=/]+)(?:="([^"]*)")?/g))
    found[name] = decoded(value ?? "");
  return found;
}

function textOf(html: string): string {
  return decoded(html.replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .trim();
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name[0] !== "#") return ENTITIES[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return String.fromCodePoint(code);
  });
}
