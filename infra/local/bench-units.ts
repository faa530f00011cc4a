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
import type { Renderer } from "#core/record/projecting.ts";
import { takeStep } from "#core/record/publishing.ts";
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

interface Computed {
  write: number;
  read: number;
  /** Why it costs more, where it does. */
  more?: string;
}

const RECEIPT = "a signature owes its receipt (3 written), which was not counted then";
const ENTITLED = "who may do it is asked first";

/** Write and read units as computed (data design, 1.8); those without were not thought of then. */
export const COMPUTED: Record<string, Computed | undefined> = {
  create: { write: 14, read: 0.5, more: "whether the office has closed is asked first" },
  "save a draft": { write: 6, read: 0, more: `${ENTITLED}, of the record as it stands` },
  submit: { write: 33, read: 4 },
  "approve, opens two beside each other": { write: 37, read: 3 },
  "approve, one of the two": { write: 15, read: 3, more: RECEIPT },
  "approve, opens the next": { write: 26, read: 3, more: RECEIPT },
  "decide, with number and claim": {
    write: 28,
    read: 4,
    more: `${RECEIPT}, and its number is listed until the register has an entry for it`,
  },
  "seal its documents": undefined,
  publish: {
    write: 17,
    read: 3,
    more: "its number leaves the list of those without an entry, and its document is noted under its hash, so that anyone's copy can be looked up",
  },
  "write its public files": undefined,
  "tell a hundred subscribers": undefined,
  "send one email": {
    write: 4,
    read: 1,
    more: "its words are written from the record when it is sent (3 reads), so that nothing out of date goes out",
  },
  "ask a question": {
    write: 9,
    read: 1,
    more: "computed for a remark of no task; this holds the request, keeps its words beside the event and owes an email",
  },
  "see a whole record": {
    write: 0,
    read: 2,
    more: "the office's people as they are today are read each time",
  },
  "see its history": { write: 0, read: 1, more: "computed for a reading that may be a moment old" },
};

/** As long as the longest of the papers that the service was made for. */
const PROSE = "The Commissioner is asked to consider the options set out below and their cost. ".repeat(65);

/** What counts the units that the database answers with. */
export interface Counting {
  journey(name: string): void;
  units(): Record<string, { write: number; read: number }>;
}

/** Each step: write and read units, measured and computed. */
export async function measureUnits(): Promise<Table[]> {
  const system = await startSystem({ offices: "" });
  try {
    await follow(benchOffice(), 100);
    const measured = await measureSteps(system, async (step, id, now) => {
      await step("seal its documents", () => takeStep(id, now, NO_PAGES));
      await step("publish", () => takeStep(id, now, NO_PAGES));
      await step("write its public files", () => system.invoke("document", {}));
      await step("tell a hundred subscribers", () => system.invoke("fan-out", {}));
    });
    const rows = measured.map(({ name, write, read, computed }) => ({
      name,
      cells: [write, computed?.write ?? "-", read, computed?.read ?? "-"],
    }));
    const reasons = measured.flatMap(({ name, over, computed }) =>
      over ? [`${name}: ${computed?.more ?? "more than computed, and nobody knows why"}.`] : [],
    );
    return [
      {
        title: "Units of each step of a record's life, the command alone",
        columns: ["written", "computed", "read", "computed"],
        rows,
        notes: reasons,
      },
    ];
  } finally {
    await system.stop();
  }
}

/** Two steps of a publication come before any page. */
const none = () => {
  throw new Error("There is no page before the publication");
};
const NO_PAGES: Renderer = {
  files: none,
  listings: none,
  notice: none,
  version: none,
  programme: none,
  imported: none,
  year: none,
  front: none,
};

type Step = (name: string, work: () => Promise<unknown>) => Promise<void>;

/** One record's life; `published`: what becomes of it once it is decided. Steps that were not taken are left out. */
export async function measureSteps(
  { journey, units }: Counting,
  published: (step: Step, id: string, now: string) => Promise<void>,
): Promise<{ name: string; write: number; read: number; computed?: Computed; over: boolean }[]> {
  const office = benchOffice();
  await publishDefinition(office);
  // The first of an office reads its definition, and that there is no number yet.
  await life(
    office,
    () => {},
    async () => {},
  );
  await life(office, journey, published);
  const measured = units();
  return Object.entries(COMPUTED).flatMap(([name, computed]) => {
    const { write, read } = measured[name] ?? {};
    if (write === undefined || read === undefined) return [];
    const over = computed !== undefined && (write > computed.write || read > computed.read);
    return [{ name, write, read, computed, over }];
  });
}

async function life(
  office: Office,
  journey: (name: string) => void,
  published: (step: Step, id: string, now: string) => Promise<void>,
): Promise<void> {
  let at = Date.now() - 86_400_000;
  /** Each step has a time of its own, as in life: what is stored packs no better than there. */
  const later = () => {
    at += 3_661_001;
    return new Date(at).toISOString();
  };
  const person = office.people?.find((p) => p.id === "author");
  if (!person) throw new Error("The starter has no author");
  const { name, email, roles = [] } = person;
  const actor = { person: person.id, name, email, office: office.office, roles };
  const measured = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    journey(step);
    const done = await work();
    journey("between");
    return done;
  };
  const signature = async (id: string, stage: string, now: string) => {
    const { state, tasks } = await loadRecord(id);
    const task = state.tasks.find((t) => t.stage === stage && t.status === "open");
    const token = tasks.get(task?.task ?? "")?.token ?? "";
    const proof = proofOf(token, now, linkKeys());
    return {
      link: makeToken("sign", token, linkKeys()),
      given: { cmdId: ulid(), hash: task?.hash ?? "", outcome: "approve", proof },
    };
  };
  const approve = async (step: string, id: string, stage: string) => {
    const now = later();
    const { link, given } = await signature(id, stage, now);
    await measured(step, () => act(link, given, now));
  };

  const create = () => ({ office: office.office, form: "decision", actor, now: later(), cmdId: ulid() });
  const { id } = await measured("create", () => Records.create(create()));
  const answers = { title: "A decision to measure", decision: PROSE };
  const draft = { answers, saveNo: 1, actor };
  const { saveNo } = await measured("save a draft", () => Records.saveDraft({ ...draft, id, now: later() }));
  const asked = later();
  await measured("submit", () => Records.submit({ id, saveNo, rev: 1, cmdId: ulid(), actor, now: asked }));
  const [mail] = (await dueKeys(asked)).filter((key: Key) => key.pk.startsWith(`OBX#${id}`));
  if (!mail) throw new Error("Nobody was asked");
  await measured("send one email", () => deliver(mail, asked));
  await approve("approve, opens two beside each other", id, "advice");
  await approve("approve, one of the two", id, "legal");
  await approve("approve, opens the next", id, "money");
  await approve("decide, with number and claim", id, "commissioner");
  await measured("see a whole record", () => getView(id));
  await measured("see its history", () => eventsOf(id));
  await published(async (step, work) => void (await measured(step, work)), id, later());

  const second = await Records.create(create());
  const saved = await Records.saveDraft({ ...draft, id: second.id, now: later() });
  await Records.submit({ id: second.id, ...saved, rev: 1, cmdId: ulid(), actor, now: later() });
  const now = later();
  const { link, given } = await signature(second.id, "advice", now);
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
