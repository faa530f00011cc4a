/** What is wrong with the page, at its top: each message links to the control that can put it right. */
import { type Attributes, type Child, classNames, type Outer } from "./markup.ts";

export interface ErrorSummaryProps extends Outer {
  /** "There is a problem" unless given. */
  titleText?: Child;
  descriptionText?: Child;
  errorList?: { text: Child; href?: string; attributes?: Attributes }[];
  disableAutoFocus?: boolean;
}

export function ErrorSummary(summary: ErrorSummaryProps) {
  return (
    <div
      class={classNames("govuk-error-summary", summary.classes)}
      data-disable-auto-focus={summary.disableAutoFocus}
      {...summary.attributes}
      data-module="govuk-error-summary"
    >
      <div role="alert">
        <h2 class="govuk-error-summary__title">{summary.titleText ?? "There is a problem"}</h2>
        <div class="govuk-error-summary__body">
          {summary.descriptionText && <p>{summary.descriptionText}</p>}
          {!!summary.errorList?.length && (
            <ul class="govuk-list govuk-error-summary__list">
              {summary.errorList.map((item) => (
                <li>
                  {item.href ? (
                    <a href={item.href} {...item.attributes}>
                      {item.text}
                    </a>
                  ) : (
                    item.text
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  );
}
