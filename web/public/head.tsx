/** What a public page tells machines: its one address, how it shows when shared, the office's feeds. */
import { feedPath } from "#core/notice/addresses.ts";

export interface HeadProps {
  origin: string;
  path: string;
  title: string;
  description: string;
  type?: "article" | "website";
  office?: { slug: string; name: string };
}

export function Head({ origin, path, title, description, type = "website", office }: HeadProps) {
  return (
    <>
      <link rel="canonical" href={origin + path} />
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
