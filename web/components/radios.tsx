/**
 * One choice of several. There is no conditional reveal: it fails axe's `aria-allowed-attr`, and a
 * question that depends on an answer is asked on the page.
 */
import type { FieldsetProps } from "./fieldset.tsx";
import { describedBy, FieldsetGroup, type QuestionProps } from "./form-group.tsx";
import { Hint, type HintProps } from "./hint.tsx";
import { Label } from "./label.tsx";
import { type Child, classNames, type Outer } from "./markup.ts";

export interface RadioItem {
  /** `idPrefix` for the first item, `idPrefix-2`… for the others, unless given. */
  id?: string;
  value: string;
  text: Child;
  hint?: HintProps;
  /** Overrides what `value` of the group says. */
  checked?: boolean;
  disabled?: boolean;
  label?: Outer;
  attributes?: Outer["attributes"];
}

export interface RadiosProps extends Omit<QuestionProps, "describedBy"> {
  /** The name unless given. The first item carries it as its id, so that an error summary can link to it. */
  idPrefix?: string;
  name: string;
  fieldset?: FieldsetProps;
  items: (RadioItem | { divider: string })[];
  /** The value chosen. */
  value?: string;
}

export function Radios(radios: RadiosProps) {
  const idPrefix = radios.idPrefix || radios.name;
  const question = { ...radios, describedBy: radios.fieldset?.describedBy };
  return (
    <FieldsetGroup
      id={idPrefix}
      question={question}
      fieldset={radios.fieldset}
      ids={describedBy(idPrefix, question)}
    >
      <div
        class={classNames("govuk-radios", radios.classes)}
        {...radios.attributes}
        data-module="govuk-radios"
      >
        {radios.formGroup?.before}
        {radios.items.map((item, i) =>
          "divider" in item ? (
            <div class="govuk-radios__divider">{item.divider}</div>
          ) : (
            <Radio
              {...item}
              name={radios.name}
              id={item.id || (i ? `${idPrefix}-${i + 1}` : idPrefix)}
              checked={item.checked ?? (!!radios.value && item.value === radios.value)}
            />
          ),
        )}
        {radios.formGroup?.after}
      </div>
    </FieldsetGroup>
  );
}

function Radio(item: RadioItem & { id: string; name: string }) {
  const hintId = item.hint && `${item.id}-item-hint`;
  return (
    <div class="govuk-radios__item">
      <input
        class="govuk-radios__input"
        id={item.id}
        name={item.name}
        type="radio"
        value={item.value}
        checked={item.checked}
        disabled={item.disabled}
        aria-describedby={hintId}
        {...item.attributes}
      />
      <Label
        text={item.text}
        classes={classNames("govuk-radios__label", item.label?.classes)}
        attributes={item.label?.attributes}
        for={item.id}
      />
      {item.hint && (
        <Hint {...item.hint} id={hintId} classes={classNames("govuk-radios__hint", item.hint.classes)} />
      )}
    </div>
  );
}
