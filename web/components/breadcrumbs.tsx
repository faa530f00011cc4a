/** Where the page is; the last item is the page itself where it has no address. */
import { type Attributes, type Child, classNames, type Outer } from "./markup.ts";

export interface BreadcrumbsProps extends Outer {
  items: { text: Child; href?: string; attributes?: Attributes }[];
  collapseOnMobile?: boolean;
  labelText?: string;
}

export function Breadcrumbs({ items, collapseOnMobile, labelText, classes, attributes }: BreadcrumbsProps) {
  return (
    <nav
      class={classNames(
        "govuk-breadcrumbs",
        classes,
        collapseOnMobile && "govuk-breadcrumbs--collapse-on-mobile",
      )}
      {...attributes}
      aria-label={labelText ?? "Breadcrumb"}
    >
      <ol class="govuk-breadcrumbs__list">
        {items.map((item) =>
          item.href ? (
            <li class="govuk-breadcrumbs__list-item">
              <a class="govuk-breadcrumbs__link" href={item.href} {...item.attributes}>
                {item.text}
              </a>
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {item.text}
            </li>
          ),
        )}
      </ol>
    </nav>
  );
}
