/** What pages say about a record: returned, waiting, stuck, decided, published. */
import { describe, expect, test } from "vitest";
import type { Finding } from "#core/checks/finding.ts";
import type { Form } from "#core/form/definition.ts";
import type { StageStatus, Status } from "#core/record/status.ts";
import type { RecordView, SignOff } from "#core/record/view.ts";
import { find, parseHtml, words } from "#tests/support/html.ts";
import { exampleOf, officeOf } from "#tests/support/store.ts";
import { formData } from "#tests/web/fields/form-data.ts";
import { FIELDS, OFFICE, TYPES } from "#tests/web/fields/generated.ts";
import { progressOf } from "#web/fields/section.ts";
import { SectionPage } from "#web/officer/section-page.tsx";
import { StatusPage } from "#web/officer/status-page.tsx";
import { TaskListPage } from "#web/officer/task-list-page.tsx";

const office = officeOf("norfolk");
const example = exampleOf("norfolk", "change-project");
const form = office.forms.find((f) => f.id === example.form)!;
const officer = { name: "Dominic Sayer" };
const AT = "2024-02-12T10:32:00.000Z";

const VIEW: RecordView = {
  id: "01HP0000000000000000000000",
  office,
  form,
  answers: example.answers,
  state: "review",
  signOffs: [],
  author: { person: "dominic-sayer", name: "Dominic Sayer" },
  createdAt: "2024-02-01T09:00:00.000Z",
  submittedAt: "2024-02-10T09:00:00.000Z",
};

const SIGNED: SignOff = {
  stage: "chief-executive",
  slot: 0,
  person: "jonah-abara",
  name: "Jonah Abara",
  capacity: "Chief Executive",
  outcome: "approve-with-changes",
  reason: "Name the grantee in 8.3",
  hash: "0".repeat(64),
  at: AT,
  method: "link",
};

const TASK: StageStatus = {
  stage: "cfo",
  title: "Chief Finance Officer's certificate",
  kind: "check",
  name: "Ruth Penhallow",
  capacity: "Chief Finance Officer",
  status: "open",
  openedAt: AT,
};

function status(
  changes: Partial<Status & Pick<Parameters<typeof StatusPage>[0], "publish" | "withdraws" | "manages">> = {},
) {
  const html = String(
    <StatusPage view={VIEW} tasks={[TASK]} events={[]} officer={officer} withdraws={false} {...changes} />,
  );
  return { html, root: parseHtml(html), says: words(parseHtml(html)) };
}

describe("where a record is", () => {
  test("who holds it, since when", () => {
    expect(status().says).toContain("Ruth Penhallow, Chief Finance Officer, since 12 February 2024");
  });

  test("what was said, by whom, when", () => {
    const { says } = status({ tasks: [{ ...TASK, status: "done", signOff: SIGNED }] });
    expect(says).toContain("Approved with changes");
    expect(says).toContain("Jonah Abara, Chief Executive");
    expect(says).toContain("12 February 2024 at 10:32 GMT");
    expect(says).toContain("Name the grantee in 8.3");
  });

  test("an email that did not arrive is at the top of the page", () => {
    const mail = { state: "bounced", at: AT, problem: "There is no such mailbox" };
    const { says } = status({ tasks: [{ ...TASK, mail }] });
    expect(says).toContain(
      "The email to Ruth Penhallow (Chief Finance Officer) has a problem: there is no such mailbox.",
    );
    expect(says).toContain("Email not delivered on 12 February 2024 at 10:32 GMT. There is no such mailbox");
  });

  test("once they have signed, their email no longer matters", () => {
    const mail = { state: "bounced", at: AT, problem: "There is no such mailbox" };
    const { says } = status({ tasks: [{ ...TASK, status: "done", signOff: SIGNED, mail }] });
    expect(says).not.toContain("mailbox");
  });

  test("a request can be sent again beside what became of its email", () => {
    const mail = { state: "bounced", at: AT, problem: "There is no such mailbox" };
    const task = { ...TASK, task: "1#cfo#0", mail, reminders: 2 };
    const { root, says } = status({ tasks: [task], manages: () => "01HP0000000000000000000002" });
    expect(says).toContain("Reminders\n2 reminders sent");
    const [cell] = find(root, (e) => e.tag === "dd" && words(e).includes("There is no such mailbox"));
    const [form] = find(cell!, (e) => e.tag === "form");
    expect(form?.attributes.action).toBe(`/records/${VIEW.id}/resend`);
    expect(words(form!)).toBe("Send again to Ruth Penhallow");
    expect(status({ tasks: [task] }).html).not.toContain("/resend");
  });

  test("stages that were skipped, each with its reason", () => {
    const [stage] = form.stages;
    const plan = { stages: [], skipped: [{ stage: stage!.id, why: "Not needed unless it goes to the PCC" }] };
    expect(status({ view: { ...VIEW, plan } }).says).toMatch(
      /Not needed this time\n.*: Not needed unless it goes to the PCC/,
    );
  });

  test("what has happened, in order", () => {
    const events = [
      { seq: 1, at: "2024-02-01T09:00:00.000Z", type: "Created", words: "Started by Dominic Sayer" },
      { seq: 2, at: AT, type: "Submitted", words: "Submitted by Dominic Sayer" },
    ];
    expect(status({ events }).says).toMatch(
      /Started by Dominic Sayer[\s\S]*12 February 2024 at 10:32 GMT[\s\S]*Submitted by/,
    );
  });

  test("published: its number, and the way to its public page", () => {
    const view: RecordView = {
      ...VIEW,
      state: "published",
      outcome: "approve",
      reference: "15/2024",
      decidedAt: AT,
      publishedAt: AT,
    };
    const { root, says } = status({ view, tasks: [] });
    expect(says).toContain("15/2024");
    const [link] = find(root, (e) => e.tag === "a" && words(e) === "Read the notice");
    expect(link!.attributes.href).toBe("/decisions/norfolk/15-2024/");
  });

  test("only who may publish sees the button; it carries its command", () => {
    expect(status().html).not.toContain("/publish");
    const { html } = status({ publish: { cmdId: "01HP0000000000000000000001", rev: 9 } });
    expect(formData(html)).toEqual([
      ["cmdId", "01HP0000000000000000000001"],
      ["rev", "9"],
    ]);
    expect(html).toContain(`action="/records/${VIEW.id}/publish"`);
  });

  test("only who may withdraw it is offered to", () => {
    expect(status().html).not.toContain("/withdraw");
    expect(status({ withdraws: true }).html).toContain(`/records/${VIEW.id}/withdraw`);
  });
});

test.each(TYPES)("what is noticed describes the control of a field: %s", (type) => {
  const finding: Finding = { rule: "r", severity: "note", where: { field: type }, message: "Look", why: [] };
  const all: Form = { ...form, fields: FIELDS, sections: [{ id: "all", title: "All", fields: [type] }] };
  const html = String(
    <SectionPage
      view={{ ...VIEW, office: OFFICE, form: all, answers: {} }}
      officer={officer}
      section={all.sections[0]!}
      fields={[{ id: type, field: FIELDS[type] }]}
      cmdId="01HP0000000000000000000001"
      was="x"
      noticed={[{ finding }]}
    />,
  );
  const described = find(parseHtml(html), (e) =>
    (e.attributes["aria-describedby"] ?? "").split(" ").includes(`${type}-noticed-1`),
  );
  expect(described.length).toBeGreaterThan(0);
  for (const e of described) expect(["fieldset", "input", "textarea"]).toContain(e.tag);
});

describe("a draft's task list", () => {
  const page = (changes: object = {}, answers = VIEW.answers) => {
    const view: RecordView = { ...VIEW, state: "draft", answers };
    const progress = progressOf(office, form, answers);
    return words(
      parseHtml(String(<TaskListPage view={view} officer={officer} progress={progress} {...changes} />)),
    );
  };

  test("says who returned it and why", () => {
    const returned = {
      by: "Jonah Abara",
      capacity: "Chief Executive",
      reason: "Wrong council in 8.3",
      at: AT,
    };
    const says = page({ returned });
    expect(says).toContain("Jonah Abara, Chief Executive returned this on 12 February 2024 at 10:32 GMT.");
    expect(says).toContain("“Wrong council in 8.3”");
  });

  test("each section: not started, in progress, completed; the check waits for all", () => {
    const [first, second] = form.sections;
    const rest = Object.fromEntries(
      Object.entries(VIEW.answers).filter(([id]) => !first!.fields.includes(id) && id !== second!.fields[0]),
    );
    const says = page({}, rest);
    expect(says).toContain(`${first!.title}\nNot started`);
    expect(says).toContain("Completed");
    expect(says).toContain("Cannot start yet");
    expect(page()).toContain("You have completed every section.");
    expect(page()).not.toContain("Cannot start yet");
  });
});
