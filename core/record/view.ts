/**
 * RecordView: everything a reader of one record needs, taken from its frozen content and sign-offs.
 * It is what documents, notices, checks and pages are made from; the store assembles it
 * (`record.store.ts`), pure code only reads it.
 */
import type { Finding } from "#core/checks/finding.ts";
import type { Answers } from "#core/form/answers.ts";
import type { Form, Outcome } from "#core/form/definition.ts";
import type { Office } from "#core/form/office.ts";

export interface SignOff {
  stage: string;
  slot: number;
  /** The person's id, and name and capacity as they stood when signing. */
  person: string;
  name: string;
  capacity: string;
  /** Whom they stood in for, where a deputy signed. */
  for?: { person: string; name: string; under?: string };
  outcome: Outcome;
  /** The chosen one of the stage's alternatives. */
  alternative?: string;
  reason?: string;
  comment?: string;
  /** By index of the list of recommendations: what was decided on each. */
  clauses?: Record<string, "approve" | "refuse">;
  /** SHA-256 of the content the signatory saw. */
  hash: string;
  /** ISO instant. */
  at: string;
  /** How they proved who they were: "link", "code", "paper". */
  method: string;
  /** Signed with a pen: on which day, and who brought the copy and confirmed it. */
  paper?: { on: string; scan: string; by: string; confirmed: string };
}

export interface PlannedStage {
  stage: string;
  /** Index of the step it runs in: stages beside one another share it. */
  step: number;
  /** One per person asked. */
  slots: { post?: string; person: string; name: string; email: string; capacity: string }[];
  need: number;
}

export interface Plan {
  stages: PlannedStage[];
  skipped: { stage: string; why: string }[];
}

/** A publication that another one, or a stub, took the place of. Instants are ISO. */
export interface EarlierVersion {
  publication: number;
  publishedAt: string;
  state: "published" | "withheld";
  replacedAt: string;
  /** Why, in words that are public. */
  reason: string;
  /** Nobody can read it any more. */
  hidden?: boolean;
}

/** What the proof-reader found, and why the author left it as it is. Never public. */
export interface Noticed {
  finding: Finding;
  reason?: string;
}

export interface RecordView {
  id: string;
  office: Office;
  form: Form;
  answers: Answers;
  state: "draft" | "review" | "decided" | "published" | "withheld" | "withdrawn" | "unpublished";
  /** "approve", "refuse", … of the deciding stage; for a report or notice, of its release. */
  outcome?: Outcome;
  reference?: string;
  /** Content version and hash that the sign-offs bind. */
  content?: { version: number; hash: string };
  plan?: Plan;
  signOffs: SignOff[];
  /** Of the submission; there only where whoever reads it may see them (`withNoticed`). */
  findings?: Noticed[];
  author: { person: string; name: string };
  createdAt: string;
  submittedAt?: string;
  decidedAt?: string;
  publishedAt?: string;
  /** How many times it was published. */
  publication?: number;
  /** Publications before the one that stands (or, of a correction under way, before that one too). */
  earlier?: EarlierVersion[];
  /** Of a version that is, or is to be, published in place of another: which it is, and why. */
  corrects?: { publication: number; publishedAt: string; reason: string; decidedAt?: string };
  /** The correction under way, while what is published stands. */
  correction?: { person: string; by: string; openedAt: string; hides?: boolean };
  unpublished?: { at: string; reason: string };
  /** Of a number that was withdrawn: why, in words for the public. */
  explained?: string;
  /** As it was first published: its address, and who decided it, stay what they were then. */
  original?: Pick<RecordView, "answers" | "state" | "content" | "signOffs">;
}
