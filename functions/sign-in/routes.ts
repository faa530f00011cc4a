/** Sign-in and sign-out. GET shows; POST acts. */
import { Hono } from "hono";
import * as v from "valibot";
import { AppError } from "#core/errors.ts";
import { isLive, requestLink, signIn, signOut } from "#core/session/sign-in.store.ts";
import { CheckEmailPage, ConfirmSignInPage, SignInPage, SignOutPage } from "#web/session/pages.tsx";
import type { AppEnv } from "../http/app.ts";
import { readForm } from "../http/forms.ts";
import { closeSession, openSession, sessionOf } from "../http/session.ts";

const Email = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email());

export const signInRoutes = new Hono<AppEnv>()
  .get("/sign-in", (c) => c.html(SignInPage({})))
  .post("/sign-in", async (c) => {
    const { email = "" } = await readForm(c);
    const parsed = v.safeParse(Email, email);
    if (!parsed.success) {
      const error = email.trim()
        ? "Enter an email address in the correct format, like name@example.com"
        : "Enter your email address";
      return c.html(SignInPage({ email, error }), 400);
    }
    await requestLink(parsed.output, c.var.now);
    return c.html(CheckEmailPage({ email: parsed.output }));
  })
  .get("/sign-in/:link", async (c) => {
    if (!(await isLive(c.req.param("link"), c.var.now)))
      throw new AppError("gone", "sign-in-expired", "This sign-in link has been used or is out of date");
    return c.html(ConfirmSignInPage({ action: c.req.path }));
  })
  .post("/sign-in/:link", async (c) => {
    const { session, seconds } = await signIn(c.req.param("link"), c.var.now);
    openSession(c, session, seconds);
    return c.redirect("/", 303);
  })
  .get("/sign-out", (c) => c.html(SignOutPage()))
  .post("/sign-out", async (c) => {
    const session = sessionOf(c);
    if (session) await signOut(session);
    closeSession(c);
    return c.redirect("/sign-in", 303);
  });
