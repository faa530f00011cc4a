/**
 * Owed: which emails follow from what has just happened. Pure, so that a test can hold every event
 * against what it owes; the store writes these in the event's own transaction.
 */
import type { RecordEvent } from "./events.ts";
import { isVacant, type State } from "./state.ts";

export interface Owed {
  kind:
    | "sign"
    | "receipt"
    | "returned"
    | "decided"
    | "withdrawn"
    | "published"
    | "query"
    | "answer"
    | "passed-on"
    | "reminder"
    | "escalation"
    | "vacant"
    | "undelivered"
    | "confirm"
    | "rejected"
    | "correct"
    | "unpublished";
  person: string;
  task?: string;
}

/** `before` is the state that the events happened to. */
export function owed(before: State | undefined, events: RecordEvent[]): Owed[] {
  const author = before?.author;
  const list: Owed[] = [];
  for (const event of events) {
    switch (event.type) {
      case "TaskOpened":
        list.push({ kind: "sign", person: event.data.person, task: event.data.task });
        break;
      case "SignedOff":
        list.push({ kind: "receipt", person: event.data.person, task: event.data.task });
        break;
      case "TaskReassigned":
        list.push({ kind: "sign", person: event.data.to, task: event.data.task });
        // Whoever stepped aside before knows already.
        if (!before?.tasks.some((t) => t.task === event.data.task && isVacant(t)))
          list.push({ kind: "passed-on", person: event.data.from, task: event.data.task });
        break;
      case "SteppedAside":
        for (const person of event.data.asked) list.push({ kind: "vacant", person, task: event.data.task });
        break;
      case "Reminded": {
        const { task, why, to } = event.data;
        const asked = before?.tasks.find((t) => t.task === task)?.person;
        if (why === "escalated" && to) list.push({ kind: "escalation", person: to, task });
        else if (asked) list.push({ kind: why === "by-hand" ? "sign" : "reminder", person: asked, task });
        break;
      }
      case "PaperReceived":
        for (const person of event.data.asked) list.push({ kind: "confirm", person, task: event.data.task });
        break;
      case "PaperRejected":
        list.push({ kind: "rejected", person: event.data.to, task: event.data.task });
        break;
      case "MailFailed":
        if (author) list.push({ kind: "undelivered", person: author, task: event.data.task });
        break;
      case "Queried":
        if (author) list.push({ kind: "query", person: author, task: event.data.task });
        break;
      case "Answered": {
        const asker = before?.tasks.find((t) => t.task === event.data.task)?.person;
        if (asker) list.push({ kind: "answer", person: asker, task: event.data.task });
        break;
      }
      case "Returned":
        if (author) list.push({ kind: "returned", person: author, task: event.data.task });
        break;
      case "Decided":
        if (author) list.push({ kind: "decided", person: author });
        break;
      // Once the files are written, so that the link in the email leads to them.
      case "Projected":
        if (author && before?.state !== "withdrawn")
          list.push({ kind: before?.state === "unpublished" ? "unpublished" : "published", person: author });
        break;
      case "Reopened":
        if (event.data.author !== event.data.person)
          list.push({ kind: "correct", person: event.data.author });
        break;
      case "Withdrawn":
      case "CorrectionWithdrawn":
        for (const task of before?.tasks ?? [])
          if (task.status === "open" && !isVacant(task))
            list.push({ kind: "withdrawn", person: task.person, task: task.task });
        break;
      default:
        break;
    }
  }
  return list;
}
