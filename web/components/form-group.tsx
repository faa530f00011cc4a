/**
 * The frame around a control: its hint and error above it, and the ids that tie them to it. One
 * place decides those ids, so that an error summary can always link to `id`.
 */
import { ErrorMessage, type ErrorMessageProps } from "./error-message.tsx";
import { Fieldset, type FieldsetProps } from "./fieldset.tsx";
import { Hint, type HintProps } from "./hint.tsx";
import { Label, type LabelProps } from "./label.tsx";
import { type Child, classNames, type Outer } from "./markup.ts";

export interface FormGroupProps extends Outer {
  before?: Child;
  after?: Child;
}

/** What every question has. */
export interface QuestionProps extends Outer {
  hint?: HintProps;
  errorMessage?: ErrorMessageProps;
  /** Ids of other elements that describe the control. */
  describedBy?: string;
  formGroup?: FormGroupProps;
}

/** What every control with one label has. `id` is the name unless given. */
export interface ControlProps extends QuestionProps {
  id?: string;
  name: string;
  label: LabelProps;
  disabled?: boolean;
}

/** The ids for `aria-describedby`: those given, then the hint's, then the error's. */
export function describedBy(id: string, question: QuestionProps): string | undefined {
  const ids = [question.describedBy, question.hint && `${id}-hint`, question.errorMessage && `${id}-error`];
  return classNames(...ids) || undefined;
}

/** A control under its label, hint and error. */
export function LabelledGroup({
  id,
  control,
  children,
}: {
  id: string;
  control: ControlProps;
  children: Child;
}) {
  return (
    <Group question={control}>
      <Label {...control.label} for={id} />
      <HintAndError id={id} question={control} />
      {control.formGroup?.before}
      {children}
      {control.formGroup?.after}
    </Group>
  );
}

interface FieldsetGroupProps {
  id: string;
  question: QuestionProps;
  fieldset?: FieldsetProps;
  /** What describes the fieldset. */
  ids?: string;
  children: Child;
}

/** Several controls that answer one question, in a fieldset where one is given. */
export function FieldsetGroup({ id, question, fieldset, ids, children }: FieldsetGroupProps) {
  const inner = (
    <>
      <HintAndError id={id} question={question} />
      {children}
    </>
  );
  return (
    <Group question={question}>
      {fieldset ? (
        <Fieldset {...fieldset} describedBy={ids}>
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </Group>
  );
}

function Group({ question, children }: { question: QuestionProps; children: Child }) {
  const { formGroup, errorMessage } = question;
  return (
    <div
      class={classNames("govuk-form-group", errorMessage && "govuk-form-group--error", formGroup?.classes)}
      {...formGroup?.attributes}
    >
      {children}
    </div>
  );
}

function HintAndError({ id, question }: { id: string; question: QuestionProps }) {
  return (
    <>
      {question.hint && <Hint id={`${id}-hint`} {...question.hint} />}
      {question.errorMessage && <ErrorMessage id={`${id}-error`} {...question.errorMessage} />}
    </>
  );
}
