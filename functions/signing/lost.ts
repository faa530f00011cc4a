/**
 * Links that hold no more. Whoever one was sent to learns what became of it, once a code from that mailbox
 * was right; nobody else learns whether it ever was a link: same page, same status, same time.
 */
import type { Context } from "hono";
import * as v from "valibot";
import { isProof } from "#core/signoff/code.ts";
import { explain, proveExplanation, requestExplanation } from "#core/signoff/explaining.ts";
import { linkKeys, readToken } from "#core/signoff/token.ts";
import { BadLinkPage, ExplainedPage } from "#web/sign/after-pages.tsx";
import type { AppEnv } from "../http/app.ts";
import { parse, readForm } from "../http/forms.ts";
import { keepProof, linkOf, pathOf, proofIn } from "./proof.ts";

type C = Context<AppEnv>;

const Form = v.object({ step: v.optional(v.string(), ""), code: v.optional(v.string(), "") });

/** What became of the link, to whoever has proved that it was theirs. */
export async function lost(c: C): Promise<Response> {
  const link = linkOf(c);
  const tokenId = readToken("sign", link, linkKeys());
  if (tokenId && isProof(proofIn(c, { tokenId }), tokenId, c.var.now, linkKeys()))
    return c.html(ExplainedPage({ explained: await explain(link, c.var.now) }));
  return c.html(BadLinkPage({ action: pathOf(c) }), 410);
}

const WRONG = "The code is wrong or out of date. Ask for a new one and enter it";
/** Longer than the work: how long an answer takes says nothing of whether there was any. */
const EVEN_MS = 400;

async function evenly<T>(work: Promise<T>): Promise<T> {
  const [done] = await Promise.all([work, new Promise((resolve) => setTimeout(resolve, EVEN_MS))]);
  return done;
}

/** Asks for a code, or gives it. */
export async function findOut(c: C): Promise<Response> {
  const { step, code } = parse(Form, await readForm(c));
  const link = linkOf(c);
  if (step === "code") {
    await evenly(requestExplanation(link, c.var.now));
    return c.html(BadLinkPage({ action: pathOf(c), asked: true }), 410);
  }
  const proven = await evenly(proveExplanation(link, code, c.var.now));
  if (!proven) return c.html(BadLinkPage({ action: pathOf(c), asked: true, error: WRONG }), 410);
  keepProof(c, proven);
  return c.redirect(pathOf(c), 303);
}
