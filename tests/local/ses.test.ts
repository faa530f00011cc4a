/** The local SES through the real SDK: every recipient, the events it owes, and the inbox. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SESClient, SendEmailCommand, SendRawEmailCommand } from "@aws-sdk/client-ses";
import type { SQSEvent } from "aws-lambda";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createFaults } from "#infra/local/faults.ts";
import { localPage } from "#infra/local/inbox.ts";
import { openMailbox } from "#infra/local/mailbox.ts";
import { startSes } from "#infra/local/ses.ts";
import { publishEvents } from "#infra/local/ses-events.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "local-secret" };
const folder = mkdtempSync(join(tmpdir(), "ses-"));
const mailbox = openMailbox(folder);
const faults = createFaults();
const ses = await startSes({ mailbox, credentials, faults });
const client = new SESClient({ endpoint: ses.origin, region: "eu-west-2", credentials, maxAttempts: 1 });
const handled: SQSEvent[] = [];
let fail = 0;
const events = publishEvents(mailbox, async (event) => {
  handled.push(event);
  if (fail-- > 0) throw new Error("not now");
  return undefined;
});

beforeEach(() => {
  faults.clear();
  handled.length = 0;
  fail = 0;
});
afterAll(async () => {
  await ses.stop();
  rmSync(folder, { recursive: true });
});

const RAW = [
  "From: Countersign <decisions@service.example>",
  "To: Jo <jo@office.example>",
  "Cc: sam@office.example",
  "Subject: =?utf-8?Q?Sign_decision_=C2=A312?=",
  "Message-ID: <m1@service.example>",
  "X-Outbox-Id: OBX#1",
  "MIME-Version: 1.0",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "Sign here: http://127.0.0.1:8080/s/abc=3Fx=3D1. Or read (http://127.0.0.1:8080/help).",
].join("\r\n");

function raw(to: string[], more = {}) {
  return new SendRawEmailCommand({
    Source: "decisions@service.example",
    Destinations: to,
    RawMessage: { Data: Buffer.from(RAW) },
    ConfigurationSetName: "local",
    Tags: [{ Name: "obx", Value: "OBX_1_2_0" }],
    ...more,
  });
}

const published = () =>
  handled.flatMap((e) =>
    e.Records.map((r) => JSON.parse(JSON.parse(r.body).Message) as Record<string, never>),
  );

describe("sending", () => {
  test("a raw email: every recipient, the bytes as sent, words and links in the inbox", async () => {
    const { MessageId } = await client.send(raw(["jo@office.example", "Sam <sam@office.example>"]));
    const entry = (await mailbox.inbox()).at(-1);
    expect(entry).toEqual({
      id: MessageId,
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      to: "jo@office.example, sam@office.example",
      subject: "Sign decision £12",
      text: expect.stringContaining("/s/abc?x=1."),
      links: ["http://127.0.0.1:8080/s/abc?x=1", "http://127.0.0.1:8080/help"],
    });
    expect(readFileSync(join(folder, `${MessageId}.eml`), "utf8")).toBe(RAW);
  });

  test("without Destinations, the headers say to whom", async () => {
    await client.send(raw([], { Destinations: undefined }));
    expect((await mailbox.inbox()).at(-1)?.to).toBe("jo@office.example, sam@office.example");
  });

  test("a simple email with text and HTML, and a hidden copy", async () => {
    await client.send(
      new SendEmailCommand({
        Source: "Countersign <decisions@service.example>",
        Destination: { ToAddresses: ["jo@office.example"], BccAddresses: ["audit@office.example"] },
        Message: {
          Subject: { Data: "Dŵr & more" },
          Body: {
            Text: { Data: "Read http://127.0.0.1/a\n\nBye" },
            Html: { Data: '<p>Read <a href="http://127.0.0.1/b?x=1&amp;y=2">this</a></p>' },
          },
        },
      }),
    );
    const entry = (await mailbox.inbox()).at(-1);
    expect(entry).toMatchObject({ to: "jo@office.example, audit@office.example", subject: "Dŵr & more" });
    expect(entry?.text.trim()).toBe("Read http://127.0.0.1/a\n\nBye");
    expect(entry?.links).toEqual(["http://127.0.0.1/a", "http://127.0.0.1/b?x=1&y=2"]);
  });

  test.each([
    ["no address", raw(["nobody"])],
    ["over 50", raw(Array.from({ length: 51 }, (_, i) => `p${i}@office.example`))],
    ["a tag with a space", raw(["jo@office.example"], { Tags: [{ Name: "obx", Value: "a b" }] })],
  ])("refused: %s", async (_, command) => {
    const before = mailbox.all().length;
    await expect(client.send(command)).rejects.toMatchObject({ name: "InvalidParameterValue" });
    expect(mailbox.all().length).toBe(before);
  });

  test("faults: throttled is not accepted; a lost answer is", async () => {
    const before = mailbox.all().length;
    faults.plan({ kind: "throttle" });
    await expect(client.send(raw(["jo@office.example"]))).rejects.toMatchObject({ name: "Throttling" });
    expect(mailbox.all().length).toBe(before);
    faults.plan({ kind: "drop-after" });
    await expect(client.send(raw(["jo@office.example"]))).rejects.toThrow();
    expect(mailbox.all().length).toBe(before + 1);
  });
});

describe("events", () => {
  beforeEach(async () => {
    await events.drain();
    handled.length = 0;
  });

  test("Send and Delivery, with the tags, in an SNS envelope in an SQS record", async () => {
    const { MessageId } = await client.send(raw(["jo@office.example"]));
    expect(await events.drain()).toBe(2);
    expect(handled[0]?.Records[0]).toMatchObject({ eventSource: "aws:sqs" });
    const [send, delivery] = published();
    expect(send).toMatchObject({
      eventType: "Send",
      mail: {
        messageId: MessageId,
        destination: ["jo@office.example"],
        tags: { obx: ["OBX_1_2_0"], "ses:configuration-set": ["local"] },
        commonHeaders: { subject: "Sign decision £12" },
      },
    });
    expect(delivery).toMatchObject({
      eventType: "Delivery",
      delivery: { recipients: ["jo@office.example"] },
    });
    expect(await events.drain()).toBe(0);
  });

  test("the simulator's addresses bounce and complain, labels and all", async () => {
    const bounce = "bounce+cfo@simulator.amazonses.com";
    const complaint = "complaint@simulator.amazonses.com";
    await client.send(raw(["jo@office.example", bounce, complaint]));
    await events.drain();
    const [, delivery, bounced, complained] = published();
    expect(delivery).toMatchObject({ delivery: { recipients: ["jo@office.example", complaint] } });
    expect(bounced).toMatchObject({
      eventType: "Bounce",
      bounce: { bounceType: "Permanent", bouncedRecipients: [{ emailAddress: bounce }] },
    });
    expect(complained).toMatchObject({
      eventType: "Complaint",
      complaint: { complainedRecipients: [{ emailAddress: complaint }] },
    });
  });

  test("nothing is published without a configuration set", async () => {
    await client.send(raw(["jo@office.example"], { ConfigurationSetName: undefined }));
    expect(await events.drain()).toBe(0);
  });

  test("refused once, handed over again; what is owed survives a restart", async () => {
    await client.send(raw(["jo@office.example"]));
    fail = 1;
    expect(await events.drain()).toBe(1);
    expect(openMailbox(folder).all().at(-1)?.owed).toEqual([
      { type: "Send", recipients: ["jo@office.example"] },
    ]);
    expect(await events.drain()).toBe(1);
    expect(openMailbox(folder).all().at(-1)?.owed).toEqual([]);
    expect(published().map((e) => e.eventType)).toEqual(["Send", "Delivery", "Send"]);
  });

  test("refused for good, dropped with a line of log", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    await client.send(raw(["jo@office.example"]));
    fail = 99;
    for (let i = 0; i < 5; i++) await events.drain();
    expect(mailbox.all().at(-1)?.owed).toEqual([]);
    expect(log.mock.calls.map(([line]) => line)).toEqual([
      expect.stringMatching(/Send event .* dropped/),
      expect.stringMatching(/Delivery event .* dropped/),
    ]);
    log.mockRestore();
  });
});

describe("the inbox pages", () => {
  test("newest first, links to follow, what was typed shown as typed", async () => {
    await client.send(
      new SendEmailCommand({
        Source: "decisions@service.example",
        Destination: { ToAddresses: ["jo@office.example"] },
        Message: {
          Subject: { Data: "<script>alert(1)</script>" },
          Body: { Text: { Data: 'A & <b> "q" http://127.0.0.1/s/1?a=1&b=2.' } },
        },
      }),
    );
    const entries = await mailbox.inbox();
    const list = String((await localPage("/_local/inbox", mailbox))?.body);
    expect(list).not.toContain("<script>");
    const positions = entries.map((e) => list.indexOf(`/_local/inbox/${e.id}"`));
    expect(positions).toEqual([...positions].sort((a, b) => b - a));
    const one = String((await localPage(`/_local/inbox/${entries.at(-1)?.id}`, mailbox))?.body);
    expect(one).toContain('href="http://127.0.0.1/s/1?a=1&amp;b=2"');
    expect(one).toContain("A &amp; &lt;b&gt;");
    const json = JSON.parse(String((await localPage("/_local/inbox.json", mailbox))?.body));
    expect(json).toEqual(entries);
  });

  test("nothing else is there", async () => {
    for (const path of ["/_local/inbox/none", "/_local/inbox/..%2f", "/_local/", "/_local/inbox/00000001"])
      expect(await localPage(path, mailbox)).toBeUndefined();
  });

  test("read again from the files, the inbox is the same; an .eml that was never accepted is not in it", async () => {
    expect(await openMailbox(folder).inbox()).toEqual(await mailbox.inbox());
    expect(readdirSync(folder).some((f) => f.endsWith(".part"))).toBe(false);
    expect(existsSync(folder)).toBe(true);
  });
});
