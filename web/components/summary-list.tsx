/** Questions and their answers, with links to change them; in a card where there are several lists. */
import {
  type Attributes,
  type Child,
  type Content,
  classNames,
  type HeadingLevel,
  headingTag,
  type Outer,
} from "./markup.ts";

export interface SummaryAction {
  href: string;
  text: Child;
  /** Says what is changed to those who hear the link alone: "Change" + " title". */
  visuallyHiddenText?: string;
  classes?: string;
  attributes?: Attributes;
}

interface Actions {
  items?: SummaryAction[];
  classes?: string;
}

type Value = Omit<Content, "attributes">;

export interface SummaryRow {
  key: Value;
  value: Value;
  actions?: Actions;
  classes?: string;
}

export interface SummaryCard extends Outer {
  title?: Value & { headingLevel?: HeadingLevel };
  actions?: Actions;
}

export interface SummaryListProps extends Outer {
  rows: SummaryRow[];
  card?: SummaryCard;
}

export function SummaryList({ rows, card, classes, attributes }: SummaryListProps) {
  const someActions = rows.some((row) => row.actions?.items?.length);
  const list = (
    <dl class={classNames("govuk-summary-list", classes)} {...attributes}>
      {rows.map((row) => (
        <div
          class={classNames(
            "govuk-summary-list__row",
            someActions && !row.actions?.items && "govuk-summary-list__row--no-actions",
            row.classes,
          )}
        >
          <dt class={classNames("govuk-summary-list__key", row.key.classes)}>{row.key.text}</dt>
          <dd class={classNames("govuk-summary-list__value", row.value.classes)}>{row.value.text}</dd>
          <RowActions actions={row.actions} cardTitle={card?.title?.text} />
        </div>
      ))}
    </dl>
  );
  return card ? <Card card={card}>{list}</Card> : list;
}

function RowActions({ actions, cardTitle }: { actions?: Actions; cardTitle: Child }) {
  const [only, ...more] = actions?.items ?? [];
  if (!only) return null;
  return (
    <dd class={classNames("govuk-summary-list__actions", actions?.classes)}>
      {more.length === 0 ? (
        <ActionLink {...only} cardTitle={cardTitle} />
      ) : (
        <ul class="govuk-summary-list__actions-list">
          {[only, ...more].map((action) => (
            <li class="govuk-summary-list__actions-list-item">
              <ActionLink {...action} cardTitle={cardTitle} />
            </li>
          ))}
        </ul>
      )}
    </dd>
  );
}

function Card({ card, children }: { card: SummaryCard; children: Child }) {
  const Heading = headingTag(card.title?.headingLevel ?? 2);
  const [only, ...more] = card.actions?.items ?? [];
  const actionClasses = classNames("govuk-summary-card__actions", card.actions?.classes);
  return (
    <div class={classNames("govuk-summary-card", card.classes)} {...card.attributes}>
      <div class="govuk-summary-card__title-wrapper">
        {card.title && (
          <Heading class={classNames("govuk-summary-card__title", card.title.classes)}>
            {card.title.text}
          </Heading>
        )}
        {only && more.length === 0 && (
          <div class={actionClasses}>
            <ActionLink {...only} cardTitle={card.title?.text} />
          </div>
        )}
        {only && more.length > 0 && (
          <ul class={actionClasses}>
            {[only, ...more].map((action) => (
              <li class="govuk-summary-card__action">
                <ActionLink {...action} cardTitle={card.title?.text} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div class="govuk-summary-card__content">{children}</div>
    </div>
  );
}

function ActionLink({
  cardTitle,
  visuallyHiddenText: hidden,
  ...action
}: SummaryAction & { cardTitle: Child }) {
  return (
    <a class={classNames("govuk-link", action.classes)} href={action.href} {...action.attributes}>
      {action.text}
      {(hidden || cardTitle) && (
        <span class="govuk-visually-hidden">
          {hidden && ` ${hidden}`}
          {cardTitle && <> ({cardTitle})</>}
        </span>
      )}
    </a>
  );
}
