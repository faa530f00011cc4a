/** What a panel asked an office before it leaves: answered in public, answered but not yet there, and in confidence. */
import type { Actor } from "#core/record/records.ts";
import { answer, type EventOf, publish } from "#core/scrutiny/item.ts";
import { act, enter, findRecord, getItem } from "#core/scrutiny/items.store.ts";

export const CANARY = "CANARY of the panel";
export const DRAFT = "An answer that is not public yet";

const ASKED: Omit<EventOf<"Asked">, "type"> = {
  kind: "question",
  askedBy: "The Chair of the panel",
  askedOn: "2024-03-04",
  subject: "Coordinators",
  words: "How many coordinators are there?",
  due: "2024-06-03",
  confidential: false,
};

/** Whoever keeps what the panel asks. */
const clerkOf = (office: string): Actor => ({
  person: "panel-clerk",
  name: "A Clerk",
  email: "",
  office,
  roles: ["governance"],
});

/** Answers their ids. `reference` is of the record that they are about. */
export async function askThree(office: string, reference: string, now: string): Promise<string[]> {
  const actor = clerkOf(office);
  const about = await findRecord(office, reference);
  let n = 0;
  const command = () => ({ cmdId: `01J${String(++n).padStart(23, "0")}`, actor, now });
  const ask = async (change: Partial<typeof ASKED>, ...acts: Parameters<typeof act>[1][]) => {
    const { id } = await enter({ ...ASKED, about, ...change }, command());
    for (const [i, decide] of acts.entries()) await act({ id, rev: i + 1, ...command() }, decide);
    return id;
  };
  const said = (text: string) => (item: Parameters<typeof answer>[0]) =>
    answer(item, { on: "2024-03-11", text });
  return [
    await ask({}, said("Twelve"), publish),
    await ask({ subject: "Their hours" }, publish, said(DRAFT)),
    await ask({ subject: CANARY, words: CANARY, confidential: true }, said(CANARY)),
  ];
}

export async function historyOf(office: string, id: string): Promise<string[]> {
  const { history } = await getItem(id, clerkOf(office));
  return history.map(({ event }) => event.type);
}

export async function publishAgain(office: string, id: string, now: string): Promise<void> {
  const actor = clerkOf(office);
  const { item } = await getItem(id, actor);
  await act({ id, rev: item.rev, cmdId: "01K00000000000000000000001", actor, now }, publish);
}
