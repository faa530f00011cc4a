/**
 * Several controls that answer one question, under its label. The group itself can be focused, so that
 * an error about the whole ("Enter at least one award") has somewhere to lead.
 */
import type { Child } from "hono/jsx";
import type { Problem } from "#core/form/validate.ts";
import { ErrorMessage } from "#web/components/error-message.tsx";
import { Fieldset } from "#web/components/fieldset.tsx";
import { Hint } from "#web/components/hint.tsx";
import { errorAt } from "./control.ts";

interface GroupProps {
  id: string;
  legend: string;
  hint?: { text: Child };
  errors: Problem[];
  describedBy?: string;
  size?: "s" | "m";
  children: Child;
}

export function Group({ id, legend, hint, errors, describedBy: more, size = "s", children }: GroupProps) {
  const error = errorAt(errors, id);
  const describedBy = [more, hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class={`govuk-form-group app-group${error ? " govuk-form-group--error" : ""}`}>
      <Fieldset
        legend={{ text: legend, classes: `govuk-fieldset__legend--${size}` }}
        describedBy={describedBy || undefined}
        attributes={{ id, tabindex: -1 }}
      >
        {hint && <Hint id={`${id}-hint`} text={hint.text} />}
        {error && <ErrorMessage id={`${id}-error`} text={error.text} />}
        {children}
      </Fieldset>
    </div>
  );
}
