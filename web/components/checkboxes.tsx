/** Any number of several choices, or one box to tick. There is no conditional reveal: see radios.tsx. */
import type { FieldsetProps } from "./fieldset.tsx";
import { describedBy, FieldsetGroup, type QuestionProps } from "./form-group.tsx";
import { Hint, type HintProps } from "./hint.tsx";
import { Label } from "./label.tsx";
import { type Child, classNames, type Outer } from "./markup.ts";

export interface CheckboxItem {
  /** `idPrefix` for the first item, `idPrefix-2`… for the others, unless given. */
  id?: string;
  /** The group's name unless given. */
  name?: string;
  value: string;
  text: Child;
  hint?: HintProps;
  /** Overrides what `values` of the group says. */
  checked?: boolean;
  disabled?: boolean;
  /** Ticking it unticks the others, where scripts run ("None of these"). */
  behaviour?: "exclusive";
  label?: Outer;
  attributes?: Outer["attributes"];
}

export interface CheckboxesProps extends QuestionProps {
  /** The name unless given. The first item carries it as its id, so that an error summary can link to it. */
  idPrefix?: string;
  name: string;
  fieldset?: FieldsetProps;
  items: (CheckboxItem | { divider: string })[];
  /** The values ticked. */
  values?: string[];
}

export function Checkboxes(checkboxes: CheckboxesProps) {
  const idPrefix = checkboxes.idPrefix || checkboxes.name;
  const question = {
    ...checkboxes,
    describedBy: checkboxes.fieldset?.describedBy ?? checkboxes.describedBy,
  };
  const ids = describedBy(idPrefix, question);
  return (
    <FieldsetGroup id={idPrefix} question={question} fieldset={checkboxes.fieldset} ids={ids}>
      <div
        class={classNames("govuk-checkboxes", checkboxes.classes)}
        {...checkboxes.attributes}
        data-module="govuk-checkboxes"
      >
        {checkboxes.formGroup?.before}
        {checkboxes.items.map((item, i) =>
          "divider" in item ? (
            <div class="govuk-checkboxes__divider">{item.divider}</div>
          ) : (
            <Checkbox
              {...item}
              name={item.name || checkboxes.name}
              id={item.id || (i ? `${idPrefix}-${i + 1}` : idPrefix)}
              checked={item.checked ?? checkboxes.values?.includes(item.value)}
              describedBy={checkboxes.fieldset ? undefined : ids}
            />
          ),
        )}
        {checkboxes.formGroup?.after}
      </div>
    </FieldsetGroup>
  );
}

function Checkbox(item: CheckboxItem & { id: string; describedBy?: string }) {
  const hintId = item.hint && `${item.id}-item-hint`;
  return (
    <div class="govuk-checkboxes__item">
      <input
        class="govuk-checkboxes__input"
        id={item.id}
        name={item.name}
        type="checkbox"
        value={item.value}
        checked={item.checked}
        disabled={item.disabled}
        data-behaviour={item.behaviour}
        aria-describedby={classNames(item.describedBy, hintId) || undefined}
        {...item.attributes}
      />
      <Label
        text={item.text}
        classes={classNames("govuk-checkboxes__label", item.label?.classes)}
        attributes={item.label?.attributes}
        for={item.id}
      />
      {item.hint && (
        <Hint {...item.hint} id={hintId} classes={classNames("govuk-checkboxes__hint", item.hint.classes)} />
      )}
    </div>
  );
}
