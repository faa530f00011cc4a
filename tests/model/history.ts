/**
 * What the ledger of one record says happened, gone through event by event and held against what may
 * happen. It knows the rules by itself, and asks nothing of the code that decides.
 */
import { londonDate } from "#core/form/dates.ts";
import type { Office } from "#core/form/office.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import type { RecordEvent } from "#core/record/events.ts";

interface Seat {
  task: string;
  stage: string;
  person: string;
  post?: string;
  for?: string;
  hash: string;
  status: "open" | "done" | "void";
  outcome?: string;
  recused: string[];
}

export interface History {
  faults: string[];
  /** Emails that are owed: kind, person, task. */
  owed: string[];
  seats: Map<string, Seat>;
  /** Tasks signed, each with the person who held the link. */
  signed: string[];
}

/** Whoever was asked stepped aside, and nobody is named yet. */
const vacant = ({ status, person, recused }: Seat) => status === "open" && recused.includes(person);

const PASSES = new Set(["approve", "approve-with-changes", "note"]);

/** `hashOf` gives the hash of a submitted version as it is stored. */
export function historyOf(
  events: LedgerEvent[],
  office: Office,
  hashOf: (version: number) => string | undefined,
): History {
  const faults: string[] = [];
  const owed: string[] = [];
  const signed: string[] = [];
  const seats = new Map<string, Seat>();
  let author = "";
  let form: Office["forms"][number] | undefined;
  let state = "none";
  let submitted: Extract<RecordEvent, { type: "Submitted" }>["data"] | undefined;
  let number: unknown;
  let waits = false;
  let paused = false;

  const seatOf = (task: string): Seat => {
    const seat = seats.get(task);
    if (!seat) throw new Error(`Nobody was asked for ${task}`);
    return seat;
  };
  const ofCycle = () => [...seats.values()].filter((s) => s.task.startsWith(`${submitted?.cycle}#`));
  const enough = (stage: string) => {
    const planned = submitted?.plan.stages.find((s) => s.stage === stage);
    const passed = ofCycle().filter(
      (s) =>
        s.stage === stage && s.status === "done" && PASSES.has(s.outcome ?? "") && s.hash === submitted?.hash,
    );
    return planned !== undefined && passed.length >= planned.need;
  };
  const mayHold = (seat: Seat, person: string, at: string) => {
    const day = londonDate(at);
    const found = office.people?.find((p) => p.id === person);
    if (!seat.post) return true;
    const during = (p: { from?: string; to?: string }) =>
      (p.from === undefined || p.from <= day) && (p.to === undefined || p.to >= day);
    return (
      found?.posts?.some((p) => p.post === seat.post && during(p)) ||
      found?.standsIn?.some((s) => s.for === seat.for && during(s)) ||
      false
    );
  };
  const takes = (seat: Seat, person: string, at: string, where: string) => {
    if (person === author) faults.push(`(6) ${where}: ${person} is asked to sign their own`);
    if (seat.recused.includes(person)) faults.push(`(6) ${where}: ${person} had declared an interest`);
    if (!mayHold(seat, person, at)) faults.push(`(6) ${where}: ${person} does not hold ${seat.post}`);
    const twice = ofCycle().some((s) => s.task !== seat.task && s.person === person && s.status !== "void");
    if (twice) faults.push(`(6) ${where}: ${person} fills two parts`);
  };

  for (const { seq, at, type, data, actor } of events) {
    const event = { type, data } as RecordEvent;
    const where = `${seq} ${event.type}`;
    if (event.type !== "Created" && state === "none") faults.push(`(3) ${where}: before Created`);
    switch (event.type) {
      case "Created":
        if (state !== "none") faults.push(`(3) ${where}: a second time`);
        ({ author } = event.data);
        form = office.forms.find((f) => f.id === event.data.form);
        state = "draft";
        break;
      case "Submitted": {
        if (state !== "draft") faults.push(`(8) ${where}: in ${state}`);
        if (actor !== author) faults.push(`(6) ${where}: by ${actor}`);
        if (event.data.hash !== hashOf(event.data.version))
          faults.push(`(5) ${where}: not the content stored`);
        if (event.data.cycle !== (submitted?.cycle ?? 0) + 1) faults.push(`(3) ${where}: cycle`);
        submitted = event.data;
        for (const { stage, need, slots } of submitted.plan.stages) {
          const wanted = form?.stages.find((s) => s.id === stage)?.need ?? "all";
          const most = wanted === "all" ? slots.length : wanted === "any" ? 1 : wanted;
          if (need !== most) faults.push(`(4) ${where}: ${stage} needs ${need}, not ${most}`);
        }
        if (number && event.data.number) faults.push(`(1) ${where}: a second number`);
        number ??= event.data.number;
        state = "review";
        break;
      }
      case "TaskOpened": {
        const { task, stage, person, post, hash } = event.data;
        const seat: Seat = {
          task,
          stage,
          person,
          post,
          for: event.data.for,
          hash,
          status: "open",
          recused: [],
        };
        if (state !== "review") faults.push(`(8) ${where}: in ${state}`);
        if (seats.has(task)) faults.push(`(8) ${where}: ${task} again`);
        if (hash !== submitted?.hash) faults.push(`(5) ${where}: bound to other content`);
        const step = submitted?.plan.stages.find((s) => s.stage === stage)?.step ?? -1;
        const before = submitted?.plan.stages.filter((s) => s.step < step) ?? [];
        for (const s of before) if (!enough(s.stage)) faults.push(`(4) ${where}: ${s.stage} is not done`);
        takes(seat, person, at, where);
        seats.set(task, seat);
        owed.push(`sign ${person} ${task}`);
        break;
      }
      case "SignedOff": {
        const { task, person, hash, outcome, method } = event.data;
        const seat = seatOf(task);
        if (state !== "review" || seat.status !== "open") faults.push(`(8) ${where}: ${task} was not open`);
        if (waits || paused) faults.push(`(8) ${where}: while the record waits`);
        if (person !== seat.person || actor !== person)
          faults.push(`(6) ${where}: by ${person} for ${seat.person}`);
        if (hash !== seat.hash || hash !== submitted?.hash) faults.push(`(5) ${where}: on other content`);
        takes(seat, person, at, where);
        const stage = form?.stages.find((s) => s.id === seat.stage);
        const coded = stage?.kind === "decide" || stage?.assurance === "code";
        if (coded && method !== "code") faults.push(`(6) ${where}: without a code`);
        Object.assign(seat, { status: "done", outcome, hash });
        signed.push(task);
        owed.push(`receipt ${person} ${task}`);
        break;
      }
      case "TaskReassigned": {
        const { task, from, to, why } = event.data;
        const seat = seatOf(task);
        if (seat.status !== "open" || state !== "review" || paused)
          faults.push(`(8) ${where}: ${task} was not open`);
        const stoodEmpty = vacant(seat);
        if (from !== seat.person) faults.push(`(6) ${where}: from ${from}, who does not have it`);
        if (why !== "reassigned" && actor !== from) faults.push(`(6) ${where}: by ${actor}`);
        if (why === "recused") seat.recused.push(from);
        Object.assign(seat, { person: to, for: event.data.for });
        takes(seat, to, at, where);
        owed.push(`sign ${to} ${task}`);
        if (!stoodEmpty) owed.push(`passed-on ${from} ${task}`);
        break;
      }
      case "SteppedAside": {
        const { task, person, asked } = event.data;
        const seat = seatOf(task);
        if (seat.status !== "open" || state !== "review" || paused)
          faults.push(`(8) ${where}: ${task} was not open`);
        if (person !== seat.person || actor !== person)
          faults.push(`(6) ${where}: by ${actor}, for ${seat.person}`);
        if (vacant(seat)) faults.push(`(6) ${where}: ${person} a second time`);
        if (asked.length === 0 || asked.includes(person)) faults.push(`(9) ${where}: nobody is told`);
        seat.recused.push(person);
        for (const one of asked) owed.push(`vacant ${one} ${task}`);
        break;
      }
      case "Reminded": {
        const { task, why, to } = event.data;
        const seat = seatOf(task);
        if (seat.status !== "open" || state !== "review" || paused)
          faults.push(`(8) ${where}: ${task} was not open`);
        if (vacant(seat) && why !== "escalated") faults.push(`(8) ${where}: nobody is asked`);
        const kind = why === "by-hand" ? "sign" : "reminder";
        owed.push(why === "escalated" ? `escalation ${to} ${task}` : `${kind} ${seat.person} ${task}`);
        break;
      }
      case "MailFailed":
        if (seatOf(event.data.task).status !== "open") faults.push(`(8) ${where}: nobody waits for it`);
        owed.push(`undelivered ${author} ${event.data.task}`);
        break;
      case "Queried":
        if (waits || paused || state !== "review") faults.push(`(8) ${where}: not now`);
        waits = true;
        owed.push(`query ${author} ${event.data.task}`);
        break;
      case "Answered":
        if (!waits) faults.push(`(8) ${where}: nobody asked`);
        if (actor !== author) faults.push(`(6) ${where}: by ${actor}`);
        waits = false;
        owed.push(`answer ${seatOf(event.data.task).person} ${event.data.task}`);
        break;
      case "Paused":
        if (paused || state !== "review") faults.push(`(8) ${where}: not now`);
        paused = true;
        break;
      case "Resumed":
        if (!paused) faults.push(`(8) ${where}: not paused`);
        paused = false;
        break;
      case "TaskVoided": {
        const seat = seatOf(event.data.task);
        if (seat.status !== "open") faults.push(`(8) ${where}: ${seat.task} was not open`);
        const wasVacant = vacant(seat);
        seat.status = "void";
        if (event.data.why === "Withdrawn" && !wasVacant) owed.push(`withdrawn ${seat.person} ${seat.task}`);
        break;
      }
      case "Returned":
        if (state !== "review") faults.push(`(8) ${where}: in ${state}`);
        [state, waits, paused] = ["draft", false, false];
        owed.push(`returned ${author} ${event.data.task}`);
        break;
      case "Decided": {
        if (state !== "review") faults.push(`(8) ${where}: in ${state}`);
        const { outcome } = event.data;
        if (outcome !== "refuse")
          for (const s of submitted?.plan.stages ?? [])
            if (!enough(s.stage)) faults.push(`(4) ${where}: ${s.stage} is not done`);
        if (number && event.data.number) faults.push(`(1) ${where}: a second number`);
        number ??= event.data.number;
        if (!number) faults.push(`(1) ${where}: without a number`);
        state = "decided";
        owed.push(`decided ${author} undefined`);
        break;
      }
      case "Withdrawn":
        if (state !== "draft" && state !== "review") faults.push(`(8) ${where}: in ${state}`);
        state = "withdrawn";
        break;
      default:
        faults.push(`(3) ${where}: the model has no such event`);
    }
    const open = ofCycle().filter((s) => s.status === "open").length;
    if (state !== "review" && open > 0 && event.type !== "SignedOff")
      faults.push(`(8) ${where}: ${open} requests stay open`);
  }
  return { faults, owed, seats, signed };
}
