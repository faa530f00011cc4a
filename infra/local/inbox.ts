/** The pages under /_local/: the emails of the local system, for people and, as JSON, for tools. */
import { html } from "hono/html";
import { type InboxEntry, linksOf, type Mailbox } from "./mailbox.ts";
import type { Reply } from "./wire.ts";

/** Answers a GET under /_local/; nothing for a path that is not there. */
export async function localPage(path: string, mailbox: Mailbox): Promise<Reply | undefined> {
  if (path === "/_local/inbox.json")
    return {
      status: 200,
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(await mailbox.inbox(), null, 2),
    };
  if (path === "/_local/inbox" || path === "/_local/inbox/") return page(inboxPage(await mailbox.inbox()));
  const [, id = "", eml] = /^\/_local\/inbox\/([\w-]+)(\.eml)?$/.exec(path) ?? [];
  const raw = id ? mailbox.raw(id) : undefined;
  if (!raw) return undefined;
  if (eml) return { status: 200, headers: { "content-type": "message/rfc822" }, body: raw };
  const entry = (await mailbox.inbox()).find((e) => e.id === id)!;
  return page(emailPage(entry, (await mailbox.parsed(id)).from?.address ?? ""));
}

type Html = ReturnType<typeof html>;

async function page(body: Html): Promise<Reply> {
  return { status: 200, headers: { "content-type": "text/html; charset=utf-8" }, body: String(await body) };
}

function layout(title: string, body: Html): Html {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; color: #0b0c0c; overflow-wrap: anywhere }
li { border-top: 1px solid #b1b4b6; padding: 0.8rem 0 } ol { list-style: none; padding: 0 }
h2 { font-size: 1.15rem; margin: 0 } p { margin: 0.2rem 0 } .about { color: #505a5f }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere } a { color: #1d70b8; overflow-wrap: anywhere }
</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

function inboxPage(entries: InboxEntry[]): Html {
  const lines = [...entries].reverse().map(
    (entry) => html`<li>
<h2><a href="/_local/inbox/${entry.id}">${entry.subject || "(no subject)"}</a></h2>
<p class="about">To ${entry.to}, <time datetime="${entry.at}">${timeOf(entry.at)}</time></p>
${entry.links.map((link) => html`<p><a href="${link}">${link}</a></p>`)}
</li>
`,
  );
  return layout(
    "Inbox",
    html`<h1>Inbox</h1>
<p>Every email that this local system has sent, newest first. Nothing leaves this machine.</p>
${lines.length ? html`<ol>${lines}</ol>` : html`<p>No emails yet.</p>`}`,
  );
}

function emailPage(entry: InboxEntry, from: string): Html {
  return layout(
    entry.subject,
    html`<p><a href="/_local/inbox">Inbox</a></p>
<h1>${entry.subject || "(no subject)"}</h1>
<p class="about">To ${entry.to}</p>
<p class="about">From ${from}, <time datetime="${entry.at}">${timeOf(entry.at)}</time></p>
<pre>${withLinks(entry.text)}</pre>
<p><a href="/_local/inbox/${entry.id}.eml">The email as sent (.eml)</a></p>`,
  );
}

/** The text with its web addresses made into links. */
function withLinks(text: string): Html[] {
  const parts: Html[] = [];
  let rest = text;
  for (const link of linksOf(text)) {
    const at = rest.indexOf(link);
    parts.push(html`${rest.slice(0, at)}<a href="${link}">${link}</a>`);
    rest = rest.slice(at + link.length);
  }
  parts.push(html`${rest}`);
  return parts;
}

const timeOf = (iso: string) =>
  new Intl.DateTimeFormat("en-GB", {
    dateStyle: "long",
    timeStyle: "long",
    timeZone: "Europe/London",
  }).format(new Date(iso));
