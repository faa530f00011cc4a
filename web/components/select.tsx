/** One choice from a long list. */
import { type ControlProps, describedBy, LabelledGroup } from "./form-group.tsx";
import { type Attributes, classNames } from "./markup.ts";

export interface SelectItem {
  /** The text unless given. */
  value?: string;
  text: string;
  /** Overrides what `value` of the select says. */
  selected?: boolean;
  disabled?: boolean;
  attributes?: Attributes;
}

export interface SelectProps extends ControlProps {
  items: SelectItem[];
  /** The value chosen. */
  value?: string;
}

export function Select(select: SelectProps) {
  const id = select.id || select.name;
  return (
    <LabelledGroup id={id} control={select}>
      <SelectElement id={id} {...select} describedBy={describedBy(id, select)} />
    </LabelledGroup>
  );
}

/** The control alone, for rows of a table whose headers name it (`aria-labelledby` in `attributes`). */
export function SelectElement(select: Omit<SelectProps, "label"> & { id: string }) {
  return (
    <select
      class={classNames("govuk-select", select.classes, select.errorMessage && "govuk-select--error")}
      id={select.id}
      name={select.name}
      disabled={select.disabled}
      aria-describedby={select.describedBy}
      {...select.attributes}
    >
      {select.items.map((item) => (
        <option
          value={item.value}
          selected={item.selected ?? (!!select.value && (item.value ?? item.text) === select.value)}
          disabled={item.disabled}
          {...item.attributes}
        >
          {item.text}
        </option>
      ))}
    </select>
  );
}
