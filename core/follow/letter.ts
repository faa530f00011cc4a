/**
 * The letters to subscribers: plain text, made from the register entry alone, and so of nothing that its
 * public page does not say. The one that asks for a confirmation repeats no word of whoever asked: they
 * may have given someone else's address. One request by a mail program stops everything (RFC 8058).
 */
import { confirmPath, managePath, stopPath } from "#core/follow/addresses.ts";
import { noticePath } from "#core/notice/addresses.ts";
import type { RegisterEntry } from "#core/notice/entry.ts";
import { correctionWords, describe, headline } from "#core/notice/words.ts";
import type { Letter } from "#core/notification/lease.ts";
import { type LinkKeys, makeToken } from "#core/signoff/token.ts";

interface Written {
  to: string;
  origin: string;
  keys: LinkKeys;
}

export function confirmationLetter(request: string, { to, origin, keys }: Written): Letter {
  return {
    to,
    subject: "Confirm that you want to follow decisions",
    text: text([
      "This address was given to get emails about decisions that public bodies publish.",
      `See what was asked for, and confirm it if it was you:\n${origin}${confirmPath(makeToken("follow", request, keys))}`,
      "Opening the link changes nothing: you confirm on the page. It works for 24 hours.",
      "If it was not you, do nothing. You will get no more of these emails, and the address is forgotten.",
    ]),
  };
}

export function publicationLetter(
  entry: RegisterEntry,
  subscriber: string,
  { to, origin, keys }: Written,
): Letter {
  const stop = `${origin}${stopPath(makeToken("follow-stop", subscriber, keys))}`;
  const manage = `${origin}${managePath(makeToken("follow-manage", subscriber, keys))}`;
  return {
    to,
    subject: `${newsOf(entry)}: ${headline(entry)}`.replace(/\s+/g, " ").slice(0, 180),
    text: text([
      headline(entry),
      entry.office.name,
      correctionWords(entry),
      describe(entry),
      `Read it on the register:\n${origin}${noticePath(entry.office.slug, entry.slug)}`,
      `What you follow, and how to change it:\n${manage}`,
      `Stop all of these emails:\n${stop}`,
    ]),
    headers: {
      "List-Unsubscribe": `<${stop}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}

function newsOf(entry: RegisterEntry): string {
  if (entry.status === "unpublished") return "Withdrawn";
  if (entry.status === "withheld") return "Withheld";
  return entry.publication > 1 ? "Corrected" : "Published";
}

function text(paragraphs: (string | undefined)[]): string {
  return `${paragraphs.filter(Boolean).join("\n\n")}\n`;
}
