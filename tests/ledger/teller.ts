/**
 * Tells the life of a record, event by event, with the words beside them. Made without the state machine,
 * so that the ledger's own tests do not lean on it; every event must pass the schema of events.
 */
import * as v from "valibot";
import { canonical, plain, sha256 } from "#core/ledger/canonical.ts";
import { genesis, link, type StoredEvent } from "#core/ledger/chain.ts";
import type { ExportBundle, Words } from "#core/ledger/export.ts";
import { EventSchema, type FrozenPlan, type RecordEvent } from "#core/record/events.ts";
import { saltedHash } from "#core/signoff/words.ts";
import { type Arbitraries, anyPlan, type Chance } from "./any-plan.ts";
import { OFFICE, RECORD, type Told } from "./bundles.ts";

export class Teller {
  readonly g: Chance;
  readonly fc: Arbitraries;
  readonly pdfs: Partial<Record<"public" | "restricted", Uint8Array>> = {};
  #events: StoredEvent[] = [];
  #words: Words[] = [];
  #content: ExportBundle["content"] = [];
  #at = Date.parse("2024-02-05T09:00:00Z");
  #plan: FrozenPlan = { stages: [], skipped: [] };
  #hash = "";
  #cycle = 0;
  #version = 0;
  #publication = 0;

  constructor(g: Chance, fc: Arbitraries) {
    this.g = g;
    this.fc = fc;
  }

  created(): void {
    this.#commit("author", [
      { type: "Created", data: { form: "decision", kind: "decision", definition: 1, author: "author" } },
    ]);
  }

  /** Corrected some times, each published or given up; then, perhaps, withdrawn from publication. */
  corrected(): void {
    const { g, fc } = this;
    if (this.#publication === 0) return;
    const version = this.pdfs.public;
    for (let times = g(fc.integer, { min: 0, max: 3 }); times > 0; times--) {
      const hides = g(fc.boolean) ? { hides: true as const } : {};
      const data = { author: g(fc.constantFrom, "author", "second-author"), person: "governance" };
      const reason = this.#reason();
      this.#commit("governance", [{ type: "Reopened", data: { ...data, reason, ...hides } }]);
      const given = g(fc.constantFrom, "published", "published", "draft", "review");
      if (given !== "draft") {
        this.submitted(this.#cycle + 1);
        this.signed(given === "published" ? "approved" : "open", hides);
      }
      if (given === "published") continue;
      const open = this.#open().map(
        (task): RecordEvent => ({ type: "TaskVoided", data: { task, why: "Withdrawn" } }),
      );
      const why = this.#reason(open.length);
      this.#commit("author", [...open, { type: "CorrectionWithdrawn", data: { reason: why } }]);
    }
    if (version && g(fc.boolean)) {
      this.#publication += 1;
      const data = { publication: this.#publication, reason: this.#reason() };
      this.#commit("governance", [{ type: "Unpublished", data }]);
    }
  }

  submitted(cycle: number): void {
    const { g, fc } = this;
    const text = canonical({ v: 1, answers: { title: this.#text(), amount: g(fc.nat) }, salt: this.#salt() });
    this.#cycle = cycle;
    this.#hash = sha256(text);
    this.#version += 1;
    const version = this.#version;
    this.#content.push({ version, hash: this.#hash, text });
    this.#plan = anyPlan(g, fc);
    const data = { version, hash: this.#hash, cycle, definition: 1, plan: this.#plan };
    this.#commit("author", [{ type: "Submitted", data }, ...this.#opened(0)]);
  }

  /** Everyone signs, step by step; whoever is last does what the end says. */
  signed(
    end: "approved" | "returned" | "refused" | "withdrawn" | "open",
    hides: { hides?: true } = {},
  ): void {
    const { g, fc } = this;
    const steps = Math.max(...this.#plan.stages.map((s) => s.step)) + 1;
    for (let step = 0; step < steps; step++) {
      const isLast = step === steps - 1;
      const stages = this.#plan.stages.filter((s) => s.step === step);
      const requests = stages.flatMap((s) => s.slots.map((slot, i) => ({ s, person: slot.person, i })));
      for (const [k, { s, person, i }] of requests.entries()) {
        const task = `${this.#cycle}#${s.stage}#${i}`;
        const closes = isLast && k === requests.length - 1;
        if (g(fc.integer, { min: 0, max: 4 }) === 0) this.#asked(task, person);
        if (closes && end === "open") return;
        if (closes && end === "withdrawn") {
          this.#withdrawn(task);
          return;
        }
        const outcome =
          closes && end === "returned" ? "return" : closes && end === "refused" ? "refuse" : "approve";
        const follows: RecordEvent[] = !closes
          ? k === requests.length - 1
            ? this.#opened(step + 1)
            : []
          : end === "returned"
            ? [{ type: "Returned", data: { task, outcome: "return" } }]
            : [{ type: "Decided", data: { outcome, on: this.#today(), ...this.#number() } }];
        this.#sign(task, person, outcome, follows);
      }
    }
    if (end === "approved" || end === "refused") this.#published(hides);
  }

  told(): Told {
    return { events: this.#events, words: this.#words, content: this.#content };
  }

  #opened(step: number): RecordEvent[] {
    return this.#plan.stages
      .filter((s) => s.step === step)
      .flatMap(({ stage, slots }) =>
        slots.map(
          (slot, i): RecordEvent => ({
            type: "TaskOpened",
            data: { task: `${this.#cycle}#${stage}#${i}`, stage, slot: i, ...slot, hash: this.#hash },
          }),
        ),
      );
  }

  #sign(
    task: string,
    person: string,
    outcome: "approve" | "return" | "refuse",
    follows: RecordEvent[],
  ): void {
    const { g, fc } = this;
    const salt = this.#salt();
    const statement = this.#text();
    const signatory = `${this.#text()}\nChief Executive`;
    const reason = outcome === "approve" ? undefined : this.#text();
    const comment = g(fc.boolean) ? this.#text() : undefined;
    const paper = g(fc.integer, { min: 0, max: 3 }) === 0 ? this.#brought(task, person, outcome) : undefined;
    const seq = this.#events.length + 1;
    this.#words.push(
      { seq, of: "statement", text: statement },
      { seq, of: "signatory", salt, text: signatory },
    );
    if (reason) this.#words.push({ seq, of: "reason", salt, text: reason });
    if (comment) this.#words.push({ seq, of: "comment", salt, text: comment });
    const data = {
      task,
      person,
      outcome,
      hash: this.#hash,
      statement: sha256(statement),
      method: paper ? "paper" : g(fc.constantFrom, "link", "code"),
      paper,
      reason: saltedHash(salt, reason),
      comment: saltedHash(salt, comment),
      signatory: saltedHash(salt, signatory),
    };
    this.#commit(person, [{ type: "SignedOff", data }, ...follows]);
  }

  /** A copy of a signature with a pen; the first one is now and then not confirmed. */
  #brought(task: string, person: string, outcome: "approve" | "return" | "refuse") {
    const { g, fc } = this;
    const paper = { on: this.#today(), scan: sha256(String(g(fc.nat))), by: "author" };
    const copy = { task, person, outcome, hash: this.#hash, asked: ["zo-fenn"], ...paper };
    this.#commit("author", [{ type: "PaperReceived", data: copy }]);
    if (g(fc.boolean)) {
      const data = { task, scan: paper.scan, to: "author", reason: this.#reason() };
      this.#commit("zo-fenn", [{ type: "PaperRejected", data }]);
      this.#commit("author", [{ type: "PaperReceived", data: copy }]);
    }
    return { ...paper, confirmed: "zo-fenn" };
  }

  /** A question and its answer, a reminder, a pause, or the request goes to someone else and back. */
  #asked(task: string, person: string): void {
    const salt = this.#salt();
    const hashed = (of: Words["of"]) => {
      const text = this.#text();
      this.#words.push({ seq: this.#events.length + 1, of, salt, text });
      return saltedHash(salt, text)!;
    };
    const about = this.g(this.fc.constantFrom, "question", "reminder", "pause", "reassign");
    if (about === "question") {
      this.#commit(person, [{ type: "Queried", data: { task, question: hashed("question") } }]);
      this.#commit("author", [{ type: "Answered", data: { task, answer: hashed("answer") } }]);
    }
    if (about === "reminder") {
      this.#commit("system", [{ type: "Reminded", data: { task, why: "due" } }]);
      this.#commit("system", [{ type: "MailFailed", data: { task, problem: "The mailbox is full" } }]);
      this.#commit("author", [{ type: "Reminded", data: { task, why: "by-hand" } }]);
    }
    if (about === "pause") {
      this.#commit("author", [{ type: "Paused", data: { reason: hashed("reason") } }]);
      this.#commit("author", [{ type: "Resumed", data: {} }]);
    }
    if (about === "reassign") {
      const away = { task, from: person, to: "zo-fenn", for: person, why: "delegated" } as const;
      this.#commit(person, [{ type: "TaskReassigned", data: away }]);
      const reason = hashed("reason");
      const back = { task, from: "zo-fenn", to: person, why: "recused", reason } as const;
      this.#commit("zo-fenn", [{ type: "TaskReassigned", data: back }]);
    }
  }

  #withdrawn(task: string): void {
    const salt = this.#salt();
    const text = this.#text();
    this.#words.push({ seq: this.#events.length + 2, of: "reason", salt, text });
    this.#commit("author", [
      { type: "TaskVoided", data: { task, why: "Withdrawn" } },
      { type: "Withdrawn", data: { reason: saltedHash(salt, text) } },
    ]);
  }

  /** A number is given once. */
  #number(): { number?: typeof NUMBER } {
    return this.#publication === 0 ? { number: NUMBER } : {};
  }

  #open(): string[] {
    const events = this.#events.map((e) => JSON.parse(e.body) as { type: string; data: { task?: string } });
    const closed = new Set(
      events.filter((e) => e.type === "SignedOff" || e.type === "TaskVoided").map((e) => e.data.task),
    );
    return events.flatMap(({ type, data: { task } }) =>
      type === "TaskOpened" && task && !closed.has(task) ? [task] : [],
    );
  }

  /** Why, kept beside the event that comes after this many others. */
  #reason(after = 0): string {
    const salt = this.#salt();
    const text = this.#text();
    this.#words.push({ seq: this.#events.length + after + 1, of: "reason", salt, text });
    return saltedHash(salt, text)!;
  }

  #published(hides: { hides?: true }): void {
    const { g, fc } = this;
    const file = () =>
      new TextEncoder().encode(`%PDF-1.7\n${g(fc.uint8Array, { minLength: 8, maxLength: 64 })}`);
    this.pdfs.restricted = file();
    this.pdfs.public = g(fc.boolean) ? this.pdfs.restricted : file();
    const sealed = (edition: "public" | "restricted"): RecordEvent => {
      const bytes = this.pdfs[edition]!;
      return {
        type: "Sealed",
        data: {
          edition,
          rendered: sha256(`unsealed ${bytes}`),
          sha256: sha256(bytes),
          bytes: bytes.length,
          pages: 2,
        },
      };
    };
    this.#commit("system", [sealed("restricted"), sealed("public")]);
    if (g(fc.boolean)) this.#commit("publisher", [{ type: "PublicationApproved", data: {} }]);
    this.#publication += 1;
    const publication = this.#publication;
    const pdf = sha256(this.pdfs.public);
    this.#commit("system", [{ type: "Published", data: { publication, pdf, ...hides } }]);
    this.#commit("system", [{ type: "Projected", data: { publication, files: 9 } }]);
  }

  #commit(actor: string, events: RecordEvent[]): void {
    this.#at += this.g(this.fc.integer, { min: 1, max: 20 * 3_600_000 });
    const at = new Date(this.#at).toISOString();
    const cmd = `cmd-${this.#events.length}`;
    const last = this.#events.at(-1);
    const after = last ? { seq: last.seq, head: last.h } : { seq: 0, head: genesis(RECORD) };
    const checked = events.map((e) => plain(v.parse(EventSchema, plain(e))));
    this.#events.push(...link(checked, after, { record: RECORD, office: OFFICE, at, cmd, actor }));
  }

  #today(): string {
    return new Date(this.#at).toISOString().slice(0, 10);
  }

  #text(): string {
    return `${this.g(this.fc.string, { unit: "grapheme", maxLength: 20 })}.`.normalize("NFC");
  }

  #salt(): string {
    return sha256(String(this.g(this.fc.nat))).slice(0, 32);
  }
}

const NUMBER = { series: "decision", period: "2023/2024", n: 22, reference: "2023/2024 - 0022" };
