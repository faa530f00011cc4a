/** What is to be done and how far each part is. */
import { type Child, type Content, classNames, type Outer } from "./markup.ts";
import { Tag } from "./tag.tsx";

export interface TaskItem {
  title: Omit<Content, "attributes">;
  hint?: { text: Child };
  /** Words, or a tag for what still needs doing. */
  status: { tag?: Content; text?: Child; classes?: string };
  href?: string;
  classes?: string;
}

export interface TaskListProps extends Outer {
  /** "task-list" unless given: two lists on a page need their own. */
  idPrefix?: string;
  items: TaskItem[];
}

export function TaskList({ idPrefix = "task-list", items, classes, attributes }: TaskListProps) {
  return (
    <ul class={classNames("govuk-task-list", classes)} {...attributes}>
      {items.map((item, i) => (
        <Task item={item} id={`${idPrefix}-${i + 1}`} />
      ))}
    </ul>
  );
}

function Task({ item, id }: { item: TaskItem; id: string }) {
  const hintId = item.hint && `${id}-hint`;
  return (
    <li
      class={classNames(
        "govuk-task-list__item",
        item.href && "govuk-task-list__item--with-link",
        item.classes,
      )}
    >
      <div class="govuk-task-list__name-and-hint">
        {item.href ? (
          <a
            class={classNames("govuk-link govuk-task-list__link", item.title.classes)}
            href={item.href}
            aria-describedby={classNames(hintId, `${id}-status`)}
          >
            {item.title.text}
          </a>
        ) : (
          <div class={item.title.classes}>{item.title.text}</div>
        )}
        {item.hint && (
          <div id={hintId} class="govuk-task-list__hint">
            {item.hint.text}
          </div>
        )}
      </div>
      <div class={classNames("govuk-task-list__status", item.status.classes)} id={`${id}-status`}>
        {item.status.tag ? <Tag {...item.status.tag} /> : item.status.text}
      </div>
    </li>
  );
}
