/** Controls that answer one question together, under a legend. */
import { type Child, type Content, classNames, type Outer } from "./markup.ts";

export interface FieldsetProps extends Outer {
  legend?: Content & { isPageHeading?: boolean };
  describedBy?: string;
  role?: string;
}

export function Fieldset({ legend, describedBy, role, ...rest }: FieldsetProps & { children?: Child }) {
  return (
    <fieldset
      class={classNames("govuk-fieldset", rest.classes)}
      role={role}
      aria-describedby={describedBy}
      {...rest.attributes}
    >
      {legend?.text && (
        <legend class={classNames("govuk-fieldset__legend", legend.classes)}>
          {legend.isPageHeading ? <h1 class="govuk-fieldset__heading">{legend.text}</h1> : legend.text}
        </legend>
      )}
      {rest.children}
    </fieldset>
  );
}
