/** Why nobody can sign just now, and what ends it: a question for the author, a pause. */
import { formatInstant } from "#core/form/dates.ts";
import type { Status } from "#core/record/status.ts";
import { Button } from "../components/button.tsx";
import { InsetText } from "../components/inset-text.tsx";
import { Textarea } from "../components/textarea.tsx";
import { CommandForm, recordPath } from "./layout.tsx";

interface QuestionProps {
  record: string;
  question: NonNullable<Status["question"]>;
  author: string;
  /** Present for the author, who answers. */
  answer?: { cmdId: string; typed?: string; error?: string };
}

export function Question({ record, question, author, answer }: QuestionProps) {
  const { name, capacity, text, at } = question;
  return (
    <>
      <h2 class="govuk-heading-m">
        {answer ? "A question to answer" : "A question is waiting for an answer"}
      </h2>
      <InsetText>
        <p class="govuk-body">
          {[name, capacity].filter(Boolean).join(", ")} asked on {formatInstant(at)}:
        </p>
        <p class="govuk-body app-answer">{text}</p>
      </InsetText>
      {answer ? (
        <CommandForm action={recordPath(record, "answer")} cmdId={answer.cmdId}>
          <Textarea
            name="answer"
            label={{ text: "Your answer", classes: "govuk-label--s" }}
            hint={{ text: "Nobody can sign until you answer. We email your answer to whoever asked." }}
            value={answer.typed}
            errorMessage={answer.error ? { text: answer.error } : undefined}
          />
          <Button preventDoubleClick>Send your answer</Button>
        </CommandForm>
      ) : (
        <p class="govuk-body">Nobody can sign until {author} has answered.</p>
      )}
    </>
  );
}

interface PausedProps {
  record: string;
  paused: NonNullable<Status["paused"]>;
  /** Present for whoever may let it go on. */
  resume?: { cmdId: string };
}

export function Paused({ record, paused, resume }: PausedProps) {
  return (
    <>
      <InsetText>
        <p class="govuk-body">
          This record has been paused since {formatInstant(paused.at)}. Nobody can sign it.
        </p>
        {paused.reason && <p class="govuk-body app-answer">“{paused.reason}”</p>}
      </InsetText>
      {resume && (
        <CommandForm action={recordPath(record, "resume")} cmdId={resume.cmdId}>
          <Button preventDoubleClick>Let it go on</Button>
        </CommandForm>
      )}
    </>
  );
}
