/** Whom to ask, in what other form, and the statements that a public body owes. */
import type { Child } from "../components/markup.ts";
import type { PageOffice } from "./page.tsx";
import { type Lang, WORDS } from "./words.ts";

export function Footer({ title, office, lang }: { title: string; office?: PageOffice; lang: Lang }) {
  const words = WORDS[lang];
  const contact = office?.body.contact;
  return (
    <footer class="app-footer">
      <div class="govuk-width-container">
        <h2 class="govuk-visually-hidden">{words.support}</h2>
        <ul class="app-footer__links">
          {contact && <FooterLink href={mailTo(contact.email, words.contact)}>{words.contact}</FooterLink>}
          <FooterLink href="/accessibility">{words.accessibility}</FooterLink>
          <FooterLink href="/privacy">{words.privacy}</FooterLink>
          {contact && (
            <FooterLink href={mailTo(contact.email, `${words.format}: ${title}`)}>{words.format}</FooterLink>
          )}
        </ul>
        {contact && (
          <p class="app-footer__address">
            {[office.body.name, ...(contact.address ?? []), contact.phone].filter(Boolean).join(", ")}
          </p>
        )}
      </div>
    </footer>
  );
}

/** An address that starts an email. */
export function mailTo(email: string, subject: string): string {
  return `mailto:${encodeURIComponent(email).replace("%40", "@")}?subject=${encodeURIComponent(subject)}`;
}

function FooterLink({ href, children }: { href: string; children: Child }) {
  return (
    <li>
      <a class="govuk-link" href={href}>
        {children}
      </a>
    </li>
  );
}
