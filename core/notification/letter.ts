/**
 * Letters: the words of each email, written when it is sent, from what is true then. One link at most,
 * never "approve" and "reject": scanners follow links. A letter no longer wanted says why instead.
 */
import { Resource } from "sst";
import { formatDate, formatInstant } from "#core/form/dates.ts";
import type { Stage } from "#core/form/definition.ts";
import type { Office } from "#core/form/office.ts";
import { disclose, isConfidential, read, titleOf } from "#core/form/reading.ts";
import { noticePath } from "#core/notice/addresses.ts";
import { endingOf, findEnding } from "#core/notice/ending.store.ts";
import { slugOf } from "#core/notice/entry.ts";
import { canPassWithout } from "#core/record/following.ts";
import { getOffice } from "#core/record/offices.store.ts";
import type { Loaded, TaskRow } from "#core/record/record.store.ts";
import { questionsOf } from "#core/record/said.ts";
import { isVacant, type Task } from "#core/record/state.ts";
import { getView } from "#core/record/view.store.ts";
import type { RecordView } from "#core/record/view.ts";
import { findItemOf } from "#core/scrutiny/items.store.ts";
import { dueLetter } from "#core/scrutiny/reminders.ts";
import { codeOf } from "#core/signoff/code.ts";
import { linkKeys, makeToken } from "#core/signoff/token.ts";
import type { Entry } from "./outbox.ts";
import { OUTCOME_WORDS } from "./outcome-words.ts";

/** What each kind of stage asks for. */
const ASKED: Record<Stage["kind"], { subject: string; verb: string }> = {
  check: { subject: "For your approval", verb: "sign" },
  consult: { subject: "For your comment", verb: "comment on" },
  decide: { subject: "For your decision", verb: "sign" },
  release: { subject: "For your approval", verb: "approve" },
  external: { subject: "For your view", verb: "give your view on" },
};

export interface Draft {
  subject: string;
  text: string;
}

/** The letter for an entry, or why nobody wants it any more. */
export async function write(entry: Entry, now: string): Promise<Draft | { skip: string }> {
  const { origin } = Resource.Site;
  if (entry.kind === "sign-in") return signInLetter(entry, await getOffice(entry.office), origin);
  if (entry.kind === "answer-due") {
    const [office, item] = [await getOffice(entry.office), await findItemOf(entry.office, entry.item ?? "")];
    const due = item && dueLetter(office, item, now, origin);
    return due
      ? letter(entry, office.body, due.subject, due.paragraphs)
      : { skip: "No answer is due any more" };
  }
  const { view, loaded } = await getView(entry.record ?? "");
  if (entry.kind === "code") return codeLetter(entry, view.office);
  const task = loaded.state.tasks.find((t) => t.task === entry.task);
  const title = safeTitle(view);
  const body = view.office.body;
  const about = [title, view.reference && `Reference: ${view.reference}`].filter(Boolean).join("\n");
  const page = `${origin}/records/${view.id}`;
  // An email crosses many servers: what people wrote about a confidential paper is read on its page.
  const isClosed = isConfidential(view.form, view.answers);
  switch (entry.kind) {
    case "sign":
    case "reminder": {
      const row = task && loaded.tasks.get(task.task);
      if (task?.status !== "open" || !row || task.person !== entry.person)
        return { skip: "The signature is no longer wanted" };
      const { capacity } = row;
      const link = `${origin}/s/${makeToken("sign", row.token, linkKeys())}`;
      const kind = view.form.stages.find((s) => s.id === task.stage)?.kind ?? "check";
      const { subject, verb } = ASKED[kind];
      const again = entry.kind === "reminder" ? `Reminder: ${subject.replace("For", "for")}` : subject;
      return letter(entry, body, `${again}: ${title}`, [
        `${view.author.name} asks you to read and ${verb} a ${view.form.title.toLowerCase()}${capacity ? ` as ${capacity}` : ""}.`,
        about,
        `Read it and choose what to do:\n${link}`,
        "Opening the link changes nothing: you decide on the page. The link is for you alone, so do not forward it. It works for 14 days.",
      ]);
    }
    case "escalation": {
      const row = task && loaded.tasks.get(task.task);
      if (task?.status !== "open" || !row) return { skip: "The signature is no longer wanted" };
      if (isVacant(task)) return vacantLetter(entry, view, loaded, task);
      return letter(entry, body, `Still waiting: ${title}`, [
        `${row.name}${row.capacity ? ` (${row.capacity})` : ""} has not signed this since ${formatInstant(task.openedAt)}.`,
        about,
        `See where it is, send the link again or give it to someone else:\n${page}`,
      ]);
    }
    case "vacant":
      if (!task || !isVacant(task)) return { skip: "Someone else has been named" };
      return vacantLetter(entry, view, loaded, task);
    case "undelivered": {
      const row = task && loaded.tasks.get(task.task);
      return letter(entry, body, `Not delivered: ${title}`, [
        `Our email to ${row?.name ?? "a signatory"} (${row?.email ?? "unknown address"}) was not delivered.`,
        about,
        `Check the address, send it again or give it to someone else:\n${page}`,
      ]);
    }
    case "confirm": {
      const row = task && loaded.tasks.get(task.task);
      if (task?.status !== "open" || !row || !task.copy) return { skip: "The copy no longer waits" };
      const brought = view.office.people?.find((p) => p.id === task.copy?.by)?.name ?? "An officer";
      return letter(entry, body, `A signature to confirm: ${title}`, [
        `${brought} has brought a copy of this, signed on paper by ${calledIn(row)}. It counts once someone else confirms what the copy shows.`,
        about,
        `Compare them:\n${page}`,
      ]);
    }
    case "rejected":
      return letter(entry, body, `Copy not confirmed: ${title}`, [
        "The copy of the signed paper that you brought was not confirmed, so the signature does not count.",
        about,
        `Read why, and bring another:\n${page}`,
      ]);
    case "passed-on":
      return letter(entry, body, `No longer with you: ${title}`, [
        "This request for a signature has gone to someone else. The link that you were sent no longer works.",
        about,
      ]);
    case "query": {
      const row = entry.task ? loaded.tasks.get(entry.task) : undefined;
      return letter(entry, body, `A question about: ${title}`, [
        isClosed
          ? `${calledIn(row)} asks you a question. Read it on the record's page.`
          : `${calledIn(row)} asks:\n${questionsOf(loaded.said, entry.task ?? "").at(-1)?.text ?? ""}`,
        about,
        `Nobody can sign until you have answered:\n${page}`,
      ]);
    }
    case "answer": {
      const row = entry.task ? loaded.tasks.get(entry.task) : undefined;
      if (task?.status !== "open" || !row || isVacant(task))
        return { skip: "The signature is no longer wanted" };
      return letter(entry, body, `Your question was answered: ${title}`, [
        isClosed
          ? `${view.author.name} has answered. The answer stands above the paper.`
          : `${view.author.name} answers:\n${questionsOf(loaded.said, task.task).findLast((q) => q.answer)?.answer ?? ""}`,
        about,
        `Read it and choose what to do:\n${origin}/s/${makeToken("sign", row.token, linkKeys())}`,
      ]);
    }
    case "receipt": {
      const outcome = task?.outcome ? OUTCOME_WORDS[task.outcome] : "signed";
      return letter(entry, body, `Your record: you ${outcome} ${title}`, [
        `You ${outcome} this on ${formatInstant(task?.closedAt ?? now)}.`,
        about,
        `Fingerprint of the exact paper you saw (SHA-256):\n${task?.hash ?? ""}`,
        `If this was not you, tell ${body.name} at once: ${body.contact.email}`,
      ]);
    }
    case "returned": {
      const row = entry.task ? loaded.tasks.get(entry.task) : undefined;
      return letter(entry, body, `Returned to you: ${title}`, [
        `${calledIn(row)} returned this to you.`,
        about,
        row?.reason && !isClosed ? `Their reason:\n${row.reason}` : "",
        `Read their reason, change it and submit it again:\n${page}`,
      ]);
    }
    case "decided":
      return letter(entry, body, `Decided: ${title}`, [
        decidedWords(loaded),
        about,
        `See the record:\n${page}`,
      ]);
    case "published":
      return letter(entry, body, `Published: ${title}`, [
        "This is now on the public register.",
        about,
        `Read it, or send someone the link:\n${origin}${noticePath(view.office.office, slugOf(view))}`,
      ]);
    case "correct": {
      const { by = "", reason = "" } = { ...view.correction, ...view.corrects };
      if (!view.correction) return { skip: "The correction is no longer wanted" };
      return letter(entry, body, `To be corrected: ${title}`, [
        `${by} asks you to correct this. What is published stays until the correction is signed and published.`,
        about,
        `Their reason:\n${reason}`,
        `Correct the paper and submit it:\n${page}`,
      ]);
    }
    case "ending": {
      const row = await findEnding(view.id);
      const ending = row && (await endingOf(row));
      if (!ending || ending.onward) return { skip: "The funding goes on, or has ended already" };
      const { title: published, reference, awards } = ending.entry;
      const to = [...new Set(awards.map((a) => a.recipient))].slice(0, 5).join(", ");
      return letter(entry, body, `Funding ends on ${formatDate(ending.to)}: ${published}`, [
        `The funding in this published record ends on ${formatDate(ending.to)}, and no later record goes on from it.`,
        [published, reference && `Reference: ${reference}`, to && `To: ${to}`].filter(Boolean).join("\n"),
        "If it is to go on, start a record that says it continues this one. If it is to end, you need do nothing.",
        `All funding that ends soon:\n${origin}/funding-ending`,
      ]);
    }
    case "unpublished":
      return letter(entry, body, `Withdrawn from publication: ${title}`, [
        "The register now has a short page in its place, which gives the reason.",
        about,
        `See the record:\n${page}`,
      ]);
    case "withdrawn":
      return letter(entry, body, `No longer needed: ${title}`, [
        "This has been withdrawn, so your signature is not needed. The link that you were sent no longer works.",
        about,
      ]);
  }
}

function signInLetter(entry: Entry, office: Office, origin: string): Draft {
  const link = `${origin}/sign-in/${makeToken("sign-in", entry.token ?? "", linkKeys())}`;
  return letter(entry, office.body, "Sign in to Countersign", [
    `Follow this link to sign in. It works once, for 15 minutes:\n${link}`,
    "If you did not ask for it, ignore this email.",
  ]);
}

/** The code stands in the text alone: a subject is shown on locked screens. */
function codeLetter(entry: Entry, office: Office): Draft {
  const [tokenId = "", n = ""] = entry.token?.split(".") ?? [];
  return letter(entry, office.body, "Your code to sign", [
    `Your code is ${codeOf(tokenId, Number(n), linkKeys())}. It works for 10 minutes.`,
    "Enter it on the page where you asked for it. Nobody from the office will ever ask you for it.",
  ]);
}

/** To whoever could name someone: an interest left a seat empty. */
function vacantLetter(entry: Entry, view: RecordView, { state, tasks }: Loaded, task: Task): Draft {
  const title = safeTitle(view);
  const goesOn = canPassWithout(state, task);
  return letter(entry, view.office.body, `An interest was declared: ${title}`, [
    `${calledIn(tasks.get(task.task))} declared an interest in this and takes no part. Nobody else could be asked in their place.`,
    goesOn
      ? "Enough others are asked to go on without them. You can still name someone for their place."
      : "It cannot go on until someone is named for their place.",
    [title, view.reference && `Reference: ${view.reference}`].filter(Boolean).join("\n"),
    `Name someone, or withdraw it:\n${Resource.Site.origin}/records/${view.id}`,
  ]);
}

function calledIn(row: TaskRow | undefined): string {
  if (!row) return "A signatory";
  return row.capacity ? `${row.name} (${row.capacity})` : row.name;
}

function letter(entry: Entry, body: Office["body"], subject: string, paragraphs: string[]): Draft {
  const text = [`Dear ${entry.name}`, ...paragraphs, body.name].filter(Boolean).join("\n\n");
  return { subject: subject.replace(/\s+/g, " ").slice(0, 180), text: `${text}\n` };
}

function decidedWords({ state }: Loaded): string {
  const outcome = state.outcome ? OUTCOME_WORDS[state.outcome] : "decided";
  return `This has been ${outcome}. Its document is being made and sealed.`;
}

/** An email crosses many servers: a title that is withheld stays out of it. */
function safeTitle(view: RecordView): string {
  const { answers, whole, withholding } = disclose(view.form, view.answers);
  const open = !whole && read(view.form, answers, "title") !== undefined;
  return open ? titleOf(view.form, answers) : (withholding?.safeTitle ?? view.form.title);
}
