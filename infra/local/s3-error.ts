/** How S3 says no: an error with S3's own code, as the XML that its clients read. */
import { escapeMarkup, type Reply } from "./wire.ts";

export class S3Error extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function errorReply({ status, code, message }: S3Error): Reply {
  return xmlReply(status, `<Error><Code>${code}</Code><Message>${escapeMarkup(message)}</Message></Error>`);
}

export function xmlReply(status: number, body: string): Reply {
  return {
    status,
    headers: { "content-type": "application/xml" },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  };
}
