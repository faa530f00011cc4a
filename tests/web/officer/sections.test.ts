/** One page of a draft over the real routes and store: saved, refused, its rows, and two windows at once. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { find } from "#tests/support/html.ts";
import { type Desk, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(["cleveland"]);
  desk.as("niamh-corrigan");
});
afterAll(() => desk.close());

async function start(): Promise<string> {
  return (await desk.send(await desk.get("/records/new"), { form: "decision-record" })).path;
}

const section = (record: string, id: string) => desk.get(`${record}/sections/${id}`);

describe("a page of the form", () => {
  test("nothing typed: each required field is named, and each link leads to its control", async () => {
    const record = await start();
    const page = await desk.send(await section(record, "request"), { do: "continue" });
    expect(page.status).toBe(422);
    expect(page.title).toMatch(/^Error: /);
    expect(page.errors.map((e) => e.text)).toEqual(["Enter the title", "Enter the executive summary"]);
    for (const { href } of page.errors)
      expect(find(page.root, (e) => `#${e.attributes.id}` === href)).toHaveLength(1);
  });

  test("come back later: what is there is kept, what is missing is not held against it", async () => {
    const record = await start();
    const page = await desk.send(await section(record, "request"), { title: "A title", do: "later" });
    expect(page.path).toBe(record);
    expect(page.says).toContain("In progress");
    expect((await section(record, "request")).form.title).toBe("A title");
  });

  test("what cannot be read is shown back, and the rest of the page is kept", async () => {
    const record = await start();
    const page = await desk.send(await section(record, "money"), {
      category: "grant",
      "period.from.day": "31",
      "period.from.month": "2",
      "period.from.year": "2024",
      do: "later",
    });
    expect(page.errors.map((e) => e.text)).toContain("The date it starts must be a real date");
    expect(page.form["period.from.month"]).toBe("2");
    const kept = await section(record, "money");
    expect([kept.form.category, kept.form["period.from.day"]]).toEqual(["grant", ""]);
    const fixed = await desk.send(page, {
      "period.from.month": "3",
      "period.to.day": "31",
      "period.to.month": "3",
      "period.to.year": "2025",
      do: "later",
    });
    expect(fixed.path).toBe(record);
  });

  test("rows: add and paste save nothing, and lose nothing", async () => {
    const record = await start();
    const typed = { "funding.awards.0.recipient": "Harbour", "funding.awards.0.amount": "lots" };
    const added = await desk.send(await section(record, "money"), { ...typed, do: "add:funding.awards" });
    expect(added.form).toMatchObject({ ...typed, "funding.awards.1.recipient": "" });
    const pasted = await desk.send(added, { "funding.awards.paste": "Barefoot\t£8,000", do: "continue" });
    expect(pasted.says).toContain("The pasted rows have been added. Check them, then save the page.");
    expect(pasted.form["funding.awards.1.recipient"]).toBe("Barefoot");
    const removed = await desk.send(pasted, { do: "remove:funding.awards.0" });
    expect(removed.form["funding.awards.0.recipient"]).toBe("Barefoot");
    expect((await section(record, "money")).form["funding.awards.0.recipient"]).toBe("");
    const wrong = await desk.send(removed, { do: "remove:title" });
    expect(wrong.status).toBe(400);
  });

  test("Enter in a box saves: the first button of the form is not a row's", async () => {
    const page = await section(await start(), "money");
    const [form] = find(page.root, (e) => e.tag === "form");
    const [first] = find(form!, (e) => e.tag === "button");
    expect(first!.attributes).toMatchObject({ name: "do", value: "continue" });
  });

  test("a character that cannot be printed is refused in words", async () => {
    const record = await start();
    const page = await desk.send(await section(record, "request"), { title: "a\u0000b", do: "later" });
    expect(page.errors[0]?.text).toBe(
      "Title must not include characters that cannot be printed (shown as \ufffd)",
    );
    expect(page.form.title).toBe("a\ufffdb");
  });

  test("more than 1 MB of text is refused in words", async () => {
    const record = await start();
    const page = await desk.send(await section(record, "request"), { summary: "word ".repeat(220_000) });
    expect([page.status, page.says]).toEqual([413, expect.stringContaining("less than 1 MB")]);
  });

  test("markup that is typed is text", async () => {
    const record = await start();
    const title = '"><script>alert(1)</script>';
    await desk.send(await section(record, "request"), { title, do: "later" });
    for (const path of [record, `${record}/sections/request`, `${record}/check`, `${record}/paper`]) {
      const page = await desk.get(path);
      expect(find(page.root, (e) => e.tag === "script" && !e.attributes.src)).toEqual([]);
      expect(page.html).toContain("&lt;script&gt;alert(1)");
    }
  });
});

describe("two windows", () => {
  test("the same page saved twice: both texts are shown, and the second may be kept", async () => {
    const record = await start();
    const [mine, other] = [await section(record, "request"), await section(record, "request")];
    await desk.send(other, { title: "Their title", do: "later" });
    const conflict = await desk.send(mine, { title: "My title", summary: "Mine too", do: "continue" });
    expect(conflict.status).toBe(409);
    expect(conflict.form).toMatchObject({ title: "My title", summary: "Mine too" });
    expect(conflict.says).toContain("This page was changed in another window.");
    expect(conflict.says).toMatch(/Saved now:\nTheir title/);
    expect((await section(record, "request")).form.title).toBe("Their title");
    const kept = await desk.send(conflict, { do: "later" });
    expect(kept.path).toBe(record);
    expect((await section(record, "request")).form).toMatchObject({ title: "My title", summary: "Mine too" });
  });

  test("different pages do not disturb one another", async () => {
    const record = await start();
    const [request, money] = [await section(record, "request"), await section(record, "money")];
    await desk.send(request, { title: "A title", do: "later" });
    expect((await desk.send(money, { category: "grant", do: "later" })).path).toBe(record);
    expect((await section(record, "request")).form.title).toBe("A title");
    expect((await section(record, "money")).form.category).toBe("grant");
  });

  test("pages sent at the same instant are all kept", async () => {
    const record = await start();
    const posts = {
      request: { title: "A title" },
      decision: { decision: "To award" },
      money: { category: "grant" },
    };
    const pages = await Promise.all(Object.keys(posts).map((id) => section(record, id)));
    const sent = pages.map((page, i) => desk.send(page, { ...Object.values(posts)[i], do: "later" }));
    expect((await Promise.all(sent)).map((page) => page.path)).toEqual([record, record, record]);
    for (const [id, typed] of Object.entries(posts))
      expect((await section(record, id)).form).toMatchObject(typed);
  });

  test("the same page sent twice saves once", async () => {
    const record = await start();
    const page = await section(record, "request");
    for (let i = 0; i < 2; i++)
      expect((await desk.send(page, { title: "A title", do: "later" })).path).toBe(record);
  });
});
