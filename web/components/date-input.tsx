/** A date as day, month and year, typed as people write it. Names are `namePrefix-day` and so on. */
import type { FieldsetProps } from "./fieldset.tsx";
import { describedBy, FieldsetGroup, type QuestionProps } from "./form-group.tsx";
import { Input, type InputProps } from "./input.tsx";
import { type Attributes, classNames } from "./markup.ts";

export interface DateInputItem {
  id?: string;
  name?: string;
  label?: string;
  value?: string | number;
  classes?: string;
  /** This part is wrong. Where no part says so, an error message marks them all. */
  error?: boolean;
  autocomplete?: string;
  inputmode?: InputProps["inputmode"];
  pattern?: string;
  attributes?: Attributes;
}

export interface DateInputProps extends Omit<QuestionProps, "describedBy"> {
  /** The parts' ids are `id-day`, `id-month`, `id-year`: an error summary links to the first wrong one. */
  id: string;
  namePrefix?: string;
  fieldset?: FieldsetProps;
  values?: Partial<Record<Part, string | number>>;
  /** Options of one part; false leaves it out. */
  day?: DateInputItem | false;
  month?: DateInputItem | false;
  year?: DateInputItem | false;
  /** All the parts, in place of these three. */
  items?: DateInputItem[];
}

const PARTS = ["day", "month", "year"] as const;
type Part = (typeof PARTS)[number];

export function DateInput(date: DateInputProps) {
  const items = date.items?.length ? date.items : partsOf(date);
  const question = { ...date, describedBy: date.fieldset?.describedBy };
  const someWrong = items.some(isWrong);
  return (
    <FieldsetGroup
      id={date.id}
      question={question}
      // JAWS does not announce the description of a fieldset of text inputs without the role.
      fieldset={date.fieldset && { ...date.fieldset, role: "group" }}
      ids={describedBy(date.id, question)}
    >
      <div
        class={classNames("govuk-date-input", date.classes)}
        {...date.attributes}
        id={date.id || undefined}
      >
        {date.formGroup?.before}
        {items.map((item) => (
          <DatePart
            date={date}
            item={item}
            wrong={isWrong(item) || (item.error !== false && !!date.errorMessage && !someWrong)}
          />
        ))}
        {date.formGroup?.after}
      </div>
    </FieldsetGroup>
  );
}

function partsOf(date: DateInputProps): DateInputItem[] {
  return PARTS.filter((part) => date[part] !== false).map((name) => ({ name, ...date[name] }));
}

function DatePart({ date, item, wrong }: { date: DateInputProps; item: DateInputItem; wrong: boolean }) {
  const name = item.name ?? "";
  const part = PARTS.find((p) => p === name);
  const classes = item.classes ?? "";
  return (
    <div class="govuk-date-input__item">
      <Input
        label={{
          text: item.label || name.charAt(0).toUpperCase() + name.slice(1),
          classes: "govuk-date-input__label",
        }}
        id={item.id || `${date.id}-${name}`}
        classes={classNames(
          "govuk-date-input__input",
          wrong && !classes.includes("govuk-input--error") && "govuk-input--error",
          !classes.includes("govuk-input--width-") && `govuk-input--width-${part === "year" ? 4 : 2}`,
          classes,
        )}
        name={date.namePrefix ? `${date.namePrefix}-${name}` : name}
        value={item.value ?? (part && date.values?.[part])}
        inputmode={item.inputmode || "numeric"}
        autocomplete={item.autocomplete}
        pattern={item.pattern}
        attributes={item.attributes}
      />
    </div>
  );
}

function isWrong(item: DateInputItem): boolean {
  return !!item.error || !!item.classes?.includes("govuk-input--error");
}
