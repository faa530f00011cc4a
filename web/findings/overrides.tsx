/** Everything that was noticed, when the paper is checked: each can be put right, or left with a reason. */
import type { Form } from "#core/form/definition.ts";
import { findingKey, placeOf } from "#core/record/overrides.ts";
import type { Noticed } from "#core/record/view.ts";
import { Textarea } from "../components/textarea.tsx";
import { FindingNote } from "./finding.tsx";

interface OverridesProps {
  noticed: Noticed[];
  form: Form;
  /** Where a field can be changed; undefined where no page asks for it. */
  changePath(field: string): string | undefined;
  /** What is wrong with a reason, by the name of its box. */
  errors: { id: string; message: string }[];
}

export function Overrides({ noticed, form, changePath, errors }: OverridesProps) {
  if (!noticed.length) return null;
  return (
    <>
      <h2 class="govuk-heading-m" id="noticed" tabindex={-1}>
        What the proof-reader noticed
      </h2>
      <p class="govuk-body">
        Change the paper where it needs it. You can leave something as it is if you say why. Everyone who
        signs sees what is left, with your reasons. The public does not.
      </p>
      {noticed.map((one) => (
        <FindingNote
          noticed={one}
          heading
          place={<Place noticed={one} form={form} changePath={changePath} />}
        >
          {one.finding.severity === "block" ? (
            <p class="govuk-body">You cannot submit the paper until this is put right.</p>
          ) : (
            <ReasonBox noticed={one} errors={errors} />
          )}
        </FindingNote>
      ))}
    </>
  );
}

function ReasonBox({
  noticed: { finding, reason },
  errors,
}: Pick<OverridesProps, "errors"> & { noticed: Noticed }) {
  const name = `reason.${findingKey(finding)}`;
  const error = errors.find((e) => e.id === name);
  return (
    <Textarea
      name={name}
      label={{
        text: (
          <>
            Why it can stay as it is (optional)
            <span class="govuk-visually-hidden">: {finding.message}</span>
          </>
        ),
      }}
      rows={2}
      value={reason}
      errorMessage={error && { text: error.message }}
    />
  );
}

function Place({
  noticed: { finding },
  form,
  changePath,
}: Pick<OverridesProps, "form" | "changePath"> & { noticed: Noticed }) {
  const label = placeOf(finding, form);
  const path = finding.where.field && changePath(finding.where.field);
  if (!label) return <>the paper as a whole</>;
  if (!path) return <>“{label}”</>;
  return (
    <>
      “{label}”.{" "}
      <a class="govuk-link" href={path}>
        Change<span class="govuk-visually-hidden"> {label}</span>
      </a>
    </>
  );
}
