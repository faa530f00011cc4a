/**
 * Pages about the service itself, and the registers of offices that have published nothing yet: from
 * the first publication on these are files, and no request for them comes here.
 */
import { Hono } from "hono";
import { Resource } from "sst";
import { AppError } from "#core/errors.ts";
import { INDEX, PACK, registerPath, SEARCH, SITEMAP } from "#core/notice/addresses.ts";
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
  .get(INDEX, async (c) => {
    await isUnopened();
    return c.html(AllRegistersPage({ origin: Resource.Site.origin, offices: [], latest: [] }));
  })
  .get(registerPath(":office"), async (c) => {
    const office = await getOffice(c.req.param("office") ?? "");
    await isUnopened(office.office);
    return c.html(RegisterPage({ origin: Resource.Site.origin, office, years: [], newest: [] }));
  });

/** Everything published may be found; what is made only when it is asked for is not asked for by crawlers. */
function robots(origin: string): string {
  const closed = [SEARCH, PACK, "/returns/", "/api/", "/s/", "/follow", "/sign-in", "/records", "/verify?"];
  const lines = [
    "User-agent: *",
    ...closed.map((path) => `Disallow: ${path}`),
    `Sitemap: ${origin}${SITEMAP}`,
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
