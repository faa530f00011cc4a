/** What has happened, or is about to, that is not about this page alone. */
import { type Child, classNames, type HeadingLevel, headingTag, type Outer } from "./markup.ts";

export interface NotificationBannerProps extends Outer {
  /** Without it the banner is a landmark; with it, announced at once. */
  type?: "success";
  titleText?: Child;
  titleId?: string;
  titleHeadingLevel?: HeadingLevel;
  role?: string;
  disableAutoFocus?: boolean;
  /** One line of words. */
  text?: Child;
  /** Anything longer than a line. */
  children?: Child;
}

export function NotificationBanner(banner: NotificationBannerProps) {
  const success = banner.type === "success";
  const titleId = banner.titleId || "govuk-notification-banner-title";
  const Heading = headingTag(banner.titleHeadingLevel || 2);
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role below supports it
    <div
      class={classNames(
        "govuk-notification-banner",
        success && "govuk-notification-banner--success",
        banner.classes,
      )}
      role={banner.role || (success ? "alert" : "region")}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      data-disable-auto-focus={banner.disableAutoFocus}
      {...banner.attributes}
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {banner.titleText || (success ? "Success" : "Important")}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {banner.children ?? (banner.text && <p class="govuk-notification-banner__heading">{banner.text}</p>)}
      </div>
    </div>
  );
}
