/**
 * The errors that people see. One table in functions/http/errors.ts maps each kind to a status.
 * Anything else that is thrown is a bug: 500, logged once, no detail shown.
 */

export type ErrorKind =
  | "invalid"
  | "not-found"
  | "forbidden"
  | "sign-in"
  | "conflict"
  | "gone"
  | "too-large"
  | "unavailable";

export class AppError extends Error {
  readonly kind: ErrorKind;
  /** Stable, for programs: "draft-changed". */
  readonly code: string;
  constructor(kind: ErrorKind, code: string, message: string) {
    super(message);
    this.name = "AppError";
    this.kind = kind;
    this.code = code;
  }
}

/** What an error summary needs: the field and the message, in GOV.UK wording. */
export class InvalidAnswers extends AppError {
  readonly fields: { id: string; message: string }[];
  constructor(fields: { id: string; message: string }[]) {
    super("invalid", "invalid-answers", fields.map((f) => f.message).join(". "));
    this.name = "InvalidAnswers";
    this.fields = fields;
  }
}

/** Work that will fail however often it is tried again. */
export class PermanentFailure extends Error {
  override name = "PermanentFailure";
}
