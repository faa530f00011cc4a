/** The types of verify.mjs, which is plain JavaScript so that anyone can run it. */

export interface Report {
  /** What holds, what does not, and what could not be checked: sentences. */
  holds: string[];
  faults: string[];
  unchecked: string[];
}

/** `bundle` is whatever was read from an export file; `anchors` are copies that the reader trusts. */
export function verify(bundle: unknown, given?: { pdf?: Uint8Array; anchors?: unknown[] }): Promise<Report>;

/** What a ledger's events add up to. */
export function fold(events: unknown[]): unknown;

/** Canonical JSON, RFC 8785, of whole numbers. */
export function canonical(value: unknown): string;

/** The members of events that hold the hash of words kept beside them. */
export const WORDS: string[];

/** The types of event that the verifier knows. */
export const EVENTS: string[];

/** The export of an office: every file by its hash, every record, number and anchor. Faults name their file. */
export function verifyOffice(
  folder: { read(path: string): Promise<Uint8Array | undefined>; list?(): Promise<string[]> },
  given?: { anchors?: unknown[]; say?: (done: number, of: number) => void },
): Promise<Report>;
