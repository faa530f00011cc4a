/**
 * Disclosure: what should not be in a text that the public will read. Only public text is searched;
 * what the record withholds is looked for there too.
 */
import type { Answers } from "#core/form/answers.ts";
import { confidentialParts, read } from "#core/form/reading.ts";
import type { Found } from "./finding.ts";
import { at, fieldOf, type Passage, type Proof, proofOfText, quoted, type Sentence } from "./proof.ts";

const EMAIL = /[\w.+'-]+@[\w-]+(?:\.[\w-]+)+/g;
const SHARED_BOX =
  /^(?:info|enquir\w*|contact\w*|office|admin\w*|opcc\w*|pcc\w*|pfcc\w*|foi\w*|press|media|comm(?:s|unications?|issioning|issioner|unity)\w*|grants?|team|governance|democratic\w*|hello|support|help\w*|mail|general|complaints?|data\w*|dpo|finance|procurement|policy|victims?|secretariat|panel|clerk|postmaster|noreply|no-reply)(?:[._-]?(?:team|office|services?|enquiries|inbox|unit|desk|\w*pcc\w*))*\d*$/i;
const PHONE =
  /(?<![\d£.,/-])(?:\+44\s?\(?0?\)?\s?\d{2,4}|\(?0\d{2,4}\)?)[\s-]?\d{3,4}[\s-]?\d{3,4}(?![\d/-])/g;
const NUMBER_OF_PERSON = /\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b/g;
const BIRTH = /\b(?:DOB|D\.O\.B\.?|date of birth|born on)\b[^.;]{0,12}\d{1,2}[./\s-]\S+/gi;

/** A personal email address, telephone number, date of birth or National Insurance number. */
export function personalData(proof: Proof): Found[] {
  const own = proof.record?.office.body.contact;
  return publicPassages(proof).flatMap((p) => [
    ...[...p.text.matchAll(EMAIL)]
      .filter((m) => m[0].toLowerCase() !== own?.email && !SHARED_BOX.test(m[0].split("@")[0] ?? ""))
      .map((m) =>
        personal(
          p,
          m,
          "A personal email address is in text that will be published",
          "Give a shared mailbox, or a post",
        ),
      ),
    ...[...p.text.matchAll(PHONE)]
      .filter(
        (m) =>
          digits(m[0]).length >= 10 &&
          digits(m[0]) !== digits(own?.phone ?? "") &&
          !/^0(?:300|303|330|345|8)/.test(digits(m[0])),
      )
      .map((m) =>
        personal(
          p,
          m,
          "A telephone number is in text that will be published",
          "Give the office’s number, if any",
        ),
      ),
    ...[...p.text.matchAll(NUMBER_OF_PERSON), ...p.text.matchAll(BIRTH)].map((m) =>
      personal(p, m, "Personal details are in text that will be published", "Remove them"),
    ),
  ]);
}

function personal(p: Passage, m: RegExpExecArray, message: string, suggestion: string): Found {
  return {
    where: { ...p.where, span: [p.start + m.index, p.start + m.index + m[0].length] },
    message,
    why: [`“${m[0].trim()}”`],
    suggestion,
  };
}

const PEOPLE =
  "victims?|survivors?|perpetrators?|offenders?|children|child|young people|young person|women|woman|men|man|females?|males?|girls?|boys?|clients?|service users?|individuals?|people|persons?|referrals?|suspects?|complainants?|residents?|detainees?|cases?";
const TRAIT =
  "identif\\w+ as|LGBT\\w*|gay|lesbian|bisexual|trans(?:gender)?|non-binary|(?:White|Black|Asian|Mixed|mixed|Chinese|Gypsy|Arab|Muslim|Jewish|Sikh|Hindu|Polish|Roma)\\b|disabled|pregnant|Afro|aged \\d+|under \\d\\d\\b|with (?:a )?(?:disabilit|mental|learning)";
const SMALL_PERSON = new RegExp(
  String.raw`(?<![\d£.,/:%-])\b(?<N>[1-4]|one|two|three|four)\b(?!\s?(?:%|FTE|full|part)|[.,/:]\d)\s+(?:(?:were|was|are|is|who|of whom|of them)\s+){0,2}(?:${TRAIT}|(?:[a-z-]+\s+){0,2}(?:${PEOPLE})\b(?!\s+(?:sessions?|groups?|programmes?|work\w*|support|services?|projects?|cent(?:re|er)s?|units?|homes?|posts?|staff|hubs?|officers?|advocates?|panels?)\b))`,
  "gi",
);
const CARE =
  /\b(?:abus|violen|victim|perpetrat|offend|sexual|assault|stalk|exploit|rape|suicid|custod|safeguard|religio|ethnic|orientation|disab|gender)\w*/i;
const NOT_COUNT =
  /\b(?:one[- ]to[- ]one|1[- ]?2[- ]?1|one of|number one|at least one|any one|each|every|for one|no one)\b/i;

/** Fewer than five people of a kind, in a paper about victims or offenders: someone may know them. */
export function smallCounts(proof: Proof): Found[] {
  const about = proof.passages.some((p) => CARE.test(p.text));
  if (!about) return [];
  return proof.sentences.flatMap((sentence): Found[] => {
    if (!sentence.passage.public || !isCounting(sentence)) return [];
    const hits = [...sentence.text.matchAll(SMALL_PERSON)].filter(
      (m) => !NOT_COUNT.test(sentence.text.slice(Math.max(0, m.index - 12), m.index + m[0].length + 6)),
    );
    const [first] = hits;
    if (!first) return [];
    return [
      {
        where: at(sentence, [first.index, first.index + first[0].length]),
        message: "A count below five of people who might be known by it",
        why: hits.map((m) => `“${m[0].trim()}”`),
        suggestion: "Write “fewer than five”, or join the groups",
      },
    ];
  });
}

/** Counts of people seen, referred or supported; not of posts, groups or options. */
function isCounting(sentence: Sentence): boolean {
  const several = (sentence.text.match(/(?<![\d£.,/-])\b\d{1,5}\b(?![%/.,-]?\d)/g) ?? []).length > 1;
  return (
    several ||
    /\b(?:referred|supported|seen|helped|engaged|identif\w+ as|recorded|reported|arrested|charged|convicted|accessed|attended|received support|of whom|disclosed|died|killed|murdered|raped)\b/i.test(
      sentence.text,
    )
  );
}

const HIGH = /^\W*(?:top[ -]?secret|secret)\b/i;
const SENSITIVE = /official[\s–-]*sensitive/i;
const OLD = /not protectively marked|^\W*(?:protect|restricted|confidential|unclassified)\b/i;

/** SECRET and above do not belong in this system. */
export function markedTooHigh(proof: Proof): Found[] {
  const view = proof.record;
  const marking = view && read(view.form, view.answers, "marking");
  if (!view || !marking || !HIGH.test(marking)) return [];
  return [
    {
      where: { field: fieldOf(view, "marking") },
      message: "A paper with this marking may not be held here",
      why: [`marking: ${marking}`, "this service holds OFFICIAL papers"],
      suggestion: "Take the paper to a system that is cleared for it",
    },
  ];
}

/** OFFICIAL-SENSITIVE, and nothing withheld: the public would read it. */
export function sensitiveButPublic(proof: Proof): Found[] {
  const view = proof.record;
  const marking = view && read(view.form, view.answers, "marking");
  const withheld = view && read(view.form, view.answers, "withholding");
  if (!view || !marking || !SENSITIVE.test(marking) || withheld?.withheld === "yes") return [];
  return [
    {
      where: { field: fieldOf(view, "marking") },
      message: "The paper is marked sensitive, and nothing in it is withheld",
      why: [`marking: ${marking}`, "withheld: no"],
      suggestion: "Withhold the sensitive part, or mark the paper OFFICIAL",
    },
  ];
}

/** A form that asks for a marking, and none given; or one of the scheme that ended on 2 April 2014. */
export function markingMissingOrOld(proof: Proof): Found[] {
  const view = proof.record;
  const field = view && fieldOf(view, "marking");
  if (!view || !field) return [];
  const marking = read(view.form, view.answers, "marking");
  const label = view.form.fields[field]?.label ?? "Marking";
  if (!marking?.trim())
    return [
      {
        where: { field },
        message: "The form asks for a marking, and the paper carries none",
        why: [
          `${label}: blank`,
          `the office marks its papers ${(view.office.markings ?? []).map((m) => `“${m}”`).join(", ")}`,
        ],
        suggestion: "Choose the marking",
      },
    ];
  const day = proof.decided?.date ?? "9999";
  if (!OLD.test(marking) || day < "2014-04-02") return [];
  return [
    {
      severity: "note",
      where: { field },
      message: "This marking belongs to the scheme that ended on 2 April 2014",
      why: [`marking: ${marking}`, "the scheme now is OFFICIAL, SECRET, TOP SECRET"],
      suggestion: "Use OFFICIAL, if the office has taken up the new scheme",
    },
  ];
}

/** An amount or a body that is withheld in one field and stands in another that is public. */
export function withheldElsewhere(proof: Proof): Found[] {
  const view = proof.record;
  const answer = view && read(view.form, view.answers, "withholding");
  if (!view) return [];
  const ticked = answer?.withheld === "yes" && Array.isArray(answer.parts) ? answer.parts : [];
  const parts = [...ticked, ...confidentialParts(view.form, view.answers)];
  const secret = secretsOf(view.answers, parts);
  return publicPassages(proof).flatMap((p): Found[] =>
    p.sentences.flatMap((s): Found[] => {
      const amount = s.amounts.find((a) => secret.pence.has(a.pence));
      const name = secret.names.find((n) => s.text.includes(n));
      if (!amount && !name) return [];
      const start = name ? s.text.indexOf(name) : 0;
      const span = amount?.span ?? ([start, start + (name?.length ?? 0)] as [number, number]);
      return [
        {
          where: at(s, span),
          message: "What is withheld in one place can be read here",
          why: [
            quoted(s, span),
            `withheld: ${parts.map((id) => view.form.fields[id]?.label ?? id).join(", ")}`,
          ],
          suggestion: "Withhold this part too, or rewrite it",
        },
      ];
    }),
  );
}

function secretsOf(answers: Answers, parts: string[]): { pence: Set<number>; names: string[] } {
  const pence = new Set<number>();
  const names = new Set<string>();
  const walk = (value: unknown, key = ""): void => {
    if (typeof value === "number" && key === "amount" && value >= 100_000) pence.add(value);
    else if (typeof value === "string" && ["recipient", "payee", "name"].includes(key) && value.length > 4)
      names.add(value);
    else if (typeof value === "string" && key === "") {
      const proof = proofOfText(value);
      for (const s of proof.sentences) for (const a of s.amounts) if (a.pence >= 100_000) pence.add(a.pence);
    } else if (Array.isArray(value)) for (const v of value) walk(v, key);
    else if (value && typeof value === "object") for (const [k, v] of Object.entries(value)) walk(v, k);
  };
  for (const id of parts) {
    const value = answers[id];
    if (typeof value === "number" && value >= 100_000) pence.add(value);
    else walk(value);
  }
  return { pence, names: [...names] };
}

function publicPassages(proof: Proof): Passage[] {
  return proof.passages.filter((p) => p.public);
}

function digits(text: string): string {
  return text.replace(/\D/g, "").replace(/^44/, "0");
}
