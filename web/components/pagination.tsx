/** The pages of a list, or the page before and after. */
import { type Attributes, type Child, classNames, type Outer } from "./markup.ts";

export interface PaginationLink {
  href: string;
  text?: Child;
  /** What the page is about, below the link, where there are no page numbers. */
  labelText?: string;
  attributes?: Attributes;
}

export interface PageNumber {
  number?: string | number;
  href?: string;
  current?: boolean;
  /** Pages left out. */
  ellipsis?: boolean;
  visuallyHiddenText?: string;
  attributes?: Attributes;
}

export interface PaginationProps extends Outer {
  items?: PageNumber[];
  previous?: PaginationLink;
  next?: PaginationLink;
  landmarkLabel?: string;
}

const ARROWS = {
  prev: "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z",
  next: "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z",
};

export function Pagination({ items, previous, next, landmarkLabel, classes, attributes }: PaginationProps) {
  const block = !items && !!(previous || next);
  return (
    <nav
      class={classNames("govuk-pagination", block && "govuk-pagination--block", classes)}
      aria-label={landmarkLabel || "Pagination"}
      {...attributes}
    >
      {previous && <ArrowLink to="prev" link={previous} block={block} />}
      {items && (
        <ul class="govuk-pagination__list">
          {items.map((item) => (
            <PageLink {...item} />
          ))}
        </ul>
      )}
      {next && <ArrowLink to="next" link={next} block={block} />}
    </nav>
  );
}

function ArrowLink({ to, link, block }: { to: "prev" | "next"; link: PaginationLink; block: boolean }) {
  const arrow = <Arrow to={to} />;
  const arrowFirst = block || to === "prev";
  return (
    <div class={`govuk-pagination__${to}`}>
      <a class="govuk-link govuk-pagination__link" href={link.href} rel={to} {...link.attributes}>
        {arrowFirst && arrow}
        <span
          class={classNames(
            "govuk-pagination__link-title",
            block && !link.labelText && "govuk-pagination__link-title--decorated",
          )}
        >
          {link.text ?? (
            <>
              {to === "prev" ? "Previous" : "Next"}
              <span class="govuk-visually-hidden"> page</span>
            </>
          )}
        </span>
        {link.labelText && block && (
          <>
            {" "}
            <span class="govuk-visually-hidden">:</span>{" "}
            <span class="govuk-pagination__link-label">{link.labelText}</span>
          </>
        )}
        {!arrowFirst && arrow}
      </a>
    </div>
  );
}

function Arrow({ to }: { to: "prev" | "next" }) {
  return (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${to}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={ARROWS[to]} />
    </svg>
  );
}

function PageLink({ number, href, current, ellipsis, visuallyHiddenText, attributes }: PageNumber) {
  return (
    <li
      class={classNames(
        "govuk-pagination__item",
        current && "govuk-pagination__item--current",
        ellipsis && "govuk-pagination__item--ellipsis",
      )}
    >
      {ellipsis ? (
        "⋯"
      ) : (
        <a
          class="govuk-link govuk-pagination__link"
          href={href}
          aria-label={visuallyHiddenText ?? `Page ${number}`}
          aria-current={current ? "page" : undefined}
          {...attributes}
        >
          {number}
        </a>
      )}
    </li>
  );
}
