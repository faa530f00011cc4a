/** An office whose decision takes files: appendices, one at least, and legal advice, which is never public. */
import { ulid } from "ulid";
import type { Answers } from "#core/form/answers.ts";
import type { Office } from "#core/form/office.ts";
import { getDraftItem } from "#core/record/view.store.ts";
import type { LocalSystem } from "#infra/local/system.ts";
import { type Answer, formOf, Visitor } from "#tests/journeys/raw-http.ts";
import { TESTSHIRE } from "#tests/support/office.ts";

export const ANNEXED = annexed();

export const ANSWERS: Answers = {
  title: "Boats for the river",
  category: "grant",
  recommendations: ["Three boats are bought."],
  maker: "pcc",
};

function annexed(): Office {
  const office = structuredClone(TESTSHIRE);
  const form = office.forms[0]!;
  office.withholding = [{ id: "foia-43", label: "Section 43: commercial interests" }];
  office.people?.push({ id: "abe", name: "Abe Author", email: "abe@testshire.example", roles: ["author"] });
  form.fields.appendices = { type: "attachments", label: "Appendices", required: true, hint: "Maps, terms." };
  form.fields.advice = { type: "attachments", label: "Legal advice", public: "no" };
  form.fields.confidential = {
    type: "withholding",
    label: "Is any of it confidential?",
    means: "withholding",
  };
  form.sections.push({ id: "files", title: "Files", fields: ["appendices", "advice", "confidential"] });
  form.layout.splice(2, 0, { block: "field", field: "appendices" }, { block: "field", field: "advice" });
  return office;
}

/** Someone signed in who sends files as a browser would. */
export class Officer extends Visitor {
  readonly #origin: string;

  constructor(system: LocalSystem) {
    super(system);
    this.#origin = system.origin;
  }

  upload(
    record: string,
    field: string,
    file: { name: string; bytes: Uint8Array } | undefined,
    more: Record<string, string> = {},
  ): Promise<Answer> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ cmdId: ulid(), do: "attach", ...more }))
      body.set(name, value);
    body.set("file", new Blob([new Uint8Array(file?.bytes ?? [])]), file?.name ?? "");
    return this.send(filesPath(record, field), { method: "POST", body, headers: { origin: this.#origin } });
  }

  /** Presses a button beside a file, so many times: its own form on the page, with what it carries. */
  async press(record: string, field: string, text: string, times = 1): Promise<Answer> {
    const page = await this.send(filesPath(record, field));
    const form = page.forms.find((f) => f.buttons.some((b) => b.text === text));
    const button = form?.buttons.find((b) => b.text === text);
    if (!form || !button) throw new Error(`No “${text}” on ${page.url}: ${page.h1}`);
    const post = () => this.post(form.action, { ...form.values, [button.name ?? ""]: button.value ?? "" });
    for (let i = 1; i < times; i++) await post();
    return post();
  }

  async start(form = "decision"): Promise<string> {
    const page = await this.send("/records/new");
    const list = await this.submit(page, formOf(page, "form"), { form });
    return /\/records\/([0-9A-Z]{26})/.exec(list.url)?.[1] ?? "";
  }

  /** The bytes and headers of a download. */
  async download(path: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
    const response = await fetch(this.#origin + path, {
      headers: { cookie: this.cookie },
      redirect: "manual",
    });
    const { status, headers } = response;
    return { status, headers, bytes: Buffer.from(await response.arrayBuffer()) };
  }
}

export const filesPath = (record: string, field: string) => `/records/${record}/attachments/${field}`;

export async function draftOf(record: string): Promise<Answers> {
  return (await getDraftItem(record)).answers;
}
