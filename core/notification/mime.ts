/**
 * MIME: one plain-text message with the headers a service message needs. Plain text alone: it reads
 * the same everywhere, shows the link in full and gives a scanner nothing to run.
 */
import MailComposer from "nodemailer/lib/mail-composer/index.js";

export interface Message {
  from: string;
  to: string;
  subject: string;
  text: string;
  /** The outbox entry, for whoever traces a message. */
  messageTag: string;
  /** ISO instant. */
  at: string;
  headers?: Record<string, string>;
}

export async function mime(message: Message): Promise<Uint8Array> {
  const { from, to, subject, text, messageTag, at, headers } = message;
  const composed = new MailComposer({
    from,
    to,
    subject,
    text,
    date: new Date(at),
    textEncoding: "quoted-printable",
    headers: { "X-Outbox-Id": messageTag, "Auto-Submitted": "auto-generated", ...headers },
  });
  return composed.compile().build();
}
