/**
 * An officer's desk: the officers' routes over a real store, someone signed in, and a browser of no
 * more than forms: it reads the controls of the page it is on, fills some in, presses one button.
 */

import type { Office } from "#core/form/office.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import type { Actor } from "#core/record/records.ts";
import { newApp } from "#functions/http/app.ts";
import { officer } from "#functions/officer/routes.ts";
import { type Element, find, parseHtml, words } from "#tests/support/html.ts";
import { officeOf, openStore, type Store } from "#tests/support/store.ts";
import { formData } from "#tests/web/fields/form-data.ts";

const ORIGIN = "https://countersign.example";

export interface Sheet {
  status: number;
  path: string;
  html: string;
  root: Element;
  /** The words, a line a block. */
  says: string;
  title: string;
  /** What the first form that acts would send, without any button. */
  form: Record<string, string>;
  action: string;
  /** The same of every form that acts. */
  forms: { action: string; values: Record<string, string> }[];
  /** Targets and words of the error summary. */
  errors: { href: string; text: string }[];
}

export interface Desk {
  store: Store;
  as(person: string, office?: string): void;
  get(path: string): Promise<Sheet>;
  /** Sends the form of a page, with these values, and follows one redirect. */
  send(sheet: Sheet, values: Record<string, string>): Promise<Sheet>;
  /** Sends the first form of a page whose address ends so, with these values. */
  sendTo(sheet: Sheet, action: string, values?: Record<string, string>): Promise<Sheet>;
  post(path: string, values: Record<string, string>): Promise<Sheet>;
  close(): Promise<void>;
}

/** Shipped offices by their names, or offices of a test's own. */
export async function openDesk(offices: (string | Office)[]): Promise<Desk> {
  const store = await openStore();
  const known = offices.map((o) => (typeof o === "string" ? officeOf(o) : o));
  for (const office of known) await publishDefinition(office);
  let actor: Actor | undefined;
  const app = newApp();
  app.use(async (c, next) => {
    c.set("actor", actor);
    await next();
  });
  app.route("/", officer);

  const read = async (response: Response, path: string): Promise<Sheet> => {
    const location = response.headers.get("location");
    if (location) return get(location);
    return sheetOf(response.status, path, await response.text());
  };
  const get = async (path: string) => read(await app.request(ORIGIN + path), path);
  const post = async (path: string, values: Record<string, string>) => {
    const body = new URLSearchParams(values);
    return read(
      await app.request(ORIGIN + path, { method: "POST", body, headers: { origin: ORIGIN } }),
      path,
    );
  };
  return {
    store,
    as(person, office = known[0]!.office) {
      const found = known.find((o) => o.office === office)?.people?.find((p) => p.id === person);
      if (!found) throw new Error(`${office} has nobody called ${person}`);
      actor = { person, name: found.name, email: found.email, office, roles: found.roles ?? [] };
    },
    get,
    post,
    sendTo(sheet, action, values = {}) {
      const form = sheet.forms.find((f) => f.action.endsWith(action));
      if (!form) throw new Error(`${sheet.path} has no form for ${action}`);
      return post(form.action, { ...form.values, ...values });
    },
    send: (sheet, values) => post(sheet.action, { ...sheet.form, ...values }),
    close: () => store.stop(),
  };
}

function sheetOf(status: number, path: string, html: string): Sheet {
  const root = parseHtml(html);
  const forms = [...html.matchAll(/<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)].map(([whole]) => ({
    action: find(parseHtml(whole), (e) => e.tag === "form")[0]?.attributes.action ?? "",
    values: Object.fromEntries(formData(whole)),
  }));
  const [title] = find(root, (e) => e.tag === "title");
  const summary = find(root, (e) => e.attributes.class === "govuk-error-summary").flatMap((e) =>
    find(e, (inner) => inner.tag === "a"),
  );
  return {
    status,
    path,
    html,
    root,
    says: words(root),
    title: title ? words(title) : "",
    form: forms[0]?.values ?? {},
    action: forms[0]?.action ?? "",
    forms,
    errors: summary.map((a) => ({ href: a.attributes.href ?? "", text: words(a) })),
  };
}
