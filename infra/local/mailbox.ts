/**
 * The emails that the local SES accepted: each is an .eml file as it was sent, and beside it a .json of
 * what SES knew (recipients, tags) and which events it still owes. The .json is written last: an email
 * without one was never accepted.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PostalMime, { type Email } from "postal-mime";
import { writeWhole } from "./whole-file.ts";

export interface Accepted {
  id: string;
  /** ISO instant. */
  at: string;
  from: string;
  to: string[];
  tags: Record<string, string>;
  configurationSet?: string;
  /** Events not yet handled by the service. */
  owed: OwedEvent[];
}

export interface OwedEvent {
  type: "Send" | "Delivery" | "Bounce" | "Complaint";
  recipients: string[];
}

/** One line of the inbox, as GET /_local/inbox.json gives it. */
export interface InboxEntry {
  id: string;
  at: string;
  /** Several addresses are joined by ", ". */
  to: string;
  subject: string;
  text: string;
  links: string[];
}

export interface Mailbox {
  accept(about: Omit<Accepted, "id" | "at">, raw: Buffer): Accepted;
  /** Writes down that an email's events are handled, or some of them. */
  update(email: Accepted): void;
  all(): Accepted[];
  raw(id: string): Buffer | undefined;
  parsed(id: string): Promise<Email>;
  /** Newest last. */
  inbox(): Promise<InboxEntry[]>;
}

export function openMailbox(folder: string): Mailbox {
  mkdirSync(folder, { recursive: true });
  const emails = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Accepted);
  const entries = new Map<string, InboxEntry>();
  const save = (email: Accepted) =>
    writeWhole(join(folder, `${email.id}.json`), [Buffer.from(JSON.stringify(email, null, 2))]);

  const box: Mailbox = {
    accept(about, raw) {
      const number = Number(emails.at(-1)?.id.slice(0, 8) ?? 0) + 1;
      const id = `${String(number).padStart(8, "0")}-${randomBytes(8).toString("hex")}`;
      const email = { id, at: new Date().toISOString(), ...about };
      writeWhole(join(folder, `${id}.eml`), [raw]);
      save(email);
      emails.push(email);
      return email;
    },
    update: save,
    all: () => emails,
    raw: (id) => {
      const file = join(folder, `${id}.eml`);
      return emails.some((e) => e.id === id) && existsSync(file) ? readFileSync(file) : undefined;
    },
    parsed: (id) => PostalMime.parse(readFileSync(join(folder, `${id}.eml`))),
    async inbox() {
      for (const email of emails)
        if (!entries.has(email.id)) entries.set(email.id, entryOf(email, await box.parsed(email.id)));
      return emails.map((email) => entries.get(email.id)!);
    },
  };
  return box;
}

function entryOf({ id, at, to }: Accepted, parsed: Email): InboxEntry {
  const text = parsed.text ?? textOf(parsed.html ?? "");
  const inHtml = [...(parsed.html ?? "").matchAll(/href="([^"]+)"/g)].map(([, href]) => decode(href!));
  const links = [...new Set([...linksOf(text), ...inHtml.filter((href) => /^https?:/.test(href))])];
  return { id, at, to: to.join(", "), subject: parsed.subject ?? "", text, links };
}

/** Web addresses in a text, without the punctuation that ends a sentence. */
export function linksOf(text: string): string[] {
  return [...text.matchAll(/https?:\/\/[^\s<>"']+/g)].map(([url]) => url.replace(/[.,;:!?)\]]+$/, ""));
}

/** For an email that has no text part: its words, good enough to read. */
function textOf(html: string): string {
  const broken = html.replace(/<(br|\/p|\/h\d|\/tr|\/li)\b[^>]*>/gi, "\n");
  return decode(broken.replace(/<(style|script)\b.*?<\/\1>/gis, "").replace(/<[^>]*>/g, "")).trim();
}

function decode(text: string): string {
  const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return named[name] ?? whole;
    return String.fromCodePoint(
      name[1]?.toLowerCase() === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)),
    );
  });
}
