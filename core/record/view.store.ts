/**
 * Assembles a RecordView from the store: state, frozen content (or the draft), definition of the
 * version it was made with, and sign-offs with the names as they stood.
 */
import * as v from "valibot";
import { contentKey, draftKey } from "#core/aws/keys.ts";
import { findItem, findSettled } from "#core/aws/read.ts";
import type { Answers } from "#core/form/answers.ts";
import { answersIn } from "#core/form/content.ts";
import { getForm, type Office } from "#core/form/office.ts";
import { saltedHash } from "#core/signoff/words.ts";
import { directoryEntry } from "./commit.store.ts";
import { unpack } from "./compress.ts";
import { getOfficeAt } from "./offices.store.ts";
import { withOutsiders } from "./outsiders.ts";
import type { Reasons } from "./overrides.ts";
import { type Loaded, loadRecord } from "./record.store.ts";
import type { State } from "./state.ts";
import type { Plan, RecordView, SignOff } from "./view.ts";

const Packed = v.object({ packed: v.instance(Uint8Array) });
const DraftItem = v.object({
  packed: v.instance(Uint8Array),
  saveNo: v.number(),
  savedAt: v.string(),
  locked: v.optional(v.boolean()),
  reasons: v.optional(v.instance(Uint8Array)),
});

export interface Draft {
  answers: Answers;
  saveNo: number;
  savedAt: string;
  locked: boolean;
  /** Why the author leaves what the proof-reader found as it is. */
  reasons: Reasons;
}

/** A record as its readers see it: the submitted content, or the draft where nothing is submitted yet. */
export async function getView(id: string): Promise<{ view: RecordView; loaded: Loaded }> {
  const loaded = await loadRecord(id);
  return { view: await viewOfLoaded(loaded), loaded };
}

/** The same of a record that is loaded already. */
export async function viewOfLoaded(loaded: Loaded): Promise<RecordView> {
  const { state } = loaded;
  const { id } = state;
  const office = await getOfficeAt(state.office, state.definition);
  const drafting = state.state === "draft" || state.version === 0;
  const answers = drafting ? (await getDraftItem(id)).answers : await getContent(id, state.version);
  return wholeView(loaded, office, answers);
}

/** The view of a record, with what it has been since it was first published. */
export async function wholeView(loaded: Loaded, office: Office, answers: Answers): Promise<RecordView> {
  const view = viewOf(loaded, office, answers);
  const { state } = loaded;
  const { correction, earlier = [], explained } = state;
  if (explained) {
    const said = loaded.said.find(({ salt, comment }) => saltedHash(salt, comment) === explained);
    return { ...view, explained: said?.comment };
  }
  if (!correction && earlier.length === 0) return view;
  const reasonOf = (hash: string) =>
    loaded.said.find(({ salt, reason }) => saltedHash(salt, reason) === hash)?.reason ?? "";
  const first = earlier[0] ?? { ...correction!.before, hash: correction!.before.hash ?? "" };
  const { version, hash, state: was } = first;
  return {
    ...view,
    earlier: earlier.map(({ version: _, cycle: _cycle, hash: _hash, ...e }) => ({
      ...e,
      reason: reasonOf(e.reason),
    })),
    ...versionOf(state, office, reasonOf),
    original: {
      state: was,
      answers: await getContent(state.id, version),
      content: { version, hash },
      signOffs: signOffsOf(loaded, office, first),
    },
  };
}

/** Which version it is, and why. */
function versionOf(
  { state, correction, earlier = [], correctedAt, publication, publishedAt = "" }: State,
  office: Office,
  reasonOf: (hash: string) => string,
): Pick<RecordView, "corrects" | "correction" | "unpublished"> {
  if (correction) {
    const { person, openedAt, hides } = correction;
    const reason = reasonOf(correction.reason);
    return {
      correction: { person, by: directoryEntry(office, person).name, openedAt, hides },
      corrects: { publication: publication + 1, publishedAt, reason, decidedAt: correctedAt },
    };
  }
  const last = earlier.at(-1);
  if (!last) return {};
  const reason = reasonOf(last.reason);
  if (state === "unpublished") return { unpublished: { at: publishedAt, reason } };
  return { corrects: { publication, publishedAt: last.publishedAt, reason, decidedAt: correctedAt } };
}

/** The answers of one submitted version. */
export async function getContent(id: string, version: number): Promise<Answers> {
  return answersIn(await getContentText(id, version));
}

/** The canonical text of one submitted version: what was hashed and signed. */
export async function getContentText(id: string, version: number): Promise<string> {
  const item = await findSettled(Packed, contentKey(id, version));
  if (!item) throw new Error(`Record ${id} has no content ${version}`);
  return unpack(item.packed);
}

export async function getDraftItem(id: string): Promise<Draft> {
  const item = await findItem(DraftItem, draftKey(id));
  if (!item) throw new Error(`Record ${id} has no draft`);
  const { packed, saveNo, savedAt, locked = false } = item;
  const reasons = item.reasons ? (JSON.parse(unpack(item.reasons)) as Reasons) : {};
  return { answers: JSON.parse(unpack(packed)) as Answers, saveNo, savedAt, locked, reasons };
}

export function viewOf(loaded: Loaded, definition: Office, answers: Answers): RecordView {
  const { state } = loaded;
  const form = getForm(definition, state.form);
  const office = withOutsiders(definition, form, answers);
  return {
    id: state.id,
    office,
    form,
    answers,
    state: state.state,
    outcome: state.outcome,
    reference: state.number?.reference,
    content: state.hash && state.version ? { version: state.version, hash: state.hash } : undefined,
    plan: state.plan && planOf(state, office),
    signOffs: signOffsOf(loaded, office),
    author: { person: state.author, name: directoryEntry(office, state.author).name },
    createdAt: state.createdAt,
    submittedAt: state.submittedAt,
    decidedAt: state.decidedAt,
    publishedAt: state.publishedAt,
    ...(state.publication > 0 && { publication: state.publication }),
  };
}

/** The sign-offs that count: of one cycle, on the content that was current then. */
function signOffsOf(
  { state, tasks }: Loaded,
  office: Office,
  { cycle, hash }: { cycle: number; hash?: string } = state,
): SignOff[] {
  return state.tasks.flatMap((task) => {
    const row = tasks.get(task.task);
    if (task.status !== "done" || !row || !task.outcome || task.hash !== hash) return [];
    if (!task.task.startsWith(`${cycle}#`)) return [];
    return [
      {
        stage: task.stage,
        slot: task.slot,
        person: task.person,
        name: row.name,
        capacity: row.capacity,
        for: task.for ? standingFor(office, task.person, task.for) : undefined,
        clauses: task.clauses,
        outcome: task.outcome,
        alternative: task.alternative,
        reason: row.reason,
        comment: row.comment,
        hash: task.hash,
        at: task.closedAt ?? "",
        method: task.method ?? "",
        paper: task.paper && {
          ...task.paper,
          by: directoryEntry(office, task.paper.by).name,
          confirmed: directoryEntry(office, task.paper.confirmed).name,
        },
      },
    ];
  });
}

/** Whom someone stands in for, and by what authority. */
export function standingFor(office: Office, deputy: string, holder: string): SignOff["for"] {
  const under = office.people?.find((p) => p.id === deputy)?.standsIn?.find((s) => s.for === holder)?.under;
  return { person: holder, name: directoryEntry(office, holder).name, under };
}

function planOf(state: State, office: Office): Plan {
  const { stages = [], skipped = [] } = state.plan ?? {};
  return {
    skipped,
    stages: stages.map((planned) => ({
      ...planned,
      slots: planned.slots.map((slot) => ({ ...slot, ...directoryEntry(office, slot.person, slot.post) })),
    })),
  };
}
