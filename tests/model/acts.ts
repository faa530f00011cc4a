/**
 * What people can do in the model, each made from what their page shows now. It can be posted at once,
 * much later, or again. `a` and `b` are the choices that chance made.
 */

import * as v from "valibot";
import { tokenKey } from "#core/aws/keys.ts";
import { findItem } from "#core/aws/read.ts";
import * as Managing from "#core/record/managing.ts";
import type { Loaded } from "#core/record/record.store.ts";
import * as Records from "#core/record/records.ts";
import { withdraw } from "#core/record/withdrawing.ts";
import { codeOf } from "#core/signoff/code.ts";
import { outcomesOf, PASSING } from "#core/signoff/plan.ts";
import * as Signing from "#core/signoff/signing.ts";
import { linkKeys, makeToken } from "#core/signoff/token.ts";
import { ANSWERS, MODELSHIRE } from "#tests/model/office.ts";
import type { Act, World } from "#tests/model/world.ts";
import { actorOf, proofFor } from "#tests/support/signing.ts";
import { cmd } from "#tests/support/store.ts";

type Build = (world: World, a: number, b: number) => Promise<Act | undefined>;

const AUTHORS = ["ada", "art"];
const PEOPLE = (MODELSHIRE.people ?? []).map((p) => p.id);
const MOST_RECORDS = 4;
const pick = <T>(list: T[], n: number): T | undefined => list[n % list.length];
const actor = (id: string) => actorOf(MODELSHIRE, id);

export const ACTS = {
  create: async (world, a, b) => {
    if (world.records.length >= MOST_RECORDS) return undefined;
    const form = pick(MODELSHIRE.forms, b)!.id;
    const author = pick(AUTHORS, a)!;
    const id = cmd();
    const input = { office: MODELSHIRE.office, form, actor: actor(author), cmdId: id };
    const created = act(id, `${author}: create ${form}`, (_, now) => Records.create({ ...input, now }), {
      cmdId: id,
    });
    world.records.push(id);
    return created;
  },
  save: async (world, a, b) => {
    const loaded = pick(await inState(world, "draft"), a);
    if (!loaded) return undefined;
    const { id, author, form } = loaded.state;
    const { saveNo } = await Records.getDraft(id, actor(author));
    const answers = pick(ANSWERS[form] ?? [], b)!(b % 7);
    const save = (now: string) => Records.saveDraft({ id, saveNo, answers, actor: actor(author), now });
    return act(id, `${author}: save ${form}`, (_, now) => save(now), { leaves: false });
  },
  submit: async (world, a) => {
    const loaded = pick(await inState(world, "draft"), a);
    if (!loaded) return undefined;
    const { id, author } = loaded.state;
    const { saveNo, rev } = await Records.getDraft(id, actor(author));
    return act(id, `${author}: submit`, (cmdId, now) =>
      Records.submit({ id, saveNo, rev, cmdId, actor: actor(author), now }),
    );
  },
  sign: async (world, a, b) => {
    const asked = pick(await requests(world), a);
    const page = asked && (await open(asked, world));
    if (!asked || !page) return undefined;
    const { id, link, hash, person, task, token } = asked;
    const offered = outcomesOf(page.stage).map((o) => o.id);
    const outcome = pick(b % 10 < 7 ? offered.filter((o) => PASSING.has(o)) : offered, b)!;
    const items = page.stage.each ? page.view.answers[page.stage.each] : [];
    const clauses = Object.fromEntries(
      (Array.isArray(items) ? items : []).map((_, i) => [String(i), "approve" as const]),
    );
    // Once in a while somebody posts without the code, or with a wrong one.
    const unproven = b % 13 === 12;
    const forbidden = unproven && page.code !== "none";
    const what = `${person}: ${outcome} ${task}${forbidden ? " without the code" : ""}`;
    const base = { hash, outcome, clauses, reason: "Because", comment: "No objection", interest: "none" };
    const sign = (cmdId: string, now: string) => {
      const proof = unproven ? { code: wrongCode(token, b) } : { proof: proofFor(link, now) };
      return Signing.act(link, { cmdId, ...base, ...proof }, now);
    };
    return act(id, what, sign, { forbidden });
  },
  /** Asks for a code and signs with it. */
  signByCode: async (world, a) => {
    const coded = (await requests(world)).filter(({ stage }) => ["release", "decider"].includes(stage));
    const asked = pick(coded, a);
    if (!asked) return undefined;
    const { id, link, hash, person, task, token } = asked;
    return act(id, `${person}: approve ${task} with the code`, async (cmdId, now) => {
      await Signing.requestCode(link, now);
      // No code is sent where somebody else was quicker.
      const sent = await findItem(v.object({ codes: v.optional(v.number(), 0) }), tokenKey(token));
      const code = codeOf(token, sent?.codes ?? 0, linkKeys());
      const clauses = { 0: "approve", 1: "approve" } as const;
      await Signing.act(link, { cmdId, hash, outcome: "approve", interest: "none", clauses, code }, now);
    });
  },
  query: async (world, a, b) => {
    const asked = pick(await requests(world), a);
    const page = asked && (await open(asked, world));
    if (!asked || !page) return undefined;
    const { id, link, hash, person, task } = asked;
    const unproven = b % 8 === 7;
    const ask = (cmdId: string, now: string) => {
      const proof = unproven ? undefined : proofFor(link, now);
      return Signing.ask(link, { cmdId, hash, question: "Why?", proof }, now);
    };
    return act(id, `${person}: query ${task}`, ask, { forbidden: unproven && page.code !== "none" });
  },
  answer: async (world, a, b) => {
    const held = (await world.load()).filter(({ state }) => state.hold);
    return manage(held, a, b, "answer", ["author"], (asked) =>
      Managing.answerQuestion({ ...asked, answer: "So" }),
    );
  },
  passOn: async (world, a, b) => {
    const asked = pick(await requests(world), a);
    const page = asked && (await open(asked, world));
    if (!asked || !page) return undefined;
    const { id, link, person, task } = asked;
    const why = b % 2 ? "delegated" : "recused";
    const to = (b % 5 === 4 ? pick(PEOPLE, b) : pick(page.others, b)?.id) ?? "nobody";
    const unproven = b % 8 === 7;
    const pass = (cmdId: string, now: string) => {
      const proof = unproven ? undefined : proofFor(link, now);
      return Signing.passOn(link, { cmdId, to, why, reason: "Away", proof }, now);
    };
    const forbidden = unproven && page.code !== "none";
    return act(id, `${person}: ${why} ${task} to ${to}`, pass, { forbidden });
  },
  reassign: async (world, a, b) => {
    const asked = pick(await requests(world), a);
    if (!asked) return undefined;
    const { id, task } = asked;
    const by = b % 7 === 6 ? "art" : "ced";
    const to = pick(PEOPLE, b)!;
    return act(
      id,
      `${by}: reassign ${task} to ${to}`,
      (cmdId, now) => Managing.reassign({ id, task, to, reason: "Away", cmdId, actor: actor(by), now }),
      { forbidden: by !== "ced" },
    );
  },
  resend: async (world, a, b) => {
    const asked = pick(await requests(world), a);
    if (!asked) return undefined;
    const found = (await world.load()).filter(({ state }) => state.id === asked.id);
    return manage(found, 0, b, `resend ${asked.task}`, ["author", "governance"], (by) =>
      Managing.resend({ ...by, task: asked.task }),
    );
  },
  pause: async (world, a, b) =>
    manage(await inState(world, "review"), a, b, "pause", ["author", "governance"], (asked) =>
      Managing.pause({ ...asked, reason: "Election" }),
    ),
  resume: async (world, a, b) => {
    const paused = (await world.load()).filter(({ state }) => state.paused);
    return manage(paused, a, b, "resume", ["author", "governance"], Managing.resume);
  },
  withdraw: async (world, a, b) =>
    manage(await world.load(), a, b, "withdraw", ["author", "governance"], (asked) =>
      withdraw({ ...asked, reason: "Not needed" }),
    ),
} satisfies Record<string, Build>;

export type ActName = keyof typeof ACTS;

interface Request {
  id: string;
  stage: string;
  task: string;
  person: string;
  hash: string;
  token: string;
  link: string;
}

/** Every open request of every record, with its link. */
async function requests(world: World): Promise<Request[]> {
  const keys = linkKeys();
  return (await world.load()).flatMap(({ state, tasks }) =>
    state.tasks
      .filter((t) => t.status === "open")
      .map(({ stage, task, person, hash }) => {
        const token = tasks.get(task)?.token ?? "";
        return { id: state.id, stage, task, person, hash, token, link: makeToken("sign", token, keys) };
      }),
  );
}

/** The page of a request; nothing where its link has run out. */
function open({ link }: Request, world: World): Promise<Signing.Request | undefined> {
  return Signing.look(link, world.now).catch(() => undefined);
}

async function inState(world: World, wanted: string): Promise<Loaded[]> {
  return (await world.load()).filter(({ state }) => state.state === wanted);
}

/** Asked by the author, by governance, or by somebody of the office who is neither. */
function manage(
  found: Loaded[],
  a: number,
  b: number,
  verb: string,
  allowed: ("author" | "governance")[],
  run: (asked: { id: string; cmdId: string; actor: Records.Actor; now: string }) => Promise<void>,
): Act | undefined {
  const loaded = pick(found, a);
  if (!loaded) return undefined;
  const { id, author } = loaded.state;
  const by = b % 8 === 7 ? "pat" : b % 8 > 4 ? "ced" : author;
  const forbidden = !(by === author
    ? allowed.includes("author")
    : by === "ced" && allowed.includes("governance"));
  return act(id, `${by}: ${verb}`, (cmdId, now) => run({ id, cmdId, actor: actor(by), now }), { forbidden });
}

function act(
  record: string,
  what: string,
  run: (cmdId: string, now: string) => Promise<unknown>,
  more: Partial<Act> = {},
): Act {
  const cmdId = cmd();
  return { record, what, cmdId, leaves: true, run: (now) => run(cmdId, now), ...more };
}

/** Six digits that are not the code, or none at all. */
function wrongCode(token: string, b: number): string | undefined {
  if (b % 2) return undefined;
  const right = [0, 1, 2, 3, 4].map((n) => codeOf(token, n, linkKeys()));
  return ["000000", "111111", "222222", "333333", "444444", "555555"].find((code) => !right.includes(code));
}
