/** A label; as the page's heading where the page asks one question. */
import { type Content, classNames } from "./markup.ts";

export interface LabelProps extends Content {
  isPageHeading?: boolean;
}

export function Label({ for: htmlFor, ...label }: LabelProps & { for?: string }) {
  if (!label.text) return null;
  const element = (
    <label class={classNames("govuk-label", label.classes)} {...label.attributes} for={htmlFor}>
      {label.text}
    </label>
  );
  return label.isPageHeading ? <h1 class="govuk-label-wrapper">{element}</h1> : element;
}
