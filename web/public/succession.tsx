/**
 * What a register says of the offices before and after its own: that it is closed, since when and where to
 * go on, on each of its pages; and the registers of those before it, with the years that they cover.
 */
import { type Lang, say } from "#core/form/say.ts";
import { registerPath } from "#core/notice/addresses.ts";
import type { OfficeRegister } from "#core/notice/files.ts";
import { closedWords, type Succession, successionOf, yearsWords } from "#core/notice/succession.ts";
import { InsetText } from "../components/inset-text.tsx";

/** Above the page of a closed office; nothing where it is open. `name` is the office's name of today. */
export function closedBanner(offices: OfficeRegister[] | undefined, slug: string, lang: Lang = "en") {
  const office = offices?.find((o) => o.slug === slug);
  const { closed } = successionOf(offices ?? [], slug);
  if (!office || !closed) return undefined;
  return (
    <section aria-label={say(lang, "About this register")}>
      <InsetText>
        <p class="govuk-body">
          {closedWords(office.name, closed, lang)}
          {closed.by && (
            <>
              {" "}
              <a class="govuk-link" href={registerPath(closed.by.slug)}>
                {say(lang, "Register of {name}", { name: closed.by.name })}
              </a>
            </>
          )}
        </p>
      </InsetText>
    </section>
  );
}

/** "Earlier decisions: X, 2012 to 2028." */
export function Earlier({ before, lang }: Pick<Succession, "before"> & { lang: Lang }) {
  if (before.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{say(lang, "Earlier decisions")}</h2>
      <ul class="govuk-list">
        {before.map((office) => (
          <li>
            <a class="govuk-link" href={registerPath(office.slug)}>
              {office.name}
            </a>
            , {yearsWords(office, lang)}
          </li>
        ))}
      </ul>
    </>
  );
}
