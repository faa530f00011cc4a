/** An officer at the pages of questions from a panel, in an office whose report and question were played. */
import { loadOffices } from "#core/offices/index.ts";
import type { Browser, WebPage } from "#infra/local/browser.ts";
import { play } from "#infra/local/play.ts";
import { formOf, signIn } from "#infra/local/play-pages.ts";
import { playQuestion } from "#infra/local/play-question.ts";
import type { LocalSystem } from "#infra/local/system.ts";

type Typed = Record<string, string>;

const { office, examples, questions } = loadOffices().find((o) => o.questions.length > 0)!;
const elsewhere = loadOffices()
  .filter((o) => o.office.office !== office.office)
  .flatMap((o) => o.office.people ?? [])
  .find((p) => p.roles?.includes("author"))!;
const [report] = examples;
const [evaluation] = questions;
const personWith = (role: "author" | "governance") => office.people!.find((p) => p.roles?.includes(role))!;

export const OFFICE = office.office;
export const GOVERNANCE = personWith("governance");
export const HOME = `/decisions/${OFFICE}/questions/`;

export const day = (path: string, [y, m, d]: [number, number, number]): Typed => ({
  [`${path}.day`]: `${d}`,
  [`${path}.month`]: `${m}`,
  [`${path}.year`]: `${y}`,
});

export const ASKED: Typed = {
  kind: "question",
  askedBy: "Councillor Ann Other",
  meeting: "Meeting of 2 March 2026",
  subject: "Number of <b>wardens</b>",
  words: "How many <b>wardens</b> are there?\n\nAnd when do they begin?",
  public: "yes",
  ...day("askedOn", [2026, 3, 2]),
  ...day("due", [2026, 3, 20]),
};

export const bare = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

export interface Asking {
  /** The address of the report's notice. */
  record: string;
  officer: Browser;
  signIn(): Promise<void>;
  /** An author of another office. */
  stranger(): Promise<Browser>;
  /** What anyone reads at an address, and without its markup. */
  text(path: string): Promise<string>;
  words(path: string): Promise<string>;
  /** The addresses of the public items. */
  items(): Promise<string[]>;
  send(page: WebPage, typed?: Typed, form?: WebPage["forms"][number]): Promise<WebPage>;
  add(typed?: Typed): Promise<WebPage>;
}

export async function startAsking(system: LocalSystem): Promise<Asking> {
  const { id } = await play(system, office, report!.example);
  const text = async (path: string) => (await fetch(system.origin + path)).text();
  const feed = JSON.parse(await text(`/decisions/${OFFICE}/feed.json`)) as { items: { url: string }[] };
  await playQuestion(system, office, evaluation!.example, { [report!.name]: id });
  system.setClock("2026-03-02T09:00:00Z");
  const enter = () => signIn(system, personWith("author").email);
  const asking: Asking = {
    record: new URL(feed.items[0]!.url).pathname,
    officer: await enter(),
    async signIn() {
      asking.officer = await enter();
    },
    stranger: () => signIn(system, elsewhere.email),
    text,
    words: async (path) => bare(await text(path)),
    async items() {
      const html = await text(HOME);
      return [...html.matchAll(new RegExp(`${HOME}\\d[^"/]+/`, "g"))].map(([address]) => address);
    },
    send: (page, typed = {}, form = formOf(page)) => asking.officer.submit(page, form, typed),
    add: async (typed = {}) =>
      asking.send(await asking.officer.get("/questions/new"), { ...ASKED, ...typed }),
  };
  return asking;
}
