/** The programmes of an office on its register's first page: those that changed last. */
import { type Lang, say } from "#core/form/say.ts";
import { programmePath } from "#core/notice/addresses.ts";
import type { ListedProgramme } from "#core/notice/programme.ts";

export function ProgrammeList({
  office,
  programmes,
  lang,
}: {
  office: string;
  programmes: ListedProgramme[];
  lang: Lang;
}) {
  return (
    <>
      <h2 class="govuk-heading-m">{say(lang, "Programmes")}</h2>
      <p class="govuk-body">
        {say(
          lang,
          "Decisions that carry one another on, with their money over time. The newest are here; each decision links to its own.",
        )}
      </p>
      <ul class="govuk-list">
        {programmes.map(({ slug, title, records }) => (
          <li>
            <a class="govuk-link" href={programmePath(office, slug)}>
              {title}
            </a>{" "}
            ({say(lang, "{n} records", { n: records })})
          </li>
        ))}
      </ul>
    </>
  );
}
