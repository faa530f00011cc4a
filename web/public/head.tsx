/** What a public page tells machines: its one address, how it shows when shared, the office's feeds. */
import type { Lang } from "#core/form/say.ts";
import { feedPath } from "#core/notice/addresses.ts";

export interface HeadProps {
  origin: string;
  path: string;
  title: string;
  description: string;
  type?: "article" | "website";
  office?: { slug: string; name: string };
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
  other,
  unlisted,
}: HeadProps) {
  return (
    <>
      <link rel="canonical" href={origin + path} />
      {other && (
        <>
          <link rel="alternate" hreflang={other.lang} href={origin + other.path} />
          <link rel="alternate" hreflang={other.lang === "cy" ? "en" : "cy"} href={origin + path} />
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
          <link
            rel="alternate"
            type="application/atom+xml"
            title="Atom"
            href={feedPath(office.slug, "atom")}
          />
          <link
            rel="alternate"
            type="application/feed+json"
            title="JSON"
            href={feedPath(office.slug, "json")}
          />
        </>
      )}
    </>
  );
}
