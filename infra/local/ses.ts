/**
 * SES on one machine: SendRawEmail, SendEmail and GetSendQuota over the Query protocol. An
 * accepted email goes to the mailbox and owes the events that SES would publish for it, to simulator
 * addresses as AWS documents them ("Using the mailbox simulator").
 */
import PostalMime from "postal-mime";
import type { Faults } from "./faults.ts";
import type { Mailbox, OwedEvent } from "./mailbox.ts";
import { type Credentials, refusalOf } from "./sigv4.ts";
import { escapeMarkup, type Reply, type Served, serve, type WireRequest, withFaults } from "./wire.ts";

class SesError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface MailQuota {
  aDay: number;
  aSecond: number;
}

interface SesOptions {
  mailbox: Pick<Mailbox, "accept">;
  /** What it says it lets through, and does not enforce. */
  quota?: MailQuota;
  credentials: Credentials;
  faults: Faults;
}

export async function startSes(options: SesOptions & { port?: number }): Promise<Served> {
  return serve(answerSes(options), { port: options.port });
}

/** Answers one call, as it comes over the wire. */
export function answerSes(options: SesOptions): (request: WireRequest) => Promise<Reply | "drop"> {
  let sent = 0;
  return (request) => {
    const form = new URLSearchParams(request.body.toString());
    const action = form.get("Action") ?? "";
    const answer = async (): Promise<Reply> => {
      const denied = refusalOf(request, options.credentials, Date.now());
      if (denied) return refusal(denied.status, denied.code, denied.message);
      try {
        const { aDay, aSecond } = options.quota ?? { aDay: 1_000_000, aSecond: 1000 };
        if (action === "GetSendQuota")
          return success(
            action,
            `<SentLast24Hours>${sent}</SentLast24Hours><Max24HourSend>${aDay}</Max24HourSend><MaxSendRate>${aSecond}</MaxSendRate>`,
          );
        const id = await accept(action, form, options.mailbox);
        sent++;
        return success(action, `<MessageId>${id}</MessageId>`);
      } catch (error) {
        if (error instanceof SesError) return refusal(400, error.code, error.message);
        throw error;
      }
    };
    return withFaults(options.faults, { service: "ses", action }, answer, (kind) =>
      kind === "error"
        ? refusal(500, "InternalFailure", "The request processing has failed because of an unknown error.")
        : refusal(400, "Throttling", "Maximum sending rate exceeded."),
    );
  };
}

async function accept(
  action: string,
  form: URLSearchParams,
  mailbox: SesOptions["mailbox"],
): Promise<string> {
  const email =
    action === "SendRawEmail" ? await rawEmail(form) : action === "SendEmail" ? simpleEmail(form) : undefined;
  if (!email) throw new SesError("InvalidAction", `The local SES has no action ${action}`);
  const { raw, from, to, headers } = email;
  if (!from) throw new SesError("InvalidParameterValue", "Missing required header 'From'.");
  if (to.length === 0) throw new SesError("InvalidParameterValue", "Missing required header 'To'.");
  if (to.length > 50) throw new SesError("InvalidParameterValue", "Recipient count exceeds 50.");
  for (const address of to)
    if (!/^[^@\s]+@[^@\s]+$/.test(address))
      throw new SesError("InvalidParameterValue", "Missing final '@domain'");
  const configurationSet = form.get("ConfigurationSetName") ?? headers["x-ses-configuration-set"];
  return mailbox.accept(
    {
      from,
      to,
      tags: { ...tagsOfHeader(headers["x-ses-message-tags"]), ...tagsOf(form) },
      configurationSet,
      // Without a configuration set SES publishes nothing.
      owed: configurationSet ? eventsFor(to) : [],
    },
    raw,
  ).id;
}

/** The address alone of "Name <name@example.org>". */
function addressOf(text: string): string {
  return /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text.trim();
}

async function rawEmail(form: URLSearchParams) {
  const raw = Buffer.from(form.get("RawMessage.Data") ?? "", "base64");
  const parsed = await PostalMime.parse(raw);
  const named = members(form, "Destinations").map(addressOf);
  const addressed = [parsed.to, parsed.cc, parsed.bcc]
    .flatMap((list) => list ?? [])
    .map((a) => a.address ?? "");
  return {
    raw,
    from: addressOf(form.get("Source") ?? parsed.from?.address ?? ""),
    to: named.length ? named : addressed,
    headers: Object.fromEntries(parsed.headers.map((h) => [h.key, h.value])),
  };
}

function simpleEmail(form: URLSearchParams) {
  const lists = ["To", "Cc", "Bcc"].map((name) => members(form, `Destination.${name}Addresses`));
  const from = form.get("Source") ?? "";
  const header = (name: string, value: string) => `${name}: ${value.replace(/[\r\n]+/g, " ")}\r\n`;
  const part = (type: string, text: string) =>
    `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n` +
    `${(
      Buffer.from(text)
        .toString("base64")
        .match(/.{1,76}/g) ?? []
    ).join("\r\n")}\r\n`;
  const text = form.get("Message.Body.Text.Data");
  const html = form.get("Message.Body.Html.Data");
  const parts = [text !== null ? part("plain", text) : "", html !== null ? part("html", html) : ""].filter(
    Boolean,
  );
  const subject = Buffer.from(form.get("Message.Subject.Data") ?? "").toString("base64");
  const head =
    header("From", from) +
    header("To", lists[0]!.join(", ")) +
    (lists[1]?.length ? header("Cc", lists[1].join(", ")) : "") +
    header("Subject", `=?utf-8?B?${subject}?=`) +
    header("Date", new Date().toUTCString()) +
    header("MIME-Version", "1.0");
  const body =
    parts.length === 2
      ? `Content-Type: multipart/alternative; boundary="=_part"\r\n\r\n--=_part\r\n${parts.join("--=_part\r\n")}--=_part--\r\n`
      : (parts[0] ?? part("plain", ""));
  return {
    raw: Buffer.from(head + body),
    from: addressOf(from),
    to: lists.flat().map(addressOf),
    headers: {} as Record<string, string>,
  };
}

/** "Name.member.1", "Name.member.2" … in order. */
function members(form: URLSearchParams, name: string): string[] {
  const values: string[] = [];
  for (let i = 1; form.has(`${name}.member.${i}`); i++) values.push(form.get(`${name}.member.${i}`) ?? "");
  return values;
}

function tagsOf(form: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {};
  for (let i = 1; form.has(`Tags.member.${i}.Name`); i++) {
    const name = form.get(`Tags.member.${i}.Name`) ?? "";
    const value = form.get(`Tags.member.${i}.Value`) ?? "";
    for (const text of [name, value])
      if (!/^[A-Za-z0-9_-]{1,255}$/.test(text))
        throw new SesError(
          "InvalidParameterValue",
          `Invalid tag <${text}>: use letters, digits, '_' and '-'`,
        );
    tags[name] = value;
  }
  return tags;
}

function tagsOfHeader(header = ""): Record<string, string> {
  return Object.fromEntries(
    header
      .split(",")
      .map((tag) => tag.trim().split("="))
      .filter(([name, value]) => name && value),
  );
}

/** What SES publishes: one Send, then what becomes of each recipient. */
function eventsFor(to: string[]): OwedEvent[] {
  const simulated = (address: string) =>
    /^(\w+)(\+[^@]*)?@simulator\.amazonses\.com$/i.exec(address)?.[1]?.toLowerCase();
  const bounced = to.filter((a) => ["bounce", "suppressionlist"].includes(simulated(a) ?? ""));
  const complained = to.filter((a) => simulated(a) === "complaint");
  const delivered = to.filter((a) => !bounced.includes(a));
  const events: OwedEvent[] = [{ type: "Send", recipients: to }];
  if (delivered.length) events.push({ type: "Delivery", recipients: delivered });
  if (bounced.length) events.push({ type: "Bounce", recipients: bounced });
  if (complained.length) events.push({ type: "Complaint", recipients: complained });
  return events;
}

const NAMESPACE = 'xmlns="http://ses.amazonaws.com/doc/2010-12-01/"';

function success(action: string, result: string): Reply {
  return xml(
    200,
    `<${action}Response ${NAMESPACE}><${action}Result>${result}</${action}Result></${action}Response>`,
  );
}

function refusal(status: number, code: string, message: string): Reply {
  const type = status < 500 ? "Sender" : "Receiver";
  return xml(
    status,
    `<ErrorResponse ${NAMESPACE}><Error><Type>${type}</Type><Code>${code}</Code>` +
      `<Message>${escapeMarkup(message)}</Message></Error></ErrorResponse>`,
  );
}

function xml(status: number, body: string): Reply {
  return { status, headers: { "content-type": "text/xml" }, body };
}
