/** States of a record, of a sign-off and of an email, in the words officers see. */
import type { Outcome } from "#core/form/definition.ts";

interface Shown {
  text: string;
  /** The colour of its tag. */
  classes?: string;
}

export const STATES: Record<string, Shown> = {
  draft: { text: "Draft", classes: "govuk-tag--grey" },
  review: { text: "Being signed", classes: "govuk-tag--blue" },
  decided: { text: "Decided", classes: "govuk-tag--purple" },
  published: { text: "Published", classes: "govuk-tag--green" },
  withheld: { text: "Withheld", classes: "govuk-tag--green" },
  withdrawn: { text: "Withdrawn", classes: "govuk-tag--grey" },
  unpublished: { text: "Withdrawn from publication", classes: "govuk-tag--grey" },
};

export const OUTCOMES: Record<Outcome, Shown> = {
  approve: { text: "Approved", classes: "govuk-tag--green" },
  "approve-with-changes": { text: "Approved with changes", classes: "govuk-tag--green" },
  return: { text: "Returned", classes: "govuk-tag--yellow" },
  refuse: { text: "Refused", classes: "govuk-tag--red" },
  note: { text: "Commented", classes: "govuk-tag--green" },
  defer: { text: "Deferred", classes: "govuk-tag--yellow" },
};

export const TASKS: Record<"open" | "done" | "void" | "waiting", Shown> = {
  open: { text: "Waiting for them", classes: "govuk-tag--blue" },
  done: { text: "Done", classes: "govuk-tag--green" },
  void: { text: "No longer needed", classes: "govuk-tag--grey" },
  waiting: { text: "Not asked yet", classes: "govuk-tag--grey" },
};

/** What became of an email: how far the service is with it, then what the mail system said. */
export const MAIL: Record<string, string> = {
  pending: "Email about to be sent",
  sending: "Email being sent",
  sent: "Email sent",
  skipped: "No email was needed",
  flagged: "Email not delivered",
  delivered: "Email delivered",
  delayed: "Email delayed",
  bounced: "Email not delivered",
  complained: "Email marked as spam",
};
