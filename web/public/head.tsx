/** What a public page tells machines: its one address, how it shows when shared, the office's feeds. */
import type { Lang } from "#core/form/say.ts";
import { feedPath, inLanguage } from "#core/notice/addresses.ts";

export interface HeadProps {
  origin: string;
  path: string;
  title: string;
  description: string;
  type?: "article" | "website";
  office?: { slug: string; name: string };
  /** Feeds of what this page shows a part of. */
  feeds?: { title: string; address: (type: "atom" | "json") => string };
  /** The same page in the office's other language, and the language of this one. */
  other?: { lang: Lang; path: string };
  /** Not to be found by search engines: another page stands in its place. */
  unlisted?: boolean;
}

export function Head({
  origin,
  path,
  title,
  description,
  type = "website",
  office,
  feeds,
  other,
  unlisted,
}: HeadProps) {
  const lang = other && (other.lang === "cy" ? "en" : "cy");
  return (
    <>
      <link rel="canonical" href={origin + path} />
      {other && (
        <>
          <link rel="alternate" hreflang={other.lang} href={origin + other.path} />
          <link rel="alternate" hreflang={lang} href={origin + path} />
        </>
      )}
      {unlisted && <meta name="robots" content="noindex" />}
      <meta name="description" content={description} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:type" content={type} />
      <meta property="og:url" content={origin + path} />
      {office && (
        <>
          <meta property="og:site_name" content={office.name} />
          <Feeds
            title=""
            address={(type) => inLanguage(lang ?? "en", feedPath(office.slug, type))}
            lang={lang}
          />
        </>
      )}
      {feeds && <Feeds {...feeds} />}
    </>
  );
}

/** Where a feed reader looks for feeds. `lang`: of an office whose feeds are in both. */
export function Feeds({ title, address, lang }: NonNullable<HeadProps["feeds"]> & { lang?: Lang }) {
  const named = (type: string) => [title, type].filter(Boolean).join(", ");
  return (
    <>
      <link
        rel="alternate"
        type="application/atom+xml"
        hreflang={lang}
        title={named("Atom")}
        href={address("atom")}
      />
      <link
        rel="alternate"
        type="application/feed+json"
        hreflang={lang}
        title={named("JSON")}
        href={address("json")}
      />
    </>
  );
}
