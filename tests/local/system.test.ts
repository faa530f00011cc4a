/** The local system around a service in miniature: the front door, streams, ticks, clock, restarts. */
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, describe, expect, test, vi } from "vitest";
import { startSystem } from "#infra/local/system.ts";
import { useSystem } from "#tests/support/system.ts";

const SMALL = { functions: join(import.meta.dirname, "small-service"), offices: "" };
const system = useSystem({ ...SMALL, at: "2024-02-12T10:30:00Z" });
const get = (path: string, init?: RequestInit) =>
  fetch(system().origin + path, { redirect: "manual", ...init });
const put = (fields: Record<string, string>) => get(`/put?${new URLSearchParams(fields)}`);
let n = 0;

afterEach(() => system().faults.clear());

describe("a request becomes an event of API Gateway, format 2.0", () => {
  const echo = async (path: string, init?: RequestInit) => (await (await get(path, init)).json()).event;

  test("path, query, headers, cookies and who asked", async () => {
    const event = await echo("/echo?a=1&a=2&b=%C3%BC+x", {
      headers: { Cookie: "one=1; two=2", "X-Thing": "Yes" },
    });
    expect(event).toMatchObject({
      version: "2.0",
      rawPath: "/echo",
      rawQueryString: "a=1&a=2&b=%C3%BC+x",
      queryStringParameters: { a: "1,2", b: "ü x" },
      cookies: ["one=1", "two=2"],
      headers: { "x-thing": "Yes", host: new URL(system().origin).host },
      requestContext: { http: { method: "GET", path: "/echo", sourceIp: "127.0.0.1" } },
      isBase64Encoded: false,
    });
    expect(event.headers.cookie).toBeUndefined();
    expect(event.body).toBeUndefined();
  });

  test("a form comes in base64, JSON as text; any bytes survive", async () => {
    const form = await echo("/echo", { method: "POST", body: new URLSearchParams({ name: "£ &" }) });
    expect(form.isBase64Encoded).toBe(true);
    expect(Buffer.from(form.body, "base64").toString()).toBe("name=%C2%A3+%26");
    const json = await echo("/echo", {
      method: "POST",
      body: '{"a":"ü"}',
      headers: { "content-type": "application/json" },
    });
    expect([json.isBase64Encoded, json.body]).toEqual([false, '{"a":"ü"}']);
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    const binary = await echo("/echo", {
      method: "POST",
      body: bytes,
      headers: { "content-type": "application/pdf" },
    });
    expect(Buffer.from(binary.body, "base64")).toEqual(bytes);
  });

  test("over 6 MB is refused before any function is called", async () => {
    const before = system().invocations();
    const answer = await get("/echo", { method: "POST", body: Buffer.alloc(6 * 1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
    expect(system().invocations()).toEqual(before);
  });
});

describe("an answer becomes a response", () => {
  test("several cookies, the type, the bytes", async () => {
    const answer = await get("/echo");
    expect(answer.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2; Path=/; HttpOnly"]);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(Buffer.from(await (await get("/bytes")).arrayBuffer())).toEqual(Buffer.from([0, 255, 1, 254]));
  });

  test("HEAD has the headers and no body", async () => {
    const answer = await get("/bytes", { method: "HEAD" });
    expect([answer.status, answer.headers.get("content-length"), await answer.text()]).toEqual([
      200,
      "4",
      "",
    ]);
  });

  test("a function that throws is a 500 that says nothing", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const answer = await get("/broken");
    expect([answer.status, await answer.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  test("links to sign go to their own function", async () => {
    expect(await (await get("/s/abc?x=1")).text()).toBe("sign /s/abc");
    expect((await get("/s")).status).toBe(404);
  });
});

describe("published pages", () => {
  const decide = async (title: string) => {
    const id = `page-${++n}`;
    await put({ pk: `D#${id}`, sk: "META", title: "draft" });
    await put({ pk: `D#${id}`, sk: "META", title, wants: "document" });
    return `/decisions/${id}`;
  };
  const publish = async () => {
    const path = await decide("A grant");
    await system().settle();
    return path;
  };

  test("come from the bucket and call no function", async () => {
    const path = await publish();
    const before = system().invocations();
    const page = await get(`${path}/`);
    expect([page.status, await page.text()]).toEqual([200, "<h1>A grant</h1>"]);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("cache-control")).toBe("public, s-maxage=60");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    const again = await get(`${path}/`, { headers: { "If-None-Match": page.headers.get("etag")! } });
    expect(again.status).toBe(304);
    const slash = await get(path);
    expect([slash.status, slash.headers.get("location")]).toEqual([301, `${path}/`]);
    const part = await get(`${path}/paper.pdf`, { headers: { Range: "bytes=0-3" } });
    expect([part.status, await part.text(), part.headers.get("content-type")]).toEqual([
      206,
      "%PDF",
      "application/pdf",
    ]);
    const head = await get(`${path}/`, { method: "HEAD" });
    expect([head.status, head.headers.get("etag"), await head.text()]).toEqual([
      200,
      page.headers.get("etag"),
      "",
    ]);
    expect((await get(`${path}/`, { method: "POST" })).status).toBe(403);
    expect(system().invocations()).toEqual(before);
  });

  test("a record that makes the function throw does not take its batch with it", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const paths = [await decide("One"), await decide("poison"), await decide("Two")];
    await system().settle();
    const statuses = await Promise.all(paths.map(async (path) => (await get(`${path}/`)).status));
    expect(statuses).toEqual([200, 404, 200]);
    expect(log.mock.calls.flat().join()).toContain("document failed 3 times");
    log.mockRestore();
  });

  test("what is not there is answered in words by the web function", async () => {
    for (const path of ["/decisions/none/", "/assets/none.css", "/decisions/%ff/"]) {
      const page = await get(path);
      expect([page.status, await page.text()]).toEqual([404, "<h1>Page not found</h1>"]);
    }
  });

  test("styles and scripts are there, cacheable for ever", async () => {
    const manifest = (await import("../../web/assets/manifest.json", { with: { type: "json" } })).default;
    for (const address of Object.values(manifest)) {
      const asset = await get(address);
      expect([asset.status, asset.headers.get("cache-control")]).toEqual([
        200,
        "public, max-age=31536000, immutable",
      ]);
    }
  });
});

describe("streams, mail and ticks", () => {
  test("an entry of the outbox becomes an email, and its events come back", async () => {
    const pk = `OBX#${++n}`;
    await put({ pk });
    await system().settle();
    const entry = (await system().inbox()).at(-1);
    expect(entry).toMatchObject({ to: "jo@office.example", subject: pk });
    expect(entry?.links).toEqual([`${system().origin}/s/${encodeURIComponent(pk)}`]);
    expect(await items(`EV#${pk.replaceAll("#", "_")}`)).toEqual(["Delivery", "Send"]);
    const page = await (await get("/_local/inbox")).text();
    expect(page).toContain(`href="/_local/inbox/${entry?.id}"`);
    expect((await (await get("/_local/inbox.json")).json()).at(-1)).toEqual(entry);
  });

  test("a record that always fails does not hold up those behind it", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const before = (await system().inbox()).length;
    await put({ pk: `OBX#${++n}` });
    await put({ pk: `OBX#${++n}#poison` });
    const last = `OBX#${++n}`;
    await put({ pk: last });
    await system().settle();
    const sent = (await system().inbox()).slice(before).map((e) => e.subject);
    expect(sent).toEqual([`OBX#${n - 2}`, last]);
    expect(log.mock.calls.flat().join()).toContain("poison");
    log.mockRestore();
  });

  test("what is due later is done when its time has come", async () => {
    const due = new Date(Date.now() + 3_600_000).toISOString();
    await put({ pk: "SWEEP", sk: `later-${++n}`, due });
    await system().settle();
    expect(await swept(`later-${n}`)).toBeUndefined();
    system().advance(3_600_001);
    await system().settle();
    expect(await swept(`later-${n}`)).toSatisfy((at: string) => at > due);
  });
});

test("the clock starts where it is told, and the functions see it", async () => {
  const now = async () => (await (await get("/echo")).json()).now as string;
  system().setClock("2016-10-09T09:00:00Z");
  expect(await now()).toMatch(/^2016-10-09T09:00:0/);
  expect(new Date()).toBeInstanceOf(Date);
  system().advance(86_400_000);
  expect(await now()).toMatch(/^2016-10-10T09:00:0/);
  expect((await get("/echo")).headers.get("date")).toMatch(/10 Oct 2016/);
  // The SDK's requests are signed with that time; the stand-ins take them.
  await put({ pk: `OBX#${++n}` });
  await system().settle();
  expect((await system().inbox()).at(-1)?.at).toMatch(/^2016-10-10/);
});

test("units are counted by journey", async () => {
  system().journey("one put");
  await put({ pk: `X#${++n}` });
  system().journey("after");
  expect(system().units()["one put"]).toEqual({ read: 0, write: 1, calls: 1 });
});

test("one system in a process at a time", async () => {
  await expect(startSystem(SMALL)).rejects.toThrow(/runs in this process already/);
});

async function items(pk: string): Promise<string[]> {
  const client = new DynamoDBClient({});
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: "records",
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": { S: pk } },
    }),
  );
  return Items.map((item) => item.sk?.S ?? "").sort();
}

async function swept(sk: string): Promise<string | undefined> {
  const Key = { pk: { S: "SWEEP" }, sk: { S: sk } };
  return (await new DynamoDBClient({}).send(new GetItemCommand({ TableName: "records", Key }))).Item?.swept
    ?.S;
}
