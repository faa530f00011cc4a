/** Choose a form to start a record on. */
import type { Office } from "#core/form/office.ts";
import { Button } from "../components/button.tsx";
import { Radios } from "../components/radios.tsx";
import { CommandForm, type Officer, OfficerPage } from "./layout.tsx";

interface StartProps {
  office: Office;
  officer: Officer;
  cmdId: string;
  chosen?: string;
  error?: string;
}

export function StartPage({ office, officer, cmdId, chosen, error }: StartProps) {
  return (
    <OfficerPage
      title="Start a record"
      office={office}
      officer={officer}
      back="/"
      errors={error ? [{ text: error, href: "#form" }] : undefined}
    >
      <CommandForm action="/records" cmdId={cmdId}>
        <Radios
          name="form"
          fieldset={{
            legend: {
              text: "What do you want to start?",
              isPageHeading: true,
              classes: "govuk-fieldset__legend--l",
            },
          }}
          errorMessage={error ? { text: error } : undefined}
          value={chosen}
          items={office.forms.map((form) => ({
            value: form.id,
            text: form.title,
            hint: form.hint ? { text: form.hint } : undefined,
          }))}
        />
        <Button preventDoubleClick>Start</Button>
      </CommandForm>
    </OfficerPage>
  );
}
