/**
 * What is withheld: it must name its ground, and weigh the public interest where the ground is qualified.
 * A plain text cannot say which ground its office meant, so there it only asks for one.
 */
import { confidentialParts, read } from "#core/form/reading.ts";
import type { Found } from "./finding.ts";
import { at, fieldOf, type Proof, quoted } from "./proof.ts";

/** Information withheld must name its ground, and where the ground is qualified, the public interest (FOIA 2000 s17). */
export function withheldWithoutGround(proof: Proof): Found[] {
  const view = proof.record;
  if (!view) return restrictedInWords(proof);
  const answer = read(view.form, view.answers, "withholding");
  const parts = confidentialParts(view.form, view.answers);
  if (answer?.withheld !== "yes" && parts.length === 0) return [];
  const ground = view.office.withholding?.find((g) => g.id === answer?.ground);
  const field = fieldOf(view, "withholding");
  if (!answer?.ground?.trim())
    return [
      {
        where: { field },
        message: "Part of the record is withheld, and no ground is given",
        why: [
          answer?.withheld === "yes"
            ? "withheld: yes"
            : `answered: “${view.form.fields[parts[0] ?? ""]?.label}”, which is never published`,
          "ground: none",
        ],
        suggestion: "Choose the ground on which it is withheld",
      },
    ];
  if (!ground?.qualified || answer.publicInterest?.trim()) return [];
  return [
    {
      where: { field },
      message: "This ground is qualified, and the public interest is not weighed",
      why: [`ground: ${ground.label}`, "public interest: no words"],
      suggestion: "Say why the public interest in withholding outweighs that in publishing",
    },
  ];
}

const WITHHELD =
  /^\W*RESTRICTED\b|\b(?:is|are|been|being|remains?)\s+(?:(?:not|therefore|also|currently)\s+)?(?:restricted|withheld|exempt|redacted|not (?:for publication|(?:to be )?published|being published))\b/;
const OF_INFORMATION =
  /\b(?:information|report|part|papers?|decision|details?|breakdown|appendi\w+|commercial\w*|confidential\w*|personal)\b/i;
const GROUND =
  /\b(?:section|sections|s\.?|ss\.?)\s?\d{2}\b|\bschedule 12A\b|\bparagraphs? \d+ of\b|\bregulation 1[23]\b|\bdata protection act\b/i;

/** "Restricted as it is commercially sensitive", and no section of the law named anywhere. */
function restrictedInWords({ passages, sentences }: Proof): Found[] {
  if (passages.some((p) => GROUND.test(p.text))) return [];
  const sentence = sentences.find((s) => WITHHELD.test(s.text) && OF_INFORMATION.test(s.text));
  const match = sentence && WITHHELD.exec(sentence.text);
  if (!sentence || !match) return [];
  const span: [number, number] = [match.index, match.index + match[0].length];
  return [
    {
      severity: "warning",
      where: at(sentence, span),
      message: "Part of the paper is withheld, and no ground in law is named",
      why: [quoted(sentence, span), "no section of the Freedom of Information Act or other law is cited"],
      suggestion: "Name the exemption by its section, and weigh the public interest where it is qualified",
    },
  ];
}
