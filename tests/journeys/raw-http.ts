/**
 * HTTP as anybody may send it to a running system: any method, any bytes, with or without a session.
 * Every answer is looked at for what must never be there: a 500, or the insides of the program.
 */
import { expect } from "vitest";
import { read, type WebForm, type WebPage } from "#infra/local/browser.ts";
import type { LocalSystem } from "#infra/local/system.ts";

export interface Answer extends WebPage {
  headers: Headers;
  /** The problem document, where the answer is one (RFC 9457). */
  problem?: { type: string; title: string; status: number; detail: string };
}

export type Fields = Record<string, string>;

export class Visitor {
  readonly #system: LocalSystem;
  cookie = "";

  constructor(system: LocalSystem) {
    this.#system = system;
  }

  /** Sends a request exactly as given; redirects are not followed. */
  async send(path: string, init: RequestInit = {}): Promise<Answer> {
    const url = path.startsWith("http") ? path : this.#system.origin + path;
    const headers = { accept: "text/html", cookie: this.cookie, ...(init.headers as Fields) };
    const response = await fetch(url, { ...init, redirect: "manual", headers });
    const text = await response.text();
    const { status } = response;
    expect(status, `${init.method ?? "GET"} ${path.slice(0, 200)}: ${text.slice(0, 300)}`).toBeLessThan(500);
    expect(text).not.toMatch(/node_modules|at async |\.mjs:|TypeError|ValidationException|AssertionError/);
    const isProblem = response.headers.get("content-type") === "application/problem+json";
    return {
      ...read(url, status, text),
      headers: response.headers,
      problem: isProblem ? JSON.parse(text) : undefined,
    };
  }

  /** Posts fields as our own page would. */
  post(path: string, fields: Fields | URLSearchParams, headers: Fields = {}): Promise<Answer> {
    const body = new URLSearchParams(fields);
    return this.send(path, { method: "POST", body, headers: { origin: this.#system.origin, ...headers } });
  }

  /** Posts a form of a page with some fields changed or added, and follows where it leads. */
  async submit(page: WebPage, form: WebForm, changes: Fields = {}): Promise<Answer> {
    const answer = await this.post(form.action || page.url, { ...form.values, ...changes });
    const next = answer.headers.get("location");
    return next ? this.send(new URL(next, page.url).pathname) : answer;
  }

  async signIn(email: string): Promise<this> {
    await this.post("/sign-in", { email });
    await this.#system.settle();
    const mail = (await this.#system.inbox()).findLast(
      (m) => m.to === email && m.subject.startsWith("Sign in"),
    );
    const path = new URL(mail?.links[0] ?? "").pathname;
    const answer = await this.post(path, {});
    this.cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect(this.cookie).not.toBe("");
    return this;
  }
}

export function formOf(page: WebPage, name = ""): WebForm {
  const form = page.forms.find((f) => f.method === "POST" && (!name || f.names.has(name)));
  if (!form) throw new Error(`No form with ${name || "anything"} on ${page.url}: ${page.h1}`);
  return form;
}
