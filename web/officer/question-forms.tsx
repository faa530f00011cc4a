/** The forms about a question from those who scrutinise the office: add, answer, correct, change the due day, withdraw. */
import type { Office } from "#core/form/office.ts";
import type { Problem } from "#core/form/validate.ts";
import { type Item, KINDS } from "#core/scrutiny/item.ts";
import * as Words from "#core/scrutiny/words.ts";
import { Button } from "../components/button.tsx";
import { Input } from "../components/input.tsx";
import { NotificationBanner } from "../components/notification-banner.tsx";
import { Radios } from "../components/radios.tsx";
import { Textarea } from "../components/textarea.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { errorAt } from "../fields/control.ts";
import { DateBoxes } from "../fields/dates.tsx";
import type { Typed } from "../fields/typed.ts";
import { CommandForm, Heading, type Officer, OfficerPage } from "./layout.tsx";
import { itemPath } from "./questions-page.tsx";

interface FormProps {
  office: Office;
  officer: Officer;
  cmdId: string;
  typed: Typed;
  errors?: Problem[];
}

interface ItemFormProps extends FormProps {
  item: Item;
  /** Someone else changed it meanwhile: what they did is there, and what was typed here is not lost. */
  stale?: string;
}

export type Verb = "answer" | "correct" | "due" | "withdraw";

const PUBLIC = "Anyone will be able to read this once it is published.";
const BOLD = { classes: "govuk-label--s" };
const LEGEND = { classes: "govuk-fieldset__legend--s" };

export function AddQuestionPage({ office, officer, cmdId, typed, errors = [] }: FormProps) {
  const title = "Add a question";
  return (
    <OfficerPage title={title} office={office} officer={officer} back={itemPath()} errors={summary(errors)}>
      <Heading caption={Words.pageTitle(office)}>{title}</Heading>
      <p class="govuk-body">Nothing is public until you publish it from its own page.</p>
      <CommandForm action={itemPath()} cmdId={cmdId}>
        <Radios
          name="kind"
          value={typed.kind}
          fieldset={{ legend: { text: "What is it?", ...LEGEND } }}
          errorMessage={errorAt(errors, "kind")}
          items={KINDS.map((kind) => ({ value: kind, text: Words.KIND_WORDS[kind] }))}
        />
        <Input
          name="askedBy"
          label={{ text: "Who asked?", ...BOLD }}
          hint={{ text: "The panel as a whole, or the name of the member who asked" }}
          value={typed.askedBy}
          errorMessage={errorAt(errors, "askedBy")}
        />
        <DateBoxes
          path="askedOn"
          legend={{ text: "When was it asked?", ...LEGEND }}
          hint={{ text: "The day of the meeting or of the letter, for example 6 3 2026" }}
          typed={typed}
          errors={errors}
        />
        <Input
          name="meeting"
          label={{ text: "At which meeting? (optional)", ...BOLD }}
          value={typed.meeting}
          errorMessage={errorAt(errors, "meeting")}
        />
        <Input
          name="subject"
          label={{ text: "What is it about, in a few words?", ...BOLD }}
          hint={{ text: "Lists show this, for example “Cost of the new control room”" }}
          value={typed.subject}
          errorMessage={errorAt(errors, "subject")}
        />
        <Textarea
          name="words"
          label={{ text: "What was asked?", ...BOLD }}
          hint={{ text: `In the words of whoever asked. ${PUBLIC}` }}
          rows={8}
          value={typed.words}
          errorMessage={errorAt(errors, "words")}
        />
        <Input
          name="about"
          label={{ text: "Which record is it about? (optional)", ...BOLD }}
          hint={{ text: "Its number, or the address of its page in the register" }}
          value={typed.about}
          errorMessage={errorAt(errors, "about")}
        />
        <DateBoxes
          path="due"
          legend={{ text: "When is an answer due?", ...LEGEND }}
          hint={{ text: "We remind governance before and after this day" }}
          typed={typed}
          errors={errors}
        />
        <Radios
          name="public"
          value={typed.public}
          fieldset={{ legend: { text: "May it be published?", ...LEGEND } }}
          errorMessage={errorAt(errors, "public")}
          items={[
            { value: "yes", text: "Yes" },
            {
              value: "no",
              text: "No, it was put in confidence",
              hint: { text: "It is kept here, and nobody outside the office ever sees it" },
            },
          ]}
        />
        <Button preventDoubleClick>Add this question</Button>
      </CommandForm>
    </OfficerPage>
  );
}

const TITLES: Record<Verb, { title: string; button: string }> = {
  answer: { title: "Answer this question", button: "Save the answer" },
  correct: { title: "Correct the answer", button: "Save the correction" },
  due: { title: "Change the day it is due", button: "Change the day" },
  withdraw: { title: "Withdraw this question", button: "Withdraw it" },
};

export function QuestionFormPage({ verb, ...form }: ItemFormProps & { verb: Verb }) {
  const { office, officer, item, cmdId, errors = [], stale } = form;
  const { title, button } = TITLES[verb];
  return (
    <OfficerPage
      title={title}
      office={office}
      officer={officer}
      back={itemPath(item.id)}
      errors={summary(errors)}
    >
      {stale && (
        <NotificationBanner titleText="Nothing was changed">
          <p class="govuk-notification-banner__heading">{stale}.</p>
          <p class="govuk-body">What you entered is still here. Check it, then send it again.</p>
        </NotificationBanner>
      )}
      <Heading caption={item.subject}>{title}</Heading>
      <CommandForm action={itemPath(item.id, verb)} cmdId={cmdId} hidden={{ rev: item.rev }}>
        {verb === "answer" && <AnswerFields {...form} />}
        {verb === "correct" && <CorrectFields {...form} />}
        {verb === "due" && <DueFields {...form} />}
        {verb === "withdraw" && <WithdrawFields {...form} />}
        <Button classes={verb === "withdraw" ? "govuk-button--warning" : undefined} preventDoubleClick>
          {button}
        </Button>
      </CommandForm>
    </OfficerPage>
  );
}

function AnswerFields({ typed, errors = [], item }: ItemFormProps) {
  return (
    <>
      <DateBoxes
        path="on"
        legend={{ text: "When was it answered?", ...LEGEND }}
        hint={{ text: "The day the answer was given to whoever asked" }}
        typed={typed}
        errors={errors}
      />
      <TextFields typed={typed} errors={errors} confidential={item.confidential} />
    </>
  );
}

function TextFields({
  typed,
  errors,
  confidential,
}: {
  typed: Typed;
  errors: Problem[];
  confidential: boolean;
}) {
  return (
    <>
      <Textarea
        name="text"
        label={{ text: "The answer", ...BOLD }}
        hint={confidential ? undefined : { text: PUBLIC }}
        rows={10}
        value={typed.text}
        errorMessage={errorAt(errors, "text")}
      />
      <Input
        name="link"
        label={{ text: "Which record answers it? (optional)", ...BOLD }}
        hint={{ text: "Its number, or the address of its page in the register" }}
        value={typed.link}
        errorMessage={errorAt(errors, "link")}
      />
    </>
  );
}

function CorrectFields({ typed, errors = [], item }: ItemFormProps) {
  return (
    <>
      <TextFields typed={typed} errors={errors} confidential={item.confidential} />
      <Reason
        label="What is being corrected, and why?"
        typed={typed}
        errors={errors}
        open={!item.confidential}
      />
      <Radios
        name="earlier"
        value={typed.earlier}
        fieldset={{
          legend: { text: "Should people still be able to read the answer that is corrected?", ...LEGEND },
        }}
        hint={{ text: "An answer that was never published is not shown, whatever you choose" }}
        errorMessage={errorAt(errors, "earlier")}
        items={[
          { value: "keep", text: "Yes", hint: { text: "It says that it was corrected, when and why." } },
          { value: "hide", text: "No, it shows something that must not be public" },
        ]}
      />
    </>
  );
}

function DueFields({ typed, errors = [], item }: ItemFormProps) {
  return (
    <>
      <DateBoxes
        path="due"
        legend={{ text: "When is an answer due now?", ...LEGEND }}
        hint={{ text: "For example, 31 3 2026" }}
        typed={typed}
        errors={errors}
      />
      <Reason label="Why does it change?" typed={typed} errors={errors} open={!item.confidential} />
    </>
  );
}

function WithdrawFields({ typed, errors = [], item }: ItemFormProps) {
  return (
    <>
      <p class="govuk-body">
        Nothing is deleted: the office keeps it all.
        {item.published &&
          " On its public page only the date and your reason are left, as soon as you withdraw it."}
      </p>
      <WarningText>You cannot take this back.</WarningText>
      <Reason
        label="Why are you withdrawing it?"
        typed={typed}
        errors={errors}
        open={item.published !== undefined}
      />
    </>
  );
}

interface ReasonProps {
  label: string;
  typed: Typed;
  errors: Problem[];
  /** The public may read it. */
  open: boolean;
}

function Reason({ label, typed, errors, open }: ReasonProps) {
  return (
    <Textarea
      name="reason"
      label={{ text: label, ...BOLD }}
      hint={open ? { text: `${PUBLIC} Do not repeat what should not be public.` } : undefined}
      value={typed.reason}
      errorMessage={errorAt(errors, "reason")}
    />
  );
}

function summary(errors: Problem[]) {
  return errors.map((e) => ({ text: e.message, href: `#${e.id}` }));
}
