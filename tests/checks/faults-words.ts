/** Faults of words, claims, parties, lawfulness and disclosure. */
import { findField, read } from "#core/form/reading.ts";
import { QUESTIONS, SUBJECTS } from "./sound-form.ts";
import type { Fault, Hand } from "./spoil.ts";

const matrix = (h: Hand, means: "implications" | "checklist") =>
  read(h.view.form, h.view.answers, means) as
    | Record<string, { answers: Record<string, "yes" | "no">; detail?: string }>
    | undefined;
const tick = (h: Hand, means: "implications" | "checklist", row: string, answer: "yes" | "no") => {
  const rows = matrix(h, means);
  if (!rows?.[row]) return false;
  rows[row] = { answers: { y: answer } };
  return true;
};

export const WORD_FAULTS: Record<string, Fault> = {
  "yes-empty": (h, c) => {
    const subject = c.pick(SUBJECTS.filter((s) => s !== "financialComment"));
    return (
      tick(h, "implications", subject.toLowerCase(), "yes") &&
      h.put(subject, c.pick(["N/A", "None arising.", "None", "As per the report.", "Not applicable", "-"]))
    );
  },
  "says-nothing": (h, c) =>
    !h.asked.implications &&
    h.put(
      c.pick(SUBJECTS),
      c.pick(["N/A", "As per the report.", "Not applicable.", "See above", "None identified."]),
    ),
  "no-unexplained": (h, c) => tick(h, "checklist", `q${c.int(2, QUESTIONS.length - 1)}`, "no"),
  "no-answered": (h, c) => {
    const subject = c.pick(["equality", "risk"] as const);
    return (
      tick(h, "implications", subject, "no") &&
      h.put(subject, "Access to the service was considered at length with local groups.")
    );
  },
  advice: (h, c) => tick(h, "checklist", c.pick(["q0", "q1"]), "no"),
  "no-preferred": (h) => {
    const options = read(h.view.form, h.view.answers, "options");
    if (!Array.isArray(options)) return false;
    for (const o of options) delete o.preferred;
    return true;
  },
  "officer-comment": (h) => {
    const found = findField(h.view.form, "financialComment");
    return Boolean(found?.field.note) && h.put("financialComment", "The cost is within the approved budget.");
  },
  placeholder: (h, c) =>
    h.say(
      "background",
      c.pick([
        "The provider is [insert name].",
        "The lead is TBC.",
        "Staff will number XXX.",
        "It costs £X in all.",
        "Click here to enter text is not an answer; insert text here.",
      ]),
    ),
  repeated: (h) => {
    const text = String(read(h.view.form, h.view.answers, "background"));
    const longest = text.split("\n\n").sort((a, b) => b.length - a.length)[0] ?? "";
    return longest.split(" ").length > 30 && h.say("background", longest.replace(/\bthe\b/, "this"));
  },
  "doubled-word": (h, c) =>
    h.say("background", c.pick(["It was put to the the board.", "Staff will work with with families."])),
  slip: (h, c) =>
    h.say(
      "background",
      c.pick([
        "The posts will hosted by the council.",
        "Details are int he plan.",
        "It came at a additional cost.",
        "The comittee met twice.",
        "The aim would also to provide advice.",
      ]),
    ),
  "dead-link": (h, c) =>
    h.say(
      "background",
      c.pick([
        "See [the earlier decision](#) for more.",
        "See [the policy]() for more.",
        "See [DRF 2021-0007](http://).",
      ]),
    ),
  "looks-alone": (h, c) =>
    h.say(
      "background",
      c.pick([
        "Decided by the PCC/~~chief executive~~.",
        "Changes are shown in red.",
        "PCC / Chief Executive (delete as appropriate).",
      ]),
    ),
  "name-variants": (h) =>
    h.say("background", "The Step Up Programme has ten sessions. Fathers join Step-Up Dads instead."),
  "not-printable": (h, c) =>
    h.say(
      "background",
      c.pick(["The charity 善意 runs it.", "It was tested\uE123 twice.", "Ask for ⼀ at the desk."]),
    ),
  "body-name": (h) =>
    h.say("background", "The Office of the Police and Crime Commission will lead the work."),
  "condition-dropped": (h, c) =>
    h.say(
      "background",
      c.pick([
        "The office has agreed in principle to meet staff wages for April if the bid is delayed. To avoid redundancies, the office has agreed to meet staff wages for April.",
        "The council will fund the hostel extension subject to planning consent. Last week the council has agreed to fund the hostel extension.",
      ]),
    ),
  "confirmed-doubted": (h, c) =>
    h.say(
      "background",
      c.pick([
        "The Home Office has confirmed the grant for 2027/28. If Home Office funding for 2027/28 is not provided, the work will stop.",
        "A grant from the Ministry of Justice has been secured. Should the Ministry of Justice funding be withdrawn or reduced, posts will go.",
      ]),
    ),
  "at-once-later": (h) =>
    h.say(
      "background",
      "Without money the Fairway Centre will close with immediate effect. The plan is that the Fairway Centre closes on 12 May 2031.",
    ),
  "nothing-after": (h) =>
    h.say(
      "background",
      "There are no arrangements for funding the refuge beyond 31 March 2031. The office has agreed to pay the refuge for April 2031.",
    ),
  confident: (h, c) =>
    h.say(
      "background",
      c.pick([
        "The office is confident that the bid will be successful.",
        "We are confident the application for funding will be approved.",
      ]),
    ),
  undertaking: (h) => {
    h.view.form.kind = "report";
    return (
      h.put("links", []) &&
      h.say("background", "The OPCC has agreed to continue paying the wages of two staff in May.")
    );
  },
  "list-count": (h, c) =>
    h.say(
      "background",
      c.pick([
        "The panel supported three bids as follows:\n\n- cameras\n- a van",
        "Two new projects are planned:\n\n1. a hub\n2. a helpline\n3. a garden",
        "There are 4 stages:\n\n- referral\n- contact\n- support",
      ]),
    ),
  "counts-differ": (h) =>
    h.say("background", "We saw 13 females, 93 males, 73 White British, 25 Asian and 6 mixed race people."),
  "duty-stranger": (h, c) =>
    h.say(
      "risk",
      c.pick([
        "Should delivery be at risk, Uplandshire County Council is required to notify the office.",
        "Oakmoor Housing Trust must provide a report each quarter.",
        "Eastleigh Mediation Ltd shall return any money not spent.",
      ]),
    ),
  "contractor-blank": (h) => h.put("contractor", []),
  "no-recipient": (h, _c, f) => {
    const table = h.funding();
    const words = `To provide £${Math.round(f.total / 100).toLocaleString("en-GB")} for a service that is yet to be tendered.`;
    if (!table || h.has("contractor") || h.has("amount")) return false;
    table.awards = [];
    return h.has("recommendations") ? h.put("recommendations", [words]) : h.put("decision", words);
  },
  reference: (h, c) => {
    if (c.yes()) return h.put("links", [{ to: "own", reference: "7777/2099", relation: "continues" }]);
    return h.say(
      "background",
      c.pick([
        "The first award was made by decision 7777/2099.",
        "See Decision Notice number 7777/2099.",
        "It follows DRF 2099-0007777.",
      ]),
    );
  },
  independence: (h) =>
    h.put("evaluation", "The university will carry out an independent evaluation.") &&
    h.put("governance", "The board is made up of the office, the police and the evaluator."),
  "direct-award": (h, c) =>
    h.say(
      "background",
      c.pick([
        "Another provider did not intend to submit a bid.",
        "The contract is let without competition.",
        "A single tender was invited.",
        "This is a direct award to the present provider.",
      ]),
    ),
  reserved: (h, c) => h.put("maker", "ce") && h.put("category", c.pick(["plan", "budget"])),
  "over-limit": (h) => h.put("maker", "ce") && h.put("amount", 60_000_000),
  "grant-particulars": (h, _c, f) => f.category === "grant" && h.has("legalPower") && h.put("conditions", []),
  "value-reason": (h, _c, f) => {
    const awards = h.funding()?.awards;
    const financial = String(read(h.view.form, h.view.answers, "financialComment"));
    if (f.category !== "contract" || !awards || /value for money/.test(financial)) return false;
    for (const a of awards) delete a.value;
    return awards.some((a) => a.amount > 50_000);
  },
  "withheld-ground": (h, c) =>
    h.put(
      "withholding",
      c.yes() ? { withheld: "yes", parts: "whole" } : { withheld: "yes", parts: "whole", ground: "foia-43" },
    ),
  "equality-after": (h, c) =>
    h.put(
      "equality",
      c.pick([
        "An equality impact assessment will be completed in due course.",
        "The EIA has not yet been carried out.",
        "Equality analysis is to be undertaken following the award.",
      ]),
    ),
  subsidy: (h) => h.put("subsidy", undefined),
  certificate: (h) => {
    const [stage, signed] = [h.view.form.stages[0], h.view.signOffs[0]];
    if (!stage || !signed) return false;
    stage.alternatives = {
      one: [
        { id: "a", text: "there are no financial consequences as a result of this decision" },
        { id: "b", text: "the costs can be met from existing revenue or capital budgets" },
      ],
    };
    signed.alternative = "a";
    return true;
  },
  "signed-order": (h) => {
    const [first, last] = [h.view.signOffs[0], h.view.signOffs.at(-1)];
    if (!first || !last || first === last) return false;
    [first.at, last.at] = [last.at, first.at];
    return true;
  },
  "published-bare": (h, c) => {
    if (c.yes()) h.view.reference = undefined;
    else h.view.signOffs = h.view.signOffs.filter((s) => s.stage !== "decider");
    return true;
  },
  "law-replaced": (h, _c, f) =>
    f.decided > "2023-07-05"
      ? h.say("background", "The Policing Protocol Order 2011 applies.")
      : h.say("background", "Data are held under the Data Protection Act 1998.") && f.decided > "2018-05-26",
  "personal-data": (h, c) =>
    h.say(
      "background",
      c.pick([
        "Write to jane.doe4@opcc.example for more.",
        "Ring Sam on 07700 900123.",
        "He was born on 12/03/1987.",
        "Her number is QQ 12 34 56 C.".replace("QQ", "AB"),
      ]),
    ),
  "small-count": (h, c) =>
    h.say(
      "background",
      c.pick([
        "Of victims seen, 2 were male victims and 41 others were not.",
        "Last year 3 children were referred and 57 adults.",
        "One victim was supported after a rape and 31 others were seen.",
        "Those helped were 64 White British, 12 Asian and 2 Black people, all victims of abuse.",
      ]),
    ),
  "marked-high": (h, c) => h.put("marking", c.pick(["SECRET", "Top Secret"])),
  "marked-sensitive": (h) => h.put("marking", "OFFICIAL-SENSITIVE"),
  marking: (h, c) => (c.yes() ? h.put("marking", undefined) : h.put("marking", "Not Protectively Marked")),
  "withheld-elsewhere": (h, _c, f) => {
    const at = findField(h.view.form, "funding")?.id;
    return (
      at !== undefined &&
      f.total > 100_000 &&
      h.put("withholding", { withheld: "yes", parts: [at], ground: "foia-40" })
    );
  },
};
