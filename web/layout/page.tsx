/**
 * The shell of every page, officers' and public: skip link, the public body's name in its own colour,
 * navigation, one `main`, a footer. No crown, no GDS Transport (these bodies are not on GOV.UK), no
 * inline script or style (the content security policy allows neither), and nothing that needs a script.
 */
import { raw } from "hono/html";
import type { Office } from "#core/form/office.ts";
import { inLanguage, registerPath } from "#core/notice/addresses.ts";
import manifest from "../assets/manifest.json" with { type: "json" };
import { BackLink } from "../components/back-link.tsx";
import { Breadcrumbs, type BreadcrumbsProps } from "../components/breadcrumbs.tsx";
import { ErrorSummary, type ErrorSummaryProps } from "../components/error-summary.tsx";
import type { Child } from "../components/markup.ts";
import { type NavigationItem, ServiceNavigation } from "../components/service-navigation.tsx";
import { SkipLink } from "../components/skip-link.tsx";
import { Footer } from "./footer.tsx";
import { Header } from "./header.tsx";
import { type Lang, WORDS } from "./words.ts";

const SERVICE = "Countersign";

/** What a page shows of an office. */
export type PageOffice = Pick<Office, "office" | "body">;

export interface PageProps {
  /** What the page is, without the site's name: "Who gets the money". */
  title: string;
  office?: PageOffice;
  lang?: Lang;
  /** Errors of the form on this page: the summary above it and "Error: " in the title. */
  errors?: ErrorSummaryProps["errorList"];
  /** Address of the page before, in a journey. */
  back?: string;
  breadcrumbs?: BreadcrumbsProps["items"];
  /** The officer signed in: their pages have the records and the way out in the navigation. */
  signedIn?: { name: string };
  /** Items of the navigation, in place of the usual ones. */
  navigation?: NavigationItem[];
  /** A page that is only read: it has the small style, and no script, since none would help it. */
  reading?: boolean;
  /** The same page in the office's other language. */
  other?: { lang: Lang; path: string };
  /** The whole width, for tables; two thirds, for reading and forms, unless given. */
  wide?: boolean;
  /** Above `main`: a phase banner, say. */
  banner?: Child;
  /** More for the head: a canonical link, feeds. */
  head?: Child;
  children?: Child;
}

export function Page(page: PageProps) {
  const lang = page.lang ?? "en";
  const words = WORDS[lang];
  const errors = page.errors?.length ? page.errors : undefined;
  const site = page.office?.body.short ?? SERVICE;
  return (
    <>
      {raw("<!DOCTYPE html>")}
      <html lang={lang} class="govuk-template">
        <head>
          <meta charset="utf-8" />
          <title>{`${errors ? words.error : ""}${page.title} – ${site}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
          {page.office && <meta name="theme-color" content={page.office.body.brand.colour} />}
          <link rel="icon" href={manifest["icon.svg"]} type="image/svg+xml" />
          <link rel="stylesheet" href={manifest[page.reading ? "read.css" : "app.css"]} />
          {!page.reading && <script src={manifest["app.js"]} defer />}
          {page.head}
        </head>
        <body class="govuk-template__body">
          <SkipLink href="#main-content" text={words.skip} />
          <header>
            <Header
              name={page.office?.body.name ?? SERVICE}
              colour={page.office?.body.brand.colour}
              url={page.office && !page.signedIn ? registerOf(page.office, lang) : "/"}
            />
            <ServiceNavigation
              serviceName={page.signedIn && page.office ? SERVICE : undefined}
              serviceUrl="/"
              navigation={page.navigation ?? navigationOf(page)}
              ariaLabel={words.service}
              menuButtonText={words.menu}
            />
          </header>
          <div class="govuk-width-container">
            {page.banner}
            {page.breadcrumbs && <Breadcrumbs items={page.breadcrumbs} labelText={words.breadcrumb} />}
            {page.other && <LanguageSwitch {...page.other} />}
            {page.back && <BackLink href={page.back} text={words.back} />}
            <main class="govuk-main-wrapper" id="main-content">
              <Columns wide={page.wide}>
                {errors && <ErrorSummary titleText={words.problem} errorList={errors} />}
                {page.children}
              </Columns>
            </main>
          </div>
          <Footer title={page.title} office={page.office} lang={lang} />
        </body>
      </html>
    </>
  );
}

function Columns({ wide, children }: { wide?: boolean; children: Child }) {
  if (wide) return <>{children}</>;
  return (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">{children}</div>
    </div>
  );
}

function navigationOf({ office, signedIn, lang = "en" }: PageProps): NavigationItem[] {
  const words = WORDS[lang];
  const register = office && { text: words.register, href: registerOf(office, lang) };
  if (!signedIn) return register ? [register] : [];
  return [
    { text: words.records, href: "/" },
    ...(register ? [register] : []),
    {
      text: (
        <>
          {words.signOut}
          <span class="govuk-visually-hidden"> ({signedIn.name})</span>
        </>
      ),
      href: "/sign-out",
    },
  ];
}

function registerOf(office: PageOffice, lang: Lang): string {
  return inLanguage(lang, registerPath(office.office));
}

/** Said in the language that it leads to, for whoever reads that one. */
function LanguageSwitch({ lang, path }: { lang: Lang; path: string }) {
  return (
    <nav class="app-language" aria-label={lang === "cy" ? "Language" : "Iaith"}>
      <a class="govuk-link" href={path} hreflang={lang} lang={lang} rel="alternate">
        {lang === "cy" ? "Cymraeg" : "English"}
      </a>
    </nav>
  );
}
