#!/usr/bin/env node
/**
 * Verifies the export of one record, and a PDF of it, or that of a whole office, with nothing but this file:
 *
 *   node verify.mjs <export.json> [file.pdf] [anchor.json …]
 *   node verify.mjs <folder of an office's export> [anchor.json …]
 *
 * It says in words what holds, what does not, and what could not be checked; it ends with 1 where
 * anything does not hold. Anchors given beside the export are copies that the reader trusts: those of
 * the export must be the same.
 *
 * It is on purpose a second implementation of what core/ledger/chain.ts, core/ledger/anchor.ts and
 * core/record/state.ts do, and shares no line with them: a fault in those cannot hide itself here, and
 * whoever doubts the service need not trust its code. That is also why it is one file of plain
 * JavaScript, which needs only Web Crypto and runs in Node or a browser. Tests hold the two against
 * each other.
 */

const FORMAT = "countersign-export-1";
const OFFICE_FORMAT = "countersign-office-1";
const WITHHELD = "was not checked: withheld";

/** The members of events that hold the hash of words kept beside them. */
export const WORDS = ["statement", "signatory", "reason", "comment", "question", "answer", "findings"];
const CALLED = {
  statement: "The statement signed in",
  signatory: "The name and capacity in",
  reason: "The reason in",
  comment: "The comment in",
  question: "The question in",
  answer: "The answer in",
  findings: "What the proof-reader found at",
};
const PASSES = ["approve", "approve-with-changes", "note"];

/**
 * @param {any} bundle the export, parsed
 * @param {{ pdf?: Uint8Array, anchors?: any[] }} given
 * @returns {Promise<{ holds: string[], faults: string[], unchecked: string[] }>}
 */
export async function verify(bundle, given = {}) {
  const report = { holds: [], faults: [], unchecked: [] };
  const fault = unreadable(bundle);
  if (fault) return { ...report, faults: [fault] };
  const context = { bundle, given, report, events: parsed(bundle.events) };
  for (const check of [
    checkChain,
    checkState,
    checkContent,
    checkWords,
    checkSignOffs,
    checkNumber,
    checkDocuments,
    checkAnchors,
  ])
    try {
      await check(context);
    } catch (error) {
      report.faults.push(`The export cannot be read to its end: ${error.message}`);
    }
  return report;
}

function unreadable(bundle) {
  if (bundle?.format !== FORMAT) return `This is not an export of a record (${FORMAT})`;
  for (const list of ["events", "content", "words", "documents", "publications", "proofs", "anchors"])
    if (!Array.isArray(bundle[list])) return `The export has no list of ${list}`;
  if (bundle.events.length === 0) return "The export has no events";
  return undefined;
}

/** Each event that can be read, in the place where the export has it. */
function parsed(stored) {
  return stored.map(({ body }) => {
    try {
      return body === undefined ? undefined : JSON.parse(body);
    } catch {
      return undefined;
    }
  });
}

// The chain: each event is the text that was hashed, and names the hash of the one before it.

async function checkChain({ bundle, events, report }) {
  const found = [];
  let prev = await sha256(`genesis|${bundle.record}`);
  for (const [i, stored] of bundle.events.entries()) {
    const n = i + 1;
    const event = events[i];
    if (stored.body === undefined) {
      if (stored.seq !== n) found.push(`Event ${n} is out of place: it says it is number ${stored.seq}`);
      if (bundle.edition !== "public") found.push(`Event ${n} has no text`);
    } else {
      if ((await sha256(`countersign-event-v1\n${stored.body}`)) !== stored.h)
        found.push(`Event ${n} was edited: its text does not give its hash`);
      if (!event) found.push(`Event ${n} cannot be read`);
      else {
        if (canonical(event) !== stored.body) found.push(`Event ${n} is not in its canonical form`);
        if (event.record !== bundle.record) found.push(`Event ${n} belongs to another record`);
        if (event.seq !== n || stored.seq !== n)
          found.push(`Event ${n} is out of place: it says it is number ${event.seq}`);
        if (event.prev !== prev) found.push(`Event ${n} does not follow the event before it`);
      }
    }
    prev = stored.h;
  }
  const { seq, h } = bundle.head;
  if (seq !== bundle.events.length)
    found.push(`The record has ${seq} events, and this export has ${bundle.events.length}`);
  if (h !== prev) found.push("The last event is not the one that the record says is its last");
  report.faults.push(...found);
  const closed = bundle.events.filter((e) => e.body === undefined).length;
  if (!found.length)
    report.holds.push(
      `The ledger has ${bundle.events.length} events, and each follows from the one before it`,
    );
  if (closed) report.unchecked.push(`The text of ${closed} of the events ${WITHHELD}`);
}

// The state: what the events add up to. Also here: what no event may ever do.

const STEPS = {
  Submitted(s, { version, hash, cycle, plan, definition, number }, at) {
    Object.assign(s, { state: "review", version, hash, cycle, plan, definition, step: 0, submittedAt: at });
    if (number) s.number = number;
    delete s.returned;
  },
  TaskOpened(s, data, at) {
    const stage = s.plan.stages.find((p) => p.stage === data.stage);
    if (stage) s.step = stage.step;
    s.tasks.push({ ...data, status: "open", openedAt: at });
  },
  SignedOff(s, data, at) {
    const task = taskOf(s, data.task);
    if (task.status !== "open") throw new Error("signs a request that is not open");
    if (data.hash !== s.hash || data.hash !== task.hash)
      throw new Error("signs a paper that is not the current one");
    if (data.person !== task.person) throw new Error("signs for a person who was not asked");
    if (data.person === s.author) throw new Error("is by the author, who signs nothing of their own");
    if (task.recused?.includes(data.person)) throw new Error("is by a person who had declared an interest");
    checkPaper(task, data);
    for (const name of ["person", "outcome", "alternative", "hash", "method", "clauses", "paper"])
      if (data[name] === undefined) delete task[name];
      else task[name] = data[name];
    Object.assign(task, { status: "done", closedAt: at });
    delete task.copy;
  },
  PaperReceived(s, { task: id, person, asked: _, ...copy }, at) {
    const task = taskOf(s, id);
    if (task.status !== "open") throw new Error("brings a copy for a request that is not open");
    if (copy.hash !== s.hash || copy.hash !== task.hash)
      throw new Error("brings a copy of a paper that is not the current one");
    if (person !== task.person) throw new Error("brings a copy signed by a person who was not asked");
    task.copy = { ...copy, at };
  },
  PaperRejected(s, { task: id }) {
    delete taskOf(s, id).copy;
  },
  TaskReassigned(s, { task: id, from, to, for: holder, why }, at) {
    const task = taskOf(s, id);
    Object.assign(task, { person: to, openedAt: at });
    delete task.reminders;
    delete task.copy;
    if (holder === undefined) delete task.for;
    else task.for = holder;
    if (why === "recused") task.recused = [...(task.recused ?? []), from];
  },
  SteppedAside(s, { task: id, person }, at) {
    const task = taskOf(s, id);
    if (task.status !== "open" || person !== task.person)
      throw new Error("steps aside from what they were not asked");
    Object.assign(task, { openedAt: at, recused: [...(task.recused ?? []), person] });
    delete task.reminders;
    delete task.copy;
  },
  Reminded(s, { task: id, why }) {
    if (why === "by-hand") return;
    const task = taskOf(s, id);
    task.reminders = (task.reminders ?? 0) + 1;
  },
  MailFailed(s, { task }) {
    taskOf(s, task);
  },
  Queried(s, { task }, at) {
    s.hold = { task, at };
  },
  Answered(s) {
    delete s.hold;
  },
  Paused(s) {
    s.paused = true;
  },
  Resumed(s) {
    delete s.paused;
  },
  TaskVoided(s, { task }, at) {
    Object.assign(taskOf(s, task), { status: "void", closedAt: at });
    delete taskOf(s, task).copy;
  },
  Returned(s, data, at) {
    Object.assign(s, { state: "draft", returned: { ...data, at } });
    delete s.hold;
    delete s.paused;
  },
  Decided(s, { outcome, on, number }, at) {
    Object.assign(s, { state: "decided", outcome });
    // A correction leaves the date of the decision, and its number, as they are.
    if (s.correction) s.correctedAt = at;
    else Object.assign(s, { decidedAt: at, decidedOn: on });
    if (number && s.correction) throw new Error("numbers the record again");
    if (number) s.number = number;
  },
  Sealed(s, { edition, ...rendition }) {
    s.renditions[edition] = rendition;
  },
  PublicationApproved(s) {
    s.releasedToPublic = true;
  },
  Published(s, data, at) {
    publish(s, "published", data, at);
  },
  Withheld(s, data, at) {
    publish(s, "withheld", data, at);
  },
  Projected(s, { publication }) {
    s.projected = publication;
  },
  Withdrawn(s, { publication, comment }, at) {
    s.state = "withdrawn";
    if (publication === undefined) return;
    if (!s.number || s.publication !== 0 || publication !== 1)
      throw new Error("enters a number in the register that it did not withdraw");
    Object.assign(s, { publication, publishedAt: at });
    if (comment) s.explained = comment;
  },
  Reopened(s, { author, person, reason, hides }, at) {
    if (s.state !== "published" && s.state !== "withheld") throw new Error("corrects what is not published");
    const before = Object.fromEntries(STANDS.filter((n) => s[n] !== undefined).map((n) => [n, s[n]]));
    const correction = { reason, person, openedAt: at, before };
    if (hides) correction.hides = true;
    for (const name of STANDS) if (!["cycle", "version", "definition"].includes(name)) delete s[name];
    delete s.returned;
    Object.assign(s, { state: "draft", author, correction, step: 0, renditions: {} });
  },
  CorrectionWithdrawn(s) {
    if (!s.correction) throw new Error("gives up a correction that nobody opened");
    const { before } = s.correction;
    const used = {
      version: Math.max(s.version, s.latest?.version ?? 0),
      cycle: Math.max(s.cycle, s.latest?.cycle ?? 0),
    };
    for (const name of [...STANDS, "hold", "paused", "returned", "correction"]) delete s[name];
    Object.assign(s, before, { latest: used });
  },
  Unpublished(s, { publication, reason }, at) {
    if (s.state !== "published" && s.state !== "withheld") throw new Error("withdraws what is not published");
    replace(s, s, reason, at, true);
    Object.assign(s, { state: "unpublished", publication, publishedAt: at });
  },
};

/** What a correction sets aside, to be put back where it is given up. */
const STANDS = [
  "state",
  "author",
  "definition",
  "version",
  "cycle",
  "hash",
  "plan",
  "step",
  "submittedAt",
  "outcome",
  "renditions",
  "releasedToPublic",
  "correctedAt",
];

function publish(s, state, { publication, hides }, at) {
  if (publication !== s.publication + 1) throw new Error("skips a publication");
  if (s.correction) replace(s, s.correction.before, s.correction.reason, at, hides);
  delete s.correction;
  Object.assign(s, { state, publication, publishedAt: at });
}

/** What stood becomes an earlier version. */
function replace(s, { state, version, cycle, hash = "" }, reason, at, hides) {
  const { publication, publishedAt, earlier = [] } = s;
  const replaced = { publication, publishedAt, state, version, cycle, hash, replacedAt: at, reason };
  s.earlier = [...earlier, replaced];
  if (hides) for (const version of s.earlier) version.hidden = true;
}

/** The types of event that this verifier knows. */
export const EVENTS = ["Created", ...Object.keys(STEPS)];

/** What events add up to. Throws, naming the event, where one cannot follow. */
export function fold(events) {
  let state;
  for (const event of events) {
    const { type, data, at, record: id, office } = event;
    try {
      if ((type === "Created") === Boolean(state))
        throw new Error(state ? "creates the record again" : "comes before the record was created");
      if (type === "Created") {
        const { form, kind, definition, author } = data;
        const empty = {
          cycle: 0,
          version: 0,
          step: 0,
          tasks: [],
          renditions: {},
          publication: 0,
          projected: 0,
        };
        state = { id, office, form, kind, definition, author, state: "draft", createdAt: at, ...empty };
      } else {
        if (!Object.hasOwn(STEPS, type)) throw new Error(`is a “${type}”, which this verifier does not know`);
        if (office !== state.office) throw new Error("belongs to another office");
        STEPS[type](state, structuredClone(data), at);
      }
    } catch (error) {
      throw new Error(`Event ${event.seq} ${error.message}`);
    }
  }
  return state;
}

function taskOf(state, id) {
  const task = state.tasks.find((t) => t.task === id);
  if (!task) throw new Error(`is about a request, ${id}, that nobody opened`);
  return task;
}

/** A signature with a pen is one that a copy showed, confirmed by neither its bringer nor its signatory. */
function checkPaper({ copy }, { paper, method, person, outcome }) {
  if ((method === "paper") !== Boolean(paper)) throw new Error("is signed on paper and is not");
  if (!paper) return;
  if (!copy || copy.scan !== paper.scan || copy.on !== paper.on || copy.by !== paper.by)
    throw new Error("rests on a copy that nobody brought");
  if (copy.outcome !== outcome) throw new Error("says another thing than the copy that was brought");
  if (paper.confirmed === paper.by || paper.confirmed === person)
    throw new Error("rests on a copy that no second person confirmed");
}

function checkState(context) {
  const { bundle, events, report } = context;
  if (bundle.state === undefined) {
    report.unchecked.push(`The state of the record ${WITHHELD}`);
    return;
  }
  let state;
  try {
    state = fold(events.filter(Boolean));
  } catch (error) {
    report.faults.push(error.message);
    return;
  }
  context.state = state;
  const names = new Set([...Object.keys(state), ...Object.keys(bundle.state)]);
  const differing = [...names].filter((name) => !same(state[name], bundle.state[name]));
  if (bundle.office.slug !== state.office) differing.push("office");
  if (bundle.form.id !== state.form) differing.push("form");
  for (const name of differing)
    report.faults.push(`The record's state is not what its events add up to: “${name}” differs`);
  if (!differing.length) report.holds.push(`The events add up to the record as it is kept: ${state.state}`);
}

// The content: the exact text that people signed, by its hash.

async function checkContent({ bundle, events, report }) {
  const submitted = events.filter((e) => e?.type === "Submitted").map((e) => e.data);
  const found = [];
  let checked = 0;
  for (const { version, hash, text } of bundle.content) {
    if (bundle.state && !submitted.some((s) => s.version === version && s.hash === hash))
      found.push(`Version ${version} of the content is not one that was submitted`);
    if (text === undefined) {
      report.unchecked.push(`Version ${version} of the content ${WITHHELD}`);
      continue;
    }
    checked += 1;
    if ((await sha256(text)) !== hash)
      found.push(`Version ${version} of the content was altered: it does not give the hash that was signed`);
  }
  for (const { version } of submitted)
    if (!bundle.content.some((c) => c.version === version))
      found.push(`Version ${version} of the content is missing`);
  report.faults.push(...found);
  if (checked && !found.length)
    report.holds.push(
      `The content is the one that was submitted and signed (${count(checked, "version")} checked)`,
    );
}

// Words beside events: reasons, comments, statements, names. The event holds their hash.

async function checkWords({ bundle, events, report }) {
  const left = new Set(bundle.words);
  const found = [];
  const absent = [];
  let checked = 0;
  for (const event of events.filter(Boolean))
    for (const of of WORDS) {
      const hash = event.data[of];
      const words = bundle.words.find((w) => w.seq === event.seq && w.of === of);
      if (hash === undefined) continue;
      left.delete(words);
      if (words?.text === undefined) absent.push(`${CALLED[of]} event ${event.seq}`);
      else if ((await sha256(words.salt === undefined ? words.text : `${words.salt}|${words.text}`)) !== hash)
        found.push(
          `${CALLED[of]} event ${event.seq} was altered: it does not give the hash that was recorded`,
        );
      else checked += 1;
    }
  for (const { of, seq } of left) found.push(`${CALLED[of] ?? "Words in"} event ${seq} was never recorded`);
  report.faults.push(...found);
  if (bundle.edition !== "public")
    report.unchecked.push(...absent.map((w) => `${w} was not checked: no longer kept`));
  else if (absent.length)
    report.unchecked.push(`What people wrote beside ${count(absent.length, "event")} ${WITHHELD}`);
  if (checked && !found.length)
    report.holds.push(
      `Names, statements, reasons and comments are those that were recorded (${checked} checked)`,
    );
}

// Sign-offs: every planned stage has enough of them, on the content that was decided.

function checkSignOffs({ state: whole, report }) {
  if (!whole?.decidedAt) return;
  // While a correction is under way, what is published rests on the signatures of before.
  const state = whole.correction ? { ...whole, ...whole.correction.before } : whole;
  const current = state.tasks.filter(
    (t) => t.task.startsWith(`${state.cycle}#`) && t.status === "done" && t.hash === state.hash,
  );
  const refused = state.outcome === "refuse" && current.find((t) => t.outcome === "refuse");
  const last = refused && state.plan.stages.find((s) => s.stage === refused.stage);
  const needed = state.plan.stages.filter((s) => !last || s.step < last.step);
  const short = needed.filter(
    ({ stage, need }) => current.filter((t) => t.stage === stage && PASSES.includes(t.outcome)).length < need,
  );
  for (const { stage, need } of short)
    report.faults.push(
      `The stage “${stage}” does not have the ${count(need, "sign-off")} it needs on the content that was decided`,
    );
  const alone = state.outcome === "refuse" && !refused;
  if (alone) report.faults.push("It is recorded as refused, and nobody refused it");
  if (!short.length && !alone)
    report.holds.push("Every stage of its plan has the sign-offs it needs, on the content that was decided");
}

// The number: the one that the office's series gave to this record.

function checkNumber({ state, bundle, report }) {
  if (!state) return;
  if (!same(state.number, bundle.number && numberIn(bundle.number))) {
    report.faults.push("The number is not the one that the events gave to the record");
    return;
  }
  if (!state.number) return;
  const { claim, reference } = bundle.number;
  if (claim?.record !== bundle.record || claim?.reference !== reference)
    report.faults.push(`The number ${reference} was not given to this record`);
  else report.holds.push(`The number ${reference} was given to this record and to no other`);
}

function numberIn({ claim: _, ...number }) {
  return number;
}

// Documents and publications, and the PDF in the reader's hand.

async function checkDocuments({ bundle, events, given, report }) {
  const of = (type) =>
    events.filter((e) => e?.type === type).map((e) => ({ ...e.data, seq: e.seq, at: e.at }));
  const sealed = of("Sealed");
  const withdrawn = of("Withdrawn").filter((e) => e.publication !== undefined);
  const published = [...of("Published"), ...of("Withheld"), ...of("Unpublished"), ...withdrawn];
  const found = [];
  for (const { edition, sha256: hash, bytes, pages } of bundle.documents)
    if (
      !sealed.some(
        (s) => s.edition === edition && s.sha256 === hash && s.bytes === bytes && s.pages === pages,
      )
    )
      found.push(`The ${edition} document is not one that was sealed`);
  for (const { n, at, pdf } of bundle.publications)
    if (!published.some((p) => p.publication === n && p.at === at && p.pdf === pdf))
      found.push(`Publication ${n} is not as it was recorded`);
  for (const { publication: n, pdf, seq } of published) {
    if (!bundle.publications.some((p) => p.n === n)) found.push(`Publication ${n} is missing`);
    if (pdf && !sealed.some((s) => s.edition === "public" && s.sha256 === pdf && s.seq < seq))
      found.push(`Publication ${n} is of a document that was not sealed`);
  }
  report.faults.push(...found);
  if (!found.length && bundle.publications.length)
    report.holds.push(
      `What was published is what was sealed (${count(bundle.publications.length, "publication")})`,
    );
  if (!given.pdf) return;
  const hash = await sha256(given.pdf);
  const copy = of("PaperReceived").find((e) => e.scan === hash);
  if (copy) {
    report.holds.push(`This PDF is, byte for byte, the copy of the signed paper of event ${copy.seq}`);
    return;
  }
  const match =
    sealed.findLast((s) => s.sha256 === hash && s.edition === "public") ??
    sealed.find((s) => s.sha256 === hash);
  if (!match) {
    const closed = bundle.events.some((e) => e.body === undefined);
    report.faults.push(
      `This PDF is none of the documents of this record${closed ? " that may be published" : ""}: it was altered, or it is another one`,
    );
    return;
  }
  const n = published.find((p) => p.pdf === hash)?.publication;
  report.holds.push(
    `This PDF is, byte for byte, the ${match.edition} document sealed in event ${match.seq}${n ? ` and published (publication ${n})` : ""}`,
  );
  if (n && n < Math.max(...published.map((p) => p.publication)))
    report.holds.push(`A later publication has taken its place since publication ${n}`);
}

// Anchors: hashes that were published daily, under which the ledger must still be found (RFC 6962, 2.1).

async function checkAnchors({ bundle, given, report }) {
  const { anchors, proofs, office } = bundle;
  const found = [];
  for (const [i, anchor] of anchors.entries()) {
    const before = anchors[i - 1];
    if (anchor.office !== office.slug) found.push(`The anchor of ${anchor.date} belongs to another office`);
    if (before && (anchor.previous !== (await anchorHash(before)) || anchor.date !== dayAfter(before.date)))
      found.push(`The anchor of ${anchor.date} does not follow that of ${before.date}`);
    for (const own of given.anchors ?? [])
      if (own.office === anchor.office && own.date === anchor.date && !same(own, anchor))
        found.push(`The anchor of ${anchor.date} is not the one that you hold`);
  }
  let upTo = 0;
  for (const { date, leaf, index, path } of proofs) {
    const anchor = anchors.find((a) => a.date === date);
    const hash = await hashBytes(0, encode(`${leaf.salt}|${leaf.record}|${leaf.seq}|${leaf.head}`));
    if (
      !anchor ||
      leaf.record !== bundle.record ||
      (await rootFrom(hash, index, anchor.size, path)) !== anchor.root
    ) {
      found.push(`The record is not under the anchor of ${date} as this export says`);
      continue;
    }
    const stored = bundle.events[leaf.seq - 1];
    if (!stored)
      found.push(
        `The anchor of ${date} holds event ${leaf.seq}, and the export ends with event ${bundle.events.length}: its tail was cut off`,
      );
    else if (stored.h !== leaf.head)
      found.push(
        `The ledger was rewritten after ${date}: event ${leaf.seq} is not the one under that day's anchor`,
      );
    upTo = Math.max(upTo, leaf.seq);
  }
  report.faults.push(...found);
  if (found.length) return;
  const newest = bundle.events.length;
  if (upTo)
    report.holds.push(
      `Its events up to ${upTo} are under the office's daily anchors (${count(proofs.length, "day")})`,
    );
  if (upTo < newest) {
    const from = upTo + 1 === newest ? `Event ${newest} is` : `Events ${upTo + 1} to ${newest} are`;
    report.unchecked.push(
      `${from} under no anchor in this export: only the chain itself shows a change there`,
    );
  }
  const known = (given.anchors ?? []).filter((own) =>
    anchors.some((a) => a.office === own.office && a.date === own.date),
  );
  if (known.length) report.holds.push(`Its anchors are those that you hold (${count(known.length, "day")})`);
}

/** The root that a leaf, its place and the hashes beside its way lead to; undefined where they fit no tree. */
async function rootFrom(leaf, index, size, path) {
  let [at, last, hash] = [index, size - 1, leaf];
  if (!(Number.isSafeInteger(at) && at >= 0 && at <= last)) return undefined;
  if (!path.every((h) => /^[0-9a-f]{64}$/.test(h))) return undefined;
  for (const beside of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = await hashBytes(1, bytesOf(beside), bytesOf(hash));
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else hash = await hashBytes(1, bytesOf(hash), bytesOf(beside));
    [at, last] = [at >> 1, last >> 1];
  }
  return last === 0 ? hash : undefined;
}

function anchorHash(anchor) {
  return sha256(canonical(anchor));
}

function dayAfter(date) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

// Canonical JSON (RFC 8785) for what this format holds: whole numbers, well-formed text.

export function canonical(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new TypeError("text that is not well formed");
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new TypeError("a number that is not whole");
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object") throw new TypeError(`${typeof value} is not JSON`);
  // Sorting compares UTF-16 code units, which is the order that RFC 8785, 3.2.3 asks for.
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(",")}}`;
}

function same(a, b) {
  return a === undefined || b === undefined ? a === b : canonical(a) === canonical(b);
}

async function sha256(data) {
  const digest = await globalThis.crypto.subtle.digest(
    "SHA-256",
    typeof data === "string" ? encode(data) : data,
  );
  return [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, "0")).join("");
}

function hashBytes(prefix, ...parts) {
  return sha256(Uint8Array.from([prefix, ...parts.flatMap((p) => [...p])]));
}

function encode(text) {
  return new TextEncoder().encode(text);
}

function bytesOf(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function count(n, what) {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}

// The export of an office: a folder of these, with a manifest of every file.

/**
 * @param {{ read(path: string): Promise<Uint8Array | undefined>, list?(): Promise<string[]> }} folder
 * @param {{ anchors?: any[], say?: (done: number, of: number) => void }} given
 * @returns {Promise<{ manifest?: any, holds: string[], faults: string[], unchecked: string[] }>}
 */
export async function verifyOffice(folder, given = {}) {
  const report = { holds: [], faults: [], unchecked: [] };
  const fault = (path, words) => report.faults.push(`${path}: ${words}`);
  const manifest = await jsonIn(folder, "manifest.json");
  if (manifest?.format !== OFFICE_FORMAT || !Array.isArray(manifest.files)) {
    fault("manifest.json", "this is not the export of an office, or it was broken off before it was whole");
    return report;
  }
  const named = new Set(["manifest.json"]);
  const records = new Map();
  for (const [i, { path, sha256: hash, bytes }] of manifest.files.entries()) {
    named.add(path);
    const body = await folder.read(path);
    if (!body) fault(path, "the file is missing");
    else if ((await sha256(body)) !== hash || body.length !== bytes)
      fault(path, "the file was altered since it was exported");
    const [, record, name] = /^records\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (record) records.set(record, [...(records.get(record) ?? []), name]);
    given.say?.(i + 1, manifest.files.length);
  }
  for (const path of (await folder.list?.()) ?? [])
    if (!named.has(path)) fault(path, "the file is none of the export's");
  if (!report.faults.length)
    report.holds.push(`Every file is as it was exported (${count(named.size - 1, "file")})`);
  const anchors = await checkDays(folder, manifest, fault);
  const numbers = await checkRecords(
    { folder, manifest, given: { anchors: [...anchors, ...(given.anchors ?? [])] } },
    records,
    report,
    fault,
  );
  await checkClaims(folder, manifest, numbers, fault);
  if (!report.faults.length)
    report.holds.push(`Every ledger, sign-off, number and document holds (${count(records.size, "record")})`);
  return { manifest, ...report };
}

async function jsonIn(folder, path) {
  const body = await folder.read(path);
  try {
    return body && JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** The office's anchors: each follows from the one before it, over every year. */
async function checkDays(folder, manifest, fault) {
  const anchors = [];
  for (const { path } of manifest.files.filter((f) => f.path.startsWith("anchors/")))
    for (const { anchor } of (await jsonIn(folder, path)) ?? []) {
      const before = anchors.at(-1);
      if (before && (anchor.previous !== (await anchorHash(before)) || anchor.date !== dayAfter(before.date)))
        fault(path, `the anchor of ${anchor.date} does not follow that of ${before.date}`);
      if (anchor.office !== manifest.office.slug)
        fault(path, `the anchor of ${anchor.date} is another office's`);
      anchors.push(anchor);
    }
  return anchors;
}

/** Every record by itself, with its documents; answers with the number that each carries. */
async function checkRecords({ folder, manifest, given }, records, report, fault) {
  const numbers = new Map();
  let closed = 0;
  for (const [record, names] of records) {
    const path = `records/${record}/record.json`;
    const bundle = await jsonIn(folder, path);
    if (!bundle) {
      fault(path, "the record cannot be read");
      continue;
    }
    if (bundle.record !== record || bundle.office?.slug !== manifest.office.slug)
      fault(path, "this is the record of another place");
    const found = await verify(bundle, given);
    for (const words of found.faults) fault(path, words);
    closed += found.unchecked.length > 0 ? 1 : 0;
    if (bundle.number) numbers.set(record, bundle.number);
    for (const { sha256: hash } of bundle.documents ?? [])
      if (!names.includes(`${hash}.pdf`) && manifest.edition !== "public")
        fault(path, `its document ${hash}.pdf is missing`);
    for (const name of names.filter((n) => n.endsWith(".pdf"))) {
      const own = bundle.documents?.some((d) => `${d.sha256}.pdf` === name);
      const body = own && (await folder.read(`records/${record}/${name}`));
      if (!own || (body && `${await sha256(body)}.pdf` !== name))
        fault(`records/${record}/${name}`, "this is none of the record's documents");
    }
  }
  if (closed)
    report.unchecked.push(`Of ${count(closed, "record")}, a part could not be checked: verify it by itself`);
  return numbers;
}

/** Each number was given once, in order, to a record that carries it. */
async function checkClaims(folder, manifest, numbers, fault) {
  if (manifest.edition === "public") return;
  const path = "numbers.json";
  const claimed = new Set();
  for (const { series, period, last, claims } of (await jsonIn(folder, path)) ?? []) {
    for (const [i, { n, record, reference }] of claims.entries()) {
      const own = numbers.get(record);
      claimed.add(record);
      if (i > 0 && n !== claims[i - 1].n + 1)
        fault(path, `a number before ${reference} was given to no record`);
      if (own?.n !== n || own?.series !== series || own?.period !== period)
        fault(path, `the number ${reference} is not the one that its record carries`);
    }
    if (claims.at(-1)?.n !== last)
      fault(path, `the last number of ${series} in ${period} is not the one last given`);
  }
  for (const [record, { reference }] of numbers)
    if (!claimed.has(record)) fault(path, `the number ${reference} was never given`);
}

// The command.

async function main(args) {
  const { readFile, readdir, stat } = await import("node:fs/promises");
  if (args[0] && (await stat(args[0])).isDirectory()) return mainOffice(args, { readFile, readdir });
  const given = { anchors: [] };
  let bundle;
  for (const file of args) {
    const bytes = await readFile(file);
    if (bytes.subarray(0, 5).toString("latin1") === "%PDF-") given.pdf = bytes;
    else {
      const json = JSON.parse(bytes.toString("utf8"));
      if (bundle === undefined) bundle = json;
      else given.anchors.push(...[json].flat());
    }
  }
  if (bundle === undefined)
    throw new Error("Usage: node verify.mjs <export.json> [file.pdf] [anchor.json …]");
  const { holds, faults, unchecked } = await verify(bundle, given);
  const lines = [
    `${bundle.office?.name ?? ""}: ${bundle.number?.reference ?? bundle.form?.title ?? "record"} (${bundle.record})`,
    ...section("Holds", holds),
    ...section("Does not hold", faults),
    ...section("Not checked", unchecked),
    "",
    faults.length ? `${count(faults.length, "fault")} found.` : "Everything that could be checked holds.",
  ];
  console.log(lines.join("\n"));
  return faults.length ? 1 : 0;
}

async function mainOffice([root, ...more], { readFile, readdir }) {
  const folder = {
    read: (path) => readFile(`${root}/${path}`).catch(() => undefined),
    async list() {
      const found = await readdir(root, { recursive: true, withFileTypes: true });
      const files = found.filter((f) => f.isFile()).map((f) => `${f.parentPath}/${f.name}`);
      return files.map((path) => path.slice(root.replace(/\/+$/, "").length + 1).replaceAll("\\", "/"));
    },
  };
  const anchors = [];
  for (const file of more) anchors.push(...[JSON.parse(await readFile(file, "utf8"))].flat());
  let last = 0;
  const say = (done, of) => {
    if (done < of && Date.now() - last < 1000) return;
    last = Date.now();
    console.error(`  ${done} of ${of} files read`);
  };
  const { manifest, holds, faults, unchecked } = await verifyOffice(folder, { anchors, say });
  const lines = [
    manifest
      ? `${manifest.office.name}: ${manifest.edition} edition of ${manifest.exportedAt.slice(0, 10)}, ${count(manifest.counts.records, "record")}`
      : root,
    ...section("Holds", holds),
    ...section("Does not hold", faults),
    ...section("Not checked", unchecked),
    "",
    faults.length ? `${count(faults.length, "fault")} found.` : "Everything that could be checked holds.",
  ];
  console.log(lines.join("\n"));
  return faults.length ? 1 : 0;
}

function section(title, sentences) {
  return sentences.length ? ["", title, ...sentences.map((s) => `  - ${s}`)] : [];
}

if (globalThis.process?.argv?.[1]?.endsWith("verify.mjs"))
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      console.error(error.message);
      process.exitCode = 2;
    },
  );
