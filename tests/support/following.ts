/** What the public does by /follow: asks, confirms from the mailbox, posts as a browser or a mail program. */
import type { LocalSystem } from "#infra/local/system.ts";

export interface Answer {
  status: number;
  text: string;
  /** Where it redirects to. */
  location: string;
}

/** A form as a page of ours posts it. */
export async function post(
  { origin }: Pick<LocalSystem, "origin">,
  path: string,
  values: Record<string, string> = {},
): Promise<Answer> {
  return ask(origin, path, { method: "POST", body: new URLSearchParams(values), headers: { origin } });
}

export async function get(
  { origin }: Pick<LocalSystem, "origin">,
  path: string,
  method = "GET",
): Promise<Answer> {
  return ask(origin, path, { method });
}

/** As a mail program posts, of itself: no page, no origin, no cookie (RFC 8058). */
export async function oneClick({ origin }: Pick<LocalSystem, "origin">, path: string): Promise<Answer> {
  return ask(origin, path, {
    method: "POST",
    body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
  });
}

async function ask(origin: string, path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(new URL(path, origin), { redirect: "manual", ...init });
  return {
    status: response.status,
    text: await response.text(),
    location: response.headers.get("location") ?? "",
  };
}

/** The path of the newest link of a kind that was emailed to an address. */
export async function linkTo(
  system: LocalSystem,
  email: string,
  kind: "confirm" | "manage" | "stop",
): Promise<string> {
  await system.settle();
  const links = (await system.inbox()).filter((m) => m.to === email).flatMap((m) => m.links);
  const found = links.findLast((l) => l.includes(`/follow/${kind}/`));
  if (!found) throw new Error(`No link to ${kind} came for ${email}`);
  return new URL(found).pathname;
}

/** Follows what is chosen, to the end; answers the page of what is followed. */
export async function follow(
  system: LocalSystem,
  email: string,
  chosen: Record<string, string>,
): Promise<string> {
  const asked = await post(system, "/follow", { email, ...chosen });
  if (asked.status !== 200) throw new Error(`${asked.status}: ${asked.text}`);
  const { location } = await post(system, await linkTo(system, email, "confirm"));
  return location;
}
