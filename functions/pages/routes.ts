/**
 * Pages about the service itself, and the registers of offices that have published nothing yet: from
 * the first publication on these are files, and no request for them comes here.
 */
import { type Context, Hono, type Next } from "hono";
import { Resource } from "sst";
import { AppError } from "#core/errors.ts";
import type { Lang } from "#core/form/say.ts";
import * as Address from "#core/notice/addresses.ts";
import { officeRegisters } from "#core/notice/register.store.ts";
import { getOffice } from "#core/record/offices.store.ts";
import { AccessibilityPage, PrivacyPage } from "#web/pages/statements.tsx";
import { AllRegistersPage } from "#web/public/all-registers.tsx";
import { RegisterPage } from "#web/public/register.tsx";
import type { AppEnv } from "../http/app.ts";

export const pageRoutes = new Hono<AppEnv>()
  .get("/accessibility", (c) => c.html(AccessibilityPage()))
  .get("/privacy", (c) => c.html(PrivacyPage()))
  .get("/robots.txt", (c) => c.text(robots(Resource.Site.origin)))
  .get(Address.INDEX, async (c) => {
    await isUnopened();
    return c.html(AllRegistersPage({ origin: Resource.Site.origin, offices: [], latest: [] }));
  })
  .get(Address.registerPath(":office"), async (c) => {
    const office = await getOffice(c.req.param("office") ?? "");
    await isUnopened(office.office);
    return c.html(RegisterPage({ origin: Resource.Site.origin, office, years: [], newest: [] }));
  })
  .get(Address.noticePath(":office", ":slug"), moved("en"))
  .get(`${Address.noticePath(":office", ":slug")}version/:n/`, moved("en"))
  .get(Address.inLanguage("cy", Address.noticePath(":office", ":slug")), moved("cy"));

/** A record whose title was withheld stands under a neutral address, and the one it had leads there. */
function moved(lang: Lang) {
  return (c: Context<AppEnv>, next: Next): Response | Promise<void> => {
    const { office = "", slug = "" } = c.req.param() as Record<string, string>;
    const neutral = Address.neutralSlugOf(slug);
    return neutral ? c.redirect(Address.inLanguage(lang, Address.noticePath(office, neutral)), 302) : next();
  };
}

/** Everything published may be found; what is made only when it is asked for is not asked for by crawlers. */
function robots(origin: string): string {
  const closed = [
    Address.SEARCH,
    Address.PACK,
    "/returns/",
    "/api/",
    "/s/",
    "/sign-in",
    "/records",
    "/verify?",
  ];
  const lines = [
    "User-agent: *",
    ...closed.map((path) => `Disallow: ${path}`),
    `Sitemap: ${origin}${Address.SITEMAP}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** A register that is open but could not be read is never called empty. */
async function isUnopened(office?: string): Promise<void> {
  const open = await officeRegisters();
  if (open.some((o) => office === undefined || o.slug === office))
    throw new AppError(
      "unavailable",
      "register-unavailable",
      "This register cannot be read just now. Try again",
    );
}
