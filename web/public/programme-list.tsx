/** The programmes of an office on its register's first page: those that changed last. */
import { programmePath } from "#core/notice/addresses.ts";
import type { ListedProgramme } from "#core/notice/programme.ts";

export function ProgrammeList({ office, programmes }: { office: string; programmes: ListedProgramme[] }) {
  return (
    <>
      <h2 class="govuk-heading-m">Programmes</h2>
      <p class="govuk-body">
        Decisions that carry one another on, with their money over time. The newest are here; each decision
        links to its own.
      </p>
      <ul class="govuk-list">
        {programmes.map(({ slug, title, records }) => (
          <li>
            <a class="govuk-link" href={programmePath(office, slug)}>
              {title}
            </a>{" "}
            ({records} records)
          </li>
        ))}
      </ul>
    </>
  );
}
