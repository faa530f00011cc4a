/**
 * Pages about the service itself, and the registers of offices that have published nothing yet: from
 * the first publication on these are files, and no request for them comes here.
 */
import { type Context, Hono, type Next } from "hono";
import { Resource } from "sst";
import { AppError } from "#core/errors.ts";
import { londonDate } from "#core/form/dates.ts";
import type { Lang } from "#core/form/say.ts";
import { findOldAddress } from "#core/legacy/legacy.store.ts";
import { addressKey } from "#core/legacy/table.ts";
import * as Address from "#core/notice/addresses.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { hasNotice } from "#core/notice/places.store.ts";
import { everyOffice, officeRegisters } from "#core/notice/register.store.ts";
import { successionOf } from "#core/notice/succession.ts";
import { getOffice } from "#core/record/offices.store.ts";
import { publicItems } from "#core/scrutiny/published.store.ts";
import { AccessibilityPage, PrivacyPage } from "#web/pages/statements.tsx";
import { AllRegistersPage } from "#web/public/all-registers.tsx";
import { QuestionsPage } from "#web/public/questions.tsx";
import { RegisterPage } from "#web/public/register.tsx";
import type { AppEnv } from "../http/app.ts";
import { notFound } from "../http/errors.ts";

export const pageRoutes = new Hono<AppEnv>()
  .get("/accessibility", (c) => c.html(AccessibilityPage()))
  .get("/privacy", (c) => c.html(PrivacyPage()))
  .get("/robots.txt", (c) => c.text(robots(Resource.Site.origin)))
  .get(`${Address.WAS}*`, async (c) => {
    const { pathname, search } = new URL(c.req.url);
    const url = URL.parse(`https://${pathname.slice(Address.WAS.length)}${search}`);
    const found = url && (await findOldAddress(addressKey(url.href)));
    return found ? c.redirect(Address.noticePath(found.office, found.slug), 301) : c.notFound();
  })
  .get(Address.INDEX, async (c) => {
    await isUnopened();
    return c.html(AllRegistersPage({ origin: Resource.Site.origin, offices: [], latest: [] }));
  })
  .get(Address.registerPath(":office"), async (c) => {
    const office = await getOffice(c.req.param("office") ?? "");
    await isUnopened(office.office);
    const offices = await everyOffice(londonDate(c.var.now));
    return c.html(RegisterPage({ origin: Resource.Site.origin, office, years: [], newest: [], offices }));
  })
  .get(Address.questionsPath(":office"), async (c) => {
    const office = await getOffice(c.req.param("office") ?? "");
    if ((await publicItems(office.office)).length > 0) throw unreadable();
    return c.html(QuestionsPage({ origin: Resource.Site.origin, office, items: [] }));
  })
  .get(Address.noticePath(":office", ":slug"), moved("en"))
  .get(`${Address.noticePath(":office", ":slug")}version/:n/`, moved("en"))
  .get(Address.inLanguage("cy", Address.noticePath(":office", ":slug")), moved("cy"))
  .get(`${Address.registerPath(":office")}:page{.+}`, async (c) => {
    const { office = "", page = "" } = c.req.param() as Record<string, string | undefined>;
    const offices = await everyOffice(londonDate(c.var.now));
    const { before } = successionOf(offices, office);
    const at = await placeBefore(before, page);
    if (!at) return notFound(c);
    c.header("Cache-Control", "public, max-age=60");
    return c.redirect(at, 301);
  });

/** A record whose title was withheld stands under a neutral address, and the one it had leads there. */
function moved(lang: Lang) {
  return (c: Context<AppEnv>, next: Next): Response | Promise<void> => {
    const { office = "", slug = "" } = c.req.param() as Record<string, string>;
    const neutral = Address.neutralSlugOf(slug);
    return neutral ? c.redirect(Address.inLanguage(lang, Address.noticePath(office, neutral)), 302) : next();
  };
}

/**
 * Where an office before this one has what is asked for under the new office's name: an address that never
 * was, but that people make up from the one they know. The old one stands for ever, and is the one that counts.
 */
async function placeBefore(before: OfficeRegister[], page: string): Promise<string | undefined> {
  const [first = "", year = ""] = page.split("/");
  if (!/^[a-z0-9][a-z0-9./-]*$/.test(page)) return undefined;
  for (const { slug, years } of before) {
    if (first === "year" && years.includes(year)) return Address.yearPath(slug, year);
    if (first !== "year" && (await hasNotice(slug, first))) return Address.registerPath(slug) + page;
  }
  return undefined;
}

/** Everything published may be found; what is made only when it is asked for is not asked for by crawlers. */
function robots(origin: string): string {
  const closed = [
    Address.SEARCH,
    Address.PACK,
    "/returns/",
    "/api/",
    "/s/",
    "/follow",
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
  if (open.some((o) => office === undefined || o.slug === office)) throw unreadable();
}

function unreadable(): AppError {
  return new AppError(
    "unavailable",
    "register-unavailable",
    "This register cannot be read just now. Try again",
  );
}
