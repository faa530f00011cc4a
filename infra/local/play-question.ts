/**
 * play, for a question to an office: it is entered, answered and published through the officers' pages,
 * at the times that its file gives, by the people it names.
 */
import type { Office } from "#core/form/office.ts";
import { feedPath } from "#core/notice/addresses.ts";
import { permanentId } from "#core/notice/permanent-id.ts";
import type { QuestionExample, QuestionStep } from "#core/scrutiny/example.ts";
import { dateTyped } from "#web/fields/dates.tsx";
import type { Browser } from "./browser.ts";
import { expectOk, formWith, type Playground, type Progress, personOf, signIn } from "./play-pages.ts";

/** Plays a question to its end; answers its id. `ids` are those of the example records that were played, by name. */
export async function playQuestion(
  system: Playground,
  office: Office,
  example: QuestionExample,
  ids: Record<string, string>,
  progress: Progress = () => {},
): Promise<string> {
  const browsers = new Map<string, Promise<Browser>>();
  const as = (person: string) => {
    const browser = browsers.get(person) ?? signIn(system, personOf(office, person).email);
    browsers.set(person, browser);
    return browser;
  };
  const addressOf = async (record = "") => (await addressIn(system, office, ids[record])) ?? record;
  if (example.at) system.setClock(example.at);
  const { kind, askedBy, meeting = "", subject, words, confidential } = example;
  const browser = await as(example.by);
  const page = await browser.get("/questions/new");
  const entered = expectOk(
    await browser.submit(
      page,
      formWith(page, "Add this question"),
      {
        ...{ kind, askedBy, meeting, subject, words, public: confidential ? "no" : "yes" },
        about: await addressOf(example.about),
        ...dateTyped("askedOn", example.askedOn),
        ...dateTyped("due", example.due),
      },
      "Add this question",
    ),
  );
  const id = /\/questions\/([0-9A-Z]{26})$/.exec(entered.url)?.[1];
  if (!id) throw new Error(`No question was entered: ${entered.h1} at ${entered.url}`);
  progress("entered a question");
  for (const step of example.steps) {
    if (step.at) {
      system.setClock(step.at);
      // A session lasts a working day.
      browsers.clear();
    }
    const record = "record" in step ? await addressOf(step.record) : "";
    await take(await as(step.by ?? example.by), id, step, record);
    progress(step.do);
    await system.settle();
  }
  await system.settle();
  return id;
}

async function take(browser: Browser, id: string, step: QuestionStep, link: string): Promise<void> {
  if (step.do === "publish") {
    const page = expectOk(await browser.get(`/questions/${id}`));
    const form = page.forms.find((f) => f.action.endsWith("/publish"));
    if (!form) throw new Error(`This question cannot be published: ${page.h1}`);
    expectOk(await browser.submit(page, form));
    return;
  }
  const page = expectOk(await browser.get(`/questions/${id}/${step.do}`));
  const form = page.forms.find((f) => f.action.endsWith(`/${step.do}`));
  if (!form) throw new Error(`There is no “${step.do}” for this question: ${page.h1}`);
  const { do: _, at: __, by: ___, ...rest } = step;
  const typed = Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) =>
      name === "on" || name === "due" ? Object.entries(dateTyped(name, value)) : [[name, value]],
    ),
  );
  expectOk(await browser.submit(page, form, { ...typed, link }));
}

/** The address of a record's page, as the office's own feed gives it. */
async function addressIn(
  system: Playground,
  office: Office,
  id: string | undefined,
): Promise<string | undefined> {
  if (!id) return undefined;
  const response = await fetch(system.origin + feedPath(office.office, "json"));
  const { items } = (await response.json()) as { items: { id: string; url: string }[] };
  const found = items.find((item) => item.id === permanentId("record", id));
  if (!found) throw new Error(`Record ${id} is not in the feed of ${office.body.name}`);
  return found.url;
}
