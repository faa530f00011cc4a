/**
 * What each step of a record's life costs the database, in the units that DynamoDB bills (its own
 * ConsumedCapacity), beside what was computed from its size rules before anything was built. The commands
 * alone: no page, no session. A transactional write counts twice, an index once more.
 */
import { ulid } from "ulid";
import { subscriberKey, topicKey } from "#core/aws/bulk-keys.ts";
import type { Key } from "#core/aws/keys.ts";
import { createItem } from "#core/aws/write.ts";
import { officeTopic } from "#core/follow/topics.ts";
import type { Office } from "#core/form/office.ts";
import { deliver } from "#core/notification/deliver.ts";
import { dueKeys } from "#core/notification/outbox.store.ts";
import { publishDefinition } from "#core/record/offices.store.ts";
import { loadRecord } from "#core/record/record.store.ts";
import * as Records from "#core/record/records.ts";
import { eventsOf } from "#core/record/status.ts";
import { getView } from "#core/record/view.store.ts";
import { proofOf } from "#core/signoff/code.ts";
import { act, ask } from "#core/signoff/signing.ts";
import { linkKeys, makeToken, newTokenId } from "#core/signoff/token.ts";
import type { Table } from "./bench-report.ts";
import { starterOffice } from "./office-starter.ts";
import { startSystem } from "./system.ts";

/** Write and read units as computed; nothing where the step was not thought of then. */
const COMPUTED: Record<string, { write: number; read: number }> = {
  create: { write: 14, read: 0.5 },
  "save a draft": { write: 6, read: 0 },
  submit: { write: 33, read: 4 },
  "approve, opens two beside each other": { write: 37, read: 3 },
  "approve, one of the two": { write: 15, read: 3 },
  "approve, opens the next": { write: 26, read: 3 },
  "decide, with number and claim": { write: 28, read: 4 },
  publish: { write: 17, read: 3 },
  "tell a hundred subscribers": { write: 700, read: 350 },
  "send one email": { write: 4, read: 1 },
  "ask a question": { write: 9, read: 1 },
  "see a whole record": { write: 0, read: 2 },
  "see its history": { write: 0, read: 1 },
};

/** As long as the longest of the papers that the service was made for. */
const PROSE = "The Commissioner is asked to consider the options set out below and their cost. ".repeat(65);

/** Each step: write and read units, measured and computed. */
export async function measureUnits(): Promise<Table[]> {
  const system = await startSystem({ offices: "" });
  try {
    const office = benchOffice();
    await publishDefinition(office);
    await follow(office, 100);
    const records = 2;
    for (let n = 0; n < records; n++)
      await life(office, system.journey, (name: string) => system.invoke(name, {}));
    const units = system.units();
    const rows = Object.entries(COMPUTED).map(([name, computed]) => {
      const { write = 0, read = 0 } = units[name] ?? {};
      return { name, cells: [write / records, computed.write, read / records, computed.read] };
    });
    return [
      {
        title: "Units of each step of a record's life, the command alone",
        columns: ["written", "computed", "read", "computed"],
        rows,
        notes: [
          "Computed for the publication: its own transaction. Measured: two documents, the publication and its files.",
          "Since it was computed each signature owes a receipt, and each command and event keeps its words beside it.",
        ],
      },
    ];
  } finally {
    await system.stop();
  }
}

async function life(
  office: Office,
  journey: (name: string) => void,
  invoke: (name: string) => Promise<unknown>,
): Promise<void> {
  const now = new Date().toISOString();
  const person = office.people?.find((p) => p.id === "author");
  if (!person) throw new Error("The starter has no author");
  const { name, email, roles = [] } = person;
  const actor = { person: person.id, name, email, office: office.office, roles };
  const measured = async <T>(step: keyof typeof COMPUTED, work: () => Promise<T>): Promise<T> => {
    journey(step);
    const done = await work();
    journey("between");
    return done;
  };
  const signature = async (id: string, stage: string) => {
    const { state, tasks } = await loadRecord(id);
    const task = state.tasks.find((t) => t.stage === stage && t.status === "open");
    const token = tasks.get(task?.task ?? "")?.token ?? "";
    const proof = proofOf(token, now, linkKeys());
    return {
      link: makeToken("sign", token, linkKeys()),
      given: { cmdId: ulid(), hash: task?.hash ?? "", outcome: "approve", proof },
    };
  };
  const approve = async (step: keyof typeof COMPUTED, id: string, stage: string) => {
    const { link, given } = await signature(id, stage);
    await measured(step, () => act(link, given, now));
  };

  const create = { office: office.office, form: "decision", actor, now, cmdId: ulid() };
  const { id } = await measured("create", () => Records.create(create));
  const answers = { title: "A decision to measure", decision: PROSE };
  const { saveNo } = await measured("save a draft", () =>
    Records.saveDraft({ id, answers, saveNo: 1, actor, now }),
  );
  await measured("submit", () => Records.submit({ id, saveNo, rev: 1, cmdId: ulid(), actor, now }));
  const [mail] = (await dueKeys(now)).filter((key: Key) => key.pk.startsWith(`OBX#${id}`));
  if (!mail) throw new Error("Nobody was asked");
  await measured("send one email", () => deliver(mail, now));
  await approve("approve, opens two beside each other", id, "advice");
  await approve("approve, one of the two", id, "legal");
  await approve("approve, opens the next", id, "money");
  await approve("decide, with number and claim", id, "commissioner");
  await measured("see a whole record", () => getView(id));
  await measured("see its history", () => eventsOf(id));
  await measured("publish", () => invoke("document"));
  await measured("tell a hundred subscribers", () => invoke("fan-out"));

  const second = await Records.create({ ...create, cmdId: ulid() });
  const saved = await Records.saveDraft({ id: second.id, answers, saveNo: 1, actor, now });
  await Records.submit({ id: second.id, ...saved, rev: 1, cmdId: ulid(), actor, now });
  const { link, given } = await signature(second.id, "advice");
  await measured("ask a question", () => ask(link, { ...given, question: "Why now?" }, now));
}

/** As many confirmed links leave them. */
async function follow(office: Office, subscribers: number): Promise<void> {
  const topic = officeTopic(office);
  for (let i = 0; i < subscribers; i++) {
    const id = newTokenId();
    await createItem(subscriberKey(id), { email: `${i}@reader.example`, topics: [topic], rev: 0 });
    await createItem(topicKey(topic.id, id), { since: new Date(0).toISOString() });
  }
}

/** The starter with a stage before the decision, and two beside each other after that. */
function benchOffice(): Office {
  const starter = starterOffice("bench");
  const [form] = starter.forms;
  if (!form) throw new Error("The starter has no form");
  const posts = ["advice", "legal", "money"];
  return {
    ...starter,
    posts: [...starter.posts, ...posts.map((id) => ({ id, title: `Officer for ${id}` }))],
    people: [
      ...(starter.people ?? []),
      ...posts.map((post) => ({
        id: `${post}-officer`,
        name: `Officer for ${post}`,
        email: `${post}@bench.example`,
        posts: [{ post }],
      })),
    ],
    forms: [
      {
        ...form,
        stages: [
          { id: "advice", kind: "check", by: { post: "advice" } },
          { id: "legal", kind: "check", by: { post: "legal" } },
          { id: "money", kind: "check", by: { post: "money" }, beside: "legal" },
          ...form.stages,
        ],
      },
    ],
  };
}
