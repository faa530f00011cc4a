/** An event of the ledger in a sentence, for the people of the office. */
import { formatDate } from "#core/form/dates.ts";
import type { LedgerEvent } from "#core/ledger/chain.ts";
import { OUTCOME_WORDS } from "#core/notification/outcome-words.ts";
import { stageTitle } from "#core/signoff/plan.ts";
import { directoryEntry } from "./commit.store.ts";
import type { RecordEvent } from "./events.ts";
import type { RecordView } from "./view.ts";

export function eventWords({ type, data, actor }: LedgerEvent, view: RecordView): string {
  const event = { type, data } as RecordEvent;
  const name = (person: string) => directoryEntry(view.office, person).name;
  const stage = (id: string | undefined) => {
    const found = view.form.stages.find((s) => s.id === id);
    return found ? stageTitle(view.office, found) : "a signatory";
  };
  const stageOfTask = (task: string | undefined) => stage(task?.split("#")[1]);
  switch (event.type) {
    case "Created":
      return `Started by ${name(event.data.author)}`;
    case "Submitted":
      return event.data.cycle > 1 ? `Submitted again by ${name(actor)}` : `Submitted by ${name(actor)}`;
    case "TaskOpened":
      return `Sent to ${name(event.data.person)} (${stage(event.data.stage)})`;
    case "SignedOff": {
      const { person, task, outcome, paper } = event.data;
      const how = paper ? ` on paper, confirmed by ${name(paper.confirmed)}` : "";
      return `${name(person)} (${stageOfTask(task)}): ${OUTCOME_WORDS[outcome]}${how}`;
    }
    case "PaperReceived":
      return `${name(actor)} brought a copy signed by ${name(event.data.person)} (${stageOfTask(event.data.task)})`;
    case "PaperRejected":
      return `${name(actor)} did not confirm the copy signed for ${stageOfTask(event.data.task)}`;
    case "TaskReassigned": {
      const { from, to, why } = event.data;
      const passed =
        why === "recused"
          ? "declared an interest and took no part"
          : why === "delegated"
            ? "passed it on"
            : "was replaced";
      return `${name(from)} (${stageOfTask(event.data.task)}) ${passed}; sent to ${name(to)}`;
    }
    case "SteppedAside":
      return `${name(event.data.person)} (${stageOfTask(event.data.task)}) declared an interest and took no part. Nobody else could be asked`;
    case "Reminded": {
      const { why, task } = event.data;
      if (why === "by-hand") return `${name(actor)} sent the request to ${stageOfTask(task)} again`;
      return why === "due"
        ? `${stageOfTask(task)} was reminded`
        : `${stageOfTask(task)} is overdue: reported`;
    }
    case "MailFailed":
      return `The email to ${stageOfTask(event.data.task)} was not delivered: ${event.data.problem}`;
    case "Queried":
      return `${stageOfTask(event.data.task)} asked a question`;
    case "Answered":
      return `${name(actor)} answered the question`;
    case "Paused":
      return `Paused by ${name(actor)}`;
    case "Resumed":
      return `Resumed by ${name(actor)}`;
    case "TaskVoided":
      return `The request to ${stageOfTask(event.data.task)} was closed`;
    case "Returned":
      return "Returned to the author";
    case "Decided": {
      const { outcome, on, number } = event.data;
      const numbered = number ? `, number ${number.reference}` : "";
      return `${outcome === "refuse" ? "Refused" : "Decided"} on ${formatDate(on)}${numbered}`;
    }
    case "Sealed":
      return `The ${event.data.edition} document was made and sealed`;
    case "PublicationApproved":
      return `${name(actor)} approved publication`;
    case "Published":
      return "Published";
    case "Withheld":
      return "Entered in the public register as withheld";
    case "Projected":
      return "The public pages were written";
    case "Withdrawn":
      return `Withdrawn by ${name(actor)}`;
    case "Reopened": {
      const { author } = event.data;
      const writes = author === actor ? "" : `; ${name(author)} writes it`;
      return `${name(actor)} opened a correction of what is published${writes}`;
    }
    case "CorrectionWithdrawn":
      return `${name(actor)} gave the correction up. What is published stays as it is`;
    case "Unpublished":
      return `${name(actor)} withdrew it from publication`;
  }
}
