/** What a signatory chooses: which statement they certify, what they decide, and their words. Nothing is preselected. */
import type { Stage } from "#core/form/definition.ts";
import type { RecordView } from "#core/record/view.ts";
import { outcomesOf } from "#core/signoff/plan.ts";
import { statementText } from "#core/signoff/statement.ts";
import { InsetText } from "../components/inset-text.tsx";
import { Radios } from "../components/radios.tsx";
import { Textarea } from "../components/textarea.tsx";

export type Errors = { id: string; message: string }[];
/** What was posted, by the names of the controls. */
export type Typed = Record<string, string | undefined>;

export function messageIn(errors: Errors, id: string): { text: string } | undefined {
  const found = errors.find((e) => e.id === id);
  return found && { text: found.message };
}

const SIGNING = {
  interest: "Do you have an interest to declare in this?",
  alternative: "Which of these do you certify?",
  outcome: "What do you want to do?",
  reason: "Your reason",
  reasonHint: "Needed if you choose",
};
/** The same choices, for an officer who enters what somebody has signed on paper. */
const COPYING: typeof SIGNING = {
  interest: "Does it say that the signatory has an interest?",
  alternative: "Which of these does it certify?",
  outcome: "What does it say?",
  reason: "The reason it gives",
  reasonHint: "Needed for",
};

interface ChoicesProps {
  stage: Stage;
  view: RecordView;
  typed: Typed;
  errors: Errors;
  /** Entered from a signed paper. */
  onPaper?: boolean;
}

export function Choices({ stage, view, typed, errors, onPaper }: ChoicesProps) {
  const asks = onPaper ? COPYING : SIGNING;
  const outcomes = outcomesOf(stage);
  const reasoned = outcomes.filter((o) => o.reason).map((o) => `“${o.label}”`);
  return (
    <>
      {!onPaper && (
        <h2 class="govuk-heading-m">{stage.kind === "consult" ? "Your comment" : "Your decision"}</h2>
      )}
      {stage.statement && <InsetText>{statementText(stage)}</InsetText>}
      {stage.interests && (
        <Radios
          idPrefix="interest"
          name="interest"
          value={typed.interest}
          fieldset={legend(asks.interest)}
          hint={{
            text: "With an interest you take no part: the paper goes to someone else, or we tell the office that nobody else can be asked.",
          }}
          errorMessage={messageIn(errors, "interest")}
          items={[
            { value: "none", text: "No, I have no interest in it" },
            { value: "declared", text: "Yes, I have an interest and take no part" },
          ]}
        />
      )}
      {stage.alternatives && (
        <>
          <Radios
            idPrefix="alternative"
            name="alternative"
            value={typed.alternative}
            fieldset={legend(asks.alternative)}
            errorMessage={messageIn(errors, "alternative")}
            items={stage.alternatives.one.map((a) => ({
              value: a.id,
              text: [a.label, a.text].filter(Boolean).join(" "),
            }))}
          />
          {(stage.alternatives.and ?? []).map((a) => (
            <InsetText>And {[a.label, a.text].filter(Boolean).join(" ")}</InsetText>
          ))}
        </>
      )}
      {clausesOf(stage, view).map((text, i) => (
        <Radios
          idPrefix={`clause-${i}`}
          name={`clause-${i}`}
          value={typed[`clause-${i}`]}
          fieldset={legend(`Recommendation ${i + 1}: ${text}`)}
          errorMessage={messageIn(errors, `clause-${i}`)}
          items={[
            { value: "approve", text: "Approve" },
            { value: "refuse", text: "Do not approve" },
          ]}
        />
      ))}
      {stage.comment && (
        <Textarea
          id="comment"
          name="comment"
          value={typed.comment}
          label={{
            text:
              stage.comment.label ?? (stage.comment.required ? "Your comment" : "Your comment (optional)"),
          }}
          hint={stage.comment.into ? { text: "This is printed in the paper with your name." } : undefined}
          errorMessage={messageIn(errors, "comment")}
        />
      )}
      <Radios
        idPrefix="outcome"
        name="outcome"
        value={typed.outcome}
        fieldset={legend(asks.outcome)}
        errorMessage={messageIn(errors, "outcome")}
        items={outcomes.map((o) => ({
          value: o.id,
          text: o.label,
          hint:
            o.says && stage.statement?.includes("{outcome}")
              ? { text: statementText(stage, o.id) }
              : undefined,
        }))}
      />
      {reasoned.length > 0 && (
        <Textarea
          id="reason"
          name="reason"
          value={typed.reason}
          label={{ text: asks.reason }}
          hint={{ text: `${asks.reasonHint} ${reasoned.join(" or ")}` }}
          errorMessage={messageIn(errors, "reason")}
        />
      )}
    </>
  );
}

/** The recommendations that a stage decides one by one. */
export function clausesOf(stage: Stage, view: RecordView): string[] {
  const items = stage.each ? view.answers[stage.each] : undefined;
  return Array.isArray(items) ? items.map(String) : [];
}

function legend(text: string) {
  return { legend: { text, classes: "govuk-fieldset__legend--s" } };
}
