/** The service's name and its main pages. */
import { type Attributes, type Child, classNames, type Outer } from "./markup.ts";

export interface NavigationItem {
  text: Child;
  href?: string;
  /** This very page. */
  current?: boolean;
  /** A page of this part. */
  active?: boolean;
  attributes?: Attributes;
}

export interface ServiceNavigationProps extends Outer {
  serviceName?: string;
  serviceUrl?: string;
  navigation?: NavigationItem[];
  navigationId?: string;
  navigationLabel?: string;
  navigationClasses?: string;
  /** Where scripts run, whether narrow screens fold the items behind a button. Two or more do unless given. */
  collapseNavigationOnMobile?: boolean;
  menuButtonText?: string;
  menuButtonLabel?: string;
  ariaLabel?: string;
}

export function ServiceNavigation(service: ServiceNavigationProps) {
  const common = {
    class: classNames("govuk-service-navigation", service.classes),
    "data-module": "govuk-service-navigation",
    ...service.attributes,
  };
  const inner = (
    <div class="govuk-width-container">
      <div class="govuk-service-navigation__container">
        {service.serviceName && (
          <span class="govuk-service-navigation__service-name">
            {service.serviceUrl ? (
              <a href={service.serviceUrl} class="govuk-service-navigation__link">
                {service.serviceName}
              </a>
            ) : (
              <span class="govuk-service-navigation__text">{service.serviceName}</span>
            )}
          </span>
        )}
        <Navigation {...service} />
      </div>
    </div>
  );
  // A name makes it a region of its own; without one the navigation inside is landmark enough.
  return service.serviceName ? (
    <section aria-label={service.ariaLabel ?? "Service information"} {...common}>
      {inner}
    </section>
  ) : (
    <div {...common}>{inner}</div>
  );
}

function Navigation(service: ServiceNavigationProps) {
  const items = service.navigation ?? [];
  if (items.length === 0) return null;
  const menu = service.menuButtonText || "Menu";
  const id = service.navigationId || "navigation";
  return (
    <nav
      aria-label={service.navigationLabel || menu}
      class={classNames("govuk-service-navigation__wrapper", service.navigationClasses)}
    >
      {(service.collapseNavigationOnMobile ?? items.length > 1) && (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: hidden from everyone until scripts show it
        <button
          type="button"
          class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
          aria-controls={id}
          aria-label={service.menuButtonLabel === menu ? undefined : service.menuButtonLabel}
          hidden
          aria-hidden="true"
        >
          {menu}
        </button>
      )}
      <ul class="govuk-service-navigation__list" id={id}>
        {items.map((item) => (
          <NavigationLink {...item} />
        ))}
      </ul>
    </nav>
  );
}

function NavigationLink({ text, href, current, active, attributes }: NavigationItem) {
  const here = current || active;
  const ariaCurrent = here ? (current ? "page" : "true") : undefined;
  const words = here ? <strong class="govuk-service-navigation__active-fallback">{text}</strong> : text;
  return (
    <li
      class={classNames("govuk-service-navigation__item", here && "govuk-service-navigation__item--active")}
    >
      {href ? (
        <a class="govuk-service-navigation__link" href={href} aria-current={ariaCurrent} {...attributes}>
          {words}
        </a>
      ) : (
        <span class="govuk-service-navigation__text" aria-current={ariaCurrent}>
          {words}
        </span>
      )}
    </li>
  );
}
