/** The strip with the public body's name. Generic: these bodies are not on GOV.UK and may not wear its crown. */
import { type Child, classNames, type Outer } from "./markup.ts";

export interface GenericHeaderProps extends Outer {
  /** "/" unless given. */
  url?: string;
  logoText: Child;
  containerClasses?: string;
}

export function GenericHeader({ url, logoText, containerClasses, classes, attributes }: GenericHeaderProps) {
  return (
    <div class={classNames("govuk-generic-header", classes)} {...attributes}>
      <div class={`govuk-generic-header__container ${containerClasses || "govuk-width-container"}`}>
        <div class="govuk-generic-header__logo">
          <a href={url || "/"} class="govuk-generic-header__homepage-link">
            {logoText}
          </a>
        </div>
      </div>
    </div>
  );
}
