/**
 * Records: what an officer does with a record. Each verb checks who asks, decides, and commits once;
 * a repeated command (same `cmdId`) has no second effect.
 */
import { draftKey, findingsKey, recordKey } from "#core/aws/keys.ts";
import { changeItem } from "#core/aws/write.ts";
import { AppError, InvalidAnswers } from "#core/errors.ts";
import type { Answers } from "#core/form/answers.ts";
import { contentOf, saltIn } from "#core/form/content.ts";
import { londonDate } from "#core/form/dates.ts";
import { getForm } from "#core/form/office.ts";
import { findField, titleOf } from "#core/form/reading.ts";
import { askedAnswers, validateAnswers } from "#core/form/validate.ts";
import { noNewRecords } from "#core/notice/succession.ts";
import { unlawfulMaker } from "#core/signoff/delegation.ts";
import { makePlan } from "#core/signoff/plan.ts";
import { newSalt } from "#core/signoff/words.ts";
import { findClosing } from "./closing.store.ts";
import { commit } from "./commit.store.ts";
import { pack } from "./compress.ts";
import { decide } from "./decide.ts";
import { execute, nextNumber } from "./execute.ts";
import { getDefinition, getOfficeAt, getSettledDefinition } from "./offices.store.ts";
import { keepNoticed, noticeAll, storeReasons } from "./overrides.store.ts";
import { problemsOf, type Reasons } from "./overrides.ts";
import { type Loaded, loadRecord } from "./record.store.ts";
import { nextRound } from "./versions.ts";
import { getContentText, getDraftItem, viewOf, viewOfLoaded, wholeView } from "./view.store.ts";
import type { RecordView } from "./view.ts";

/** Someone signed in, in one office. */
export interface Actor {
  person: string;
  name: string;
  email: string;
  office: string;
  roles: ("author" | "publisher" | "governance")[];
}

export interface Command {
  id: string;
  /** Made with the form that posts it, so that a repeat is known. */
  cmdId: string;
  actor: Actor;
  /** ISO instant. */
  now: string;
}

/**
 * Starts a record on the office's current definition. The record's id is the ULID of the command that
 * made it, so that repeating the command gives the same record.
 */
export async function create(input: {
  office: string;
  form: string;
  actor: Actor;
  now: string;
  cmdId: string;
}): Promise<{ id: string }> {
  const { actor, now, cmdId } = input;
  const office = await getSettledDefinition(input.office);
  if (actor.office !== office.office || !actor.roles.includes("author"))
    throw new AppError("forbidden", "not-author", "You cannot start records for this office");
  const closing = await findClosing(office.office, londonDate(now));
  if (closing) throw new AppError("conflict", "office-closed", noNewRecords(office.body.name, closing));
  const form = office.forms.find((f) => f.id === input.form);
  if (!form) throw new AppError("not-found", "no-form", "This office has no such form");
  const id = cmdId;
  const events = [
    {
      type: "Created",
      data: { form: form.id, kind: form.kind, definition: office.version, author: actor.person },
    } as const,
  ];
  const change = {
    events,
    actor: actor.person,
    cmdId,
    now,
    office,
    title: form.title,
    draft: { answers: "{}" },
  };
  const outcome = await commit(undefined, { id, office: office.office }, change);
  if (!outcome.ok && (await loadForOffice(id, actor)).state.author !== actor.person)
    throw new AppError("conflict", "id-taken", "Start this record again");
  return { id };
}

export async function getDraft(
  id: string,
  actor: Actor,
): Promise<{
  view: RecordView;
  saveNo: number;
  rev: number;
  reasons: Reasons;
  returned?: { by: string; capacity: string; reason: string; at: string };
}> {
  const loaded = await loadForOffice(id, actor);
  const [office, draft] = await Promise.all([
    getOfficeAt(loaded.state.office, loaded.state.definition),
    getDraftItem(id),
  ]);
  const { returned } = loaded.state;
  const row = returned?.task ? loaded.tasks.get(returned.task) : undefined;
  return {
    view: await wholeView(loaded, office, draft.answers),
    saveNo: draft.saveNo,
    rev: loaded.rev,
    reasons: draft.reasons,
    returned: returned && {
      by: row?.name ?? "",
      capacity: row?.capacity ?? "",
      reason: row?.reason ?? "",
      at: returned.at,
    },
  };
}

/**
 * Saves the whole draft where it is still what the author saw (`saveNo`). Not a transaction: nobody
 * else depends on it. Throws conflict "draft-changed" where another window saved first.
 */
export async function saveDraft(input: {
  id: string;
  answers: Answers;
  saveNo: number;
  actor: Actor;
  now: string;
}): Promise<{ saveNo: number }> {
  const { id, answers, saveNo, actor, now } = input;
  const { state, title: listedTitle } = await loadForOffice(id, actor);
  if (state.author !== actor.person)
    throw new AppError("forbidden", "not-author", "Only the author can change this record");
  const set = { packed: pack(JSON.stringify(answers)), saveNo: saveNo + 1, savedAt: now };
  if (!(await changeItem(draftKey(id), set, { saveNo, locked: { absent: true } }))) {
    if (state.state !== "draft")
      throw new AppError(
        "conflict",
        "not-a-draft",
        "This record has been submitted, so it cannot be changed now",
      );
    throw new AppError("conflict", "draft-changed", "This record was changed in another window");
  }
  const office = await getDefinition(state.office, state.definition);
  const title = titleOf(getForm(office, state.form), answers);
  if (title !== listedTitle) await changeItem(recordKey(id), { title }, { state: "draft" });
  return { saveNo: saveNo + 1 };
}

/** Keeps why the author leaves what the proof-reader found as it is; an empty reason is taken back. */
export async function saveReasons(input: {
  id: string;
  reasons: Reasons;
  actor: Actor;
  now: string;
}): Promise<void> {
  const { view, reasons: stored } = await getDraft(input.id, input.actor);
  if (view.author.person !== input.actor.person)
    throw new AppError("forbidden", "not-author", "Only the author can change this record");
  const changed = Object.entries(input.reasons).some(([key, reason]) => reason !== (stored[key] ?? ""));
  if (changed) await storeReasons(view, { ...stored, ...input.reasons }, londonDate(input.now));
}

/** Freezes the draft as content, plans the sign-offs and asks the first signatories. */
export async function submit({
  id,
  saveNo,
  cmdId,
  actor,
  now,
}: Command & { saveNo: number; rev: number }): Promise<void> {
  await execute(id, cmdId, async (loaded) => {
    const { state } = loaded;
    assertOffice(loaded, actor);
    const office = await getOfficeAt(state.office, state.definition);
    const form = getForm(office, state.form);
    const draft = await getDraftItem(id);
    if (state.state === "draft" && draft.saveNo !== saveNo)
      throw new AppError("conflict", "draft-changed", "This record has changed since you opened this page");
    const answers = askedAnswers(form, draft.answers);
    const problems = validateAnswers(form, draft.answers, office);
    if (problems.length) throw new InvalidAnswers(problems);
    const { plan, problems: gaps } = makePlan(office, form, answers, state.author, londonDate(now));
    const unlawful = unlawfulMaker(office, form, answers);
    const makerField = findField(form, "maker")?.id ?? "plan";
    if (unlawful) throw new InvalidAnswers([{ id: makerField, message: unlawful }]);
    if (gaps.length) throw new InvalidAnswers(gaps.map((message) => ({ id: "plan", message })));
    const view = viewOf(loaded, office, draft.answers);
    const noticed = await noticeAll(view, draft.reasons, londonDate(now));
    const stops = problemsOf(noticed, form);
    if (stops.length) throw new InvalidAnswers(stops);
    const kept = keepNoticed(noticed);
    const content = contentOf({
      office: office.office,
      definition: office.version,
      form: form.id,
      answers,
      salt: state.version ? saltIn(await getContentText(id, state.version)) : newSalt(),
    });
    const { version } = nextRound(state);
    if (state.correction?.before.hash === content.hash)
      throw new InvalidAnswers([
        { id: "plan", message: "Nothing is changed yet. Correct the paper, or give the correction up" },
      ]);
    const early = form.series && office.series?.[form.series]?.allocate === "submit";
    const next = early ? await nextNumber(state, office, now) : undefined;
    const events = decide(
      state,
      {
        type: "submit",
        person: actor.person,
        version,
        hash: content.hash,
        definition: office.version,
        plan,
        number: next?.number,
        findings: kept.hash,
      },
      { office, now, today: londonDate(now) },
    );
    const { item } = kept;
    return {
      events,
      actor: actor.person,
      cmdId,
      now,
      office: view.office,
      title: titleOf(form, answers),
      also: item && ((tx) => void tx.create("findings", findingsKey(id, version), item)),
      submitted: { saveNo, content: content.text },
      counter: next?.counter,
    };
  });
}

/** A publisher lets a sealed record go out, where the office publishes by hand. */
export async function publish({ id, cmdId, actor, now }: Command & { rev: number }): Promise<void> {
  await execute(id, cmdId, async (loaded) => {
    assertOffice(loaded, actor);
    const view = await viewOfLoaded(loaded);
    const { office } = view;
    const publisher = actor.roles.includes("publisher");
    const events = decide(
      loaded.state,
      { type: "approvePublication", publisher },
      { office, now, today: londonDate(now) },
    );
    return { events, actor: actor.person, cmdId, now, office, title: titleOf(view.form, view.answers) };
  });
}

export async function loadForOffice(id: string, actor: Actor): Promise<Loaded> {
  const loaded = await loadRecord(id);
  assertOffice(loaded, actor);
  return loaded;
}

/** A record of another office is not there, as far as this person is concerned. */
export function assertOffice(loaded: Loaded, actor: Actor): void {
  if (loaded.state.office !== actor.office)
    throw new AppError("not-found", "no-record", "There is no such record");
}
