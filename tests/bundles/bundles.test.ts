/**
 * Every function as it is deployed: bundled and minified, in a process of its own that speaks Lambda's
 * Runtime API, with an event as AWS sends it, against the stores of a running system. The system itself
 * stands still: whatever happens, the bundles did it.
 */
import { join } from "node:path";
import type { APIGatewayProxyStructuredResultV2, DynamoDBStreamEvent, SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Key, recordKey } from "#core/aws/keys.ts";
import * as Address from "#core/notice/addresses.ts";
import { slugOf } from "#core/notice/entry.ts";
import { dueKeys, findEntry } from "#core/notification/outbox.store.ts";
import { tagOf } from "#core/notification/outbox.ts";
import { loadOffices } from "#core/offices/index.ts";
import { getView } from "#core/record/view.store.ts";
import { read } from "#infra/local/browser.ts";
import { buildFunctions } from "#infra/local/bundles.ts";
import { toEvent, toReply } from "#infra/local/http-event.ts";
import { play } from "#infra/local/play.ts";
import { type RunningLambda, runLambda } from "#infra/local/runtime-api.ts";
import { useSystem } from "#tests/support/system.ts";

const system = useSystem();
const AUTHOR = "niamh.corrigan@cleveland.example";
const lambdas = new Map<string, RunningLambda>();
const called = new Set<string>();
let bundles: Record<string, string>;

beforeAll(async () => {
  bundles = await buildFunctions({ to: join(import.meta.dirname, "../../.build/bundles"), minify: true });
});
afterAll(async () => {
  for (const lambda of lambdas.values()) await lambda.stop();
});

/** Calls a bundle, in a process that starts at its first call. */
async function call<Result>(name: string, event: unknown): Promise<Result> {
  const file = bundles[name];
  if (!file) throw new Error(`There is no functions/${name}`);
  const lambda = lambdas.get(name) ?? (await runLambda(file, environment()));
  lambdas.set(name, lambda);
  called.add(name);
  return lambda.invoke<Result>(event);
}

/** What the functions find in their environment, as the running system set it. */
function environment(): Record<string, string> {
  const ours = Object.entries(process.env).filter(([name]) => /^(AWS|SST)_/.test(name));
  return Object.fromEntries(ours) as Record<string, string>;
}

async function ask(name: string, path: string, form?: Record<string, string>) {
  const origin = system().origin;
  const [bare = "", query = ""] = path.split("?");
  const body = Buffer.from(form ? new URLSearchParams(form).toString() : "");
  const event = toEvent({
    method: form ? "POST" : "GET",
    path: bare,
    query,
    search: new URLSearchParams(query),
    headers: {
      host: new URL(origin).host,
      accept: "text/html",
      ...(form && { origin, "content-type": "application/x-www-form-urlencoded" }),
    },
    body,
    sourceIp: "127.0.0.1",
  });
  const reply = toReply(await call<APIGatewayProxyStructuredResultV2>(name, event));
  return { ...read(origin + path, reply.status, String(reply.body ?? "")), headers: reply.headers ?? {} };
}

/** The stream's record of a new or changed item. */
function streamEvent({ pk, sk }: Key): DynamoDBStreamEvent {
  const Keys = { pk: { S: pk }, sk: { S: sk } };
  const dynamodb = { Keys, SequenceNumber: "100", StreamViewType: "NEW_AND_OLD_IMAGES" as const };
  return { Records: [{ eventID: "1", eventName: "INSERT", eventSource: "aws:dynamodb", dynamodb }] };
}

function sqsEvent(message: object): SQSEvent {
  const body = JSON.stringify({ Type: "Notification", Message: JSON.stringify(message) });
  return { Records: [{ messageId: "1", body, eventSource: "aws:sqs" } as SQSEvent["Records"][number]] };
}

/** The one email that is owed and due. */
async function owed(): Promise<Key> {
  const keys = (await dueKeys(new Date().toISOString())).filter((k) => k.pk.startsWith("OBX#"));
  expect(keys).toHaveLength(1);
  return keys[0]!;
}

async function signInAsked(email = AUTHOR): Promise<Key> {
  expect((await ask("web", "/sign-in", { email })).h1).toBe("Check your email");
  return owed();
}

test("web answers, and owes an email; notify sends it; ses-events notes that it came", async () => {
  expect(JSON.parse((await ask("web", "/healthz")).html)).toEqual({ ok: true });
  const page = await ask("web", "/sign-in");
  expect([page.status, page.h1]).toEqual([200, "Sign in"]);
  expect(page.headers["content-security-policy"]).toContain("default-src 'none'");

  const key = await signInAsked();
  const before = (await system().inbox()).length;
  expect(await call("notify", streamEvent(key))).toEqual({ batchItemFailures: [] });
  const sent = (await system().inbox()).slice(before);
  expect(sent.map((m) => [m.to, m.subject])).toEqual([[AUTHOR, "Sign in to Countersign"]]);
  expect((await ask("web", new URL(sent[0]!.links[0]!).pathname)).h1).toBe("Sign in");

  const mail = { messageId: sent[0]!.id, tags: { obx: [tagOf(key.pk)] } };
  expect(await call("ses-events", sqsEvent({ eventType: "Delivery", mail }))).toEqual({
    batchItemFailures: [],
  });
  expect(await findEntry(key)).toMatchObject({ status: "SENT", delivery: "delivered" });
});

test("sweep sends what the stream never passed on", async () => {
  // Another mailbox: the first has just had its link.
  const key = await signInAsked("asha.birtwistle@cleveland.example");
  expect(await call("sweep", {})).toEqual({ due: 1, failed: 0 });
  expect(await findEntry(key)).toMatchObject({ status: "SENT" });
  expect(await call("sweep", {})).toEqual({ due: 0, failed: 0 });
});

test("follow owes a confirmation, and fan-out sends it", async () => {
  const asked = { office: "cleveland", all: "yes", email: "rae@reader.example" };
  expect((await ask("follow", "/follow", asked)).h1).toBe("Check your email");
  expect(await call("fan-out", {})).toEqual({ sent: 1 });
  const mail = (await system().inbox()).at(-1);
  expect([mail?.to, mail?.subject]).toEqual([asked.email, "Confirm that you want to follow decisions"]);
});

test("sign takes a signature; document seals and publishes; search finds; pack draws; anchor anchors", async () => {
  const found = loadOffices().find(({ office }) => office.office === "cleveland")!;
  const { example } = found.examples.find((e) => e.name === "perpetrator-programme-notice")!;
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  const { id, waiting } = await play(system(), found.office, { ...example, at: yesterday, signOffs: [] });
  system().resetClock();
  const link = new URL(waiting[0] ?? "").pathname;
  const page = await ask("sign", link);
  expect(page.h1).toContain("Home Office funded perpetrator programme");
  const { values } = page.forms.find((f) => f.names.has("outcome"))!;
  const signed = await ask("sign", link, { ...values, outcome: "approve" });
  expect([signed.status, signed.h1]).toEqual([200, "You approved this"]);
  // Used, and asked for without the cookie that the signature set.
  expect((await ask("sign", link)).h1).toBe("This link does not work");

  const { view } = await getView(id);
  const pdf = () => fetch(system().origin + Address.pdfPath("cleveland", slugOf(view)));
  expect((await pdf()).status).toBe(404);
  expect(await call("document", streamEvent(recordKey(id)))).toEqual({ batchItemFailures: [] });
  expect((await getView(id)).view.state).toBe("published");
  expect((await (await pdf()).text()).slice(0, 5)).toBe("%PDF-");
  expect(await call("document", {})).toEqual({ batchItemFailures: [] });

  const results = await ask("search", Address.SEARCH);
  expect([results.status, results.h1]).toEqual([200, expect.stringMatching(/search|find/i)]);

  const day = yesterday.slice(0, 10);
  const pack = await ask("pack", Address.packPath("cleveland", day, "pdf"));
  expect([pack.status, pack.headers["content-type"]]).toEqual([200, "application/pdf"]);

  expect(await call("anchor", { from: day })).toEqual({ made: loadOffices().length });
  const anchor = await fetch(system().origin + Address.anchorPath("cleveland", day));
  expect(await anchor.json()).toMatchObject({ office: "cleveland", date: day });
});

test("every function was called", () => {
  expect([...called].sort()).toEqual(Object.keys(bundles).sort());
});
