/**
 * A place to sign: the statement, the alternatives in full with the chosen one said in words (never by
 * strike-through), who signed and when, and what a stage that is not needed or not done says instead.
 */
import type { PaperBlock } from "#core/document/paper.ts";
import { type Child, classNames, type HeadingLevel, headingTag } from "../components/markup.ts";
import { Tag } from "../components/tag.tsx";
import { Words } from "./inline.tsx";
import type { PaperWords } from "./words.ts";

type SignatureBlock = Extract<PaperBlock, { t: "signature" }>;

interface SignatureProps {
  block: SignatureBlock;
  level: HeadingLevel;
  words: PaperWords;
}

export function Signature({ block, level, words }: SignatureProps) {
  const Heading = headingTag(level);
  return (
    <div class={classNames("app-signature", `app-signature--${block.state}`)}>
      {block.title && <Heading class="govuk-heading-s">{block.title}</Heading>}
      {block.statement.length > 0 && (
        <p class="govuk-body">
          {block.style === "emphasis" ? (
            <em>
              <Words c={block.statement} />
            </em>
          ) : (
            <Words c={block.statement} />
          )}
        </p>
      )}
      {block.alternatives && <Alternatives alternatives={block.alternatives} words={words} />}
      {block.lines.length > 0 && (
        <dl class="app-signature__lines">
          {block.lines.map(({ label, value }) => (
            <div>
              <dt>{label}</dt>
              <dd>{value || <Blank state={block.state} words={words} />}</dd>
            </div>
          ))}
        </dl>
      )}
      {block.note && <p class="govuk-body">{block.note}</p>}
    </div>
  );
}

function Blank({ state, words }: { state: SignatureBlock["state"]; words: PaperWords }): Child {
  return (
    <span class="app-signature__blank">{state === "not-needed" ? words.notNeeded : words.notGiven}</span>
  );
}

function Alternatives({
  alternatives,
  words,
}: {
  alternatives: NonNullable<SignatureBlock["alternatives"]>;
  words: PaperWords;
}) {
  return (
    <ul class="govuk-list app-signature__alternatives">
      {alternatives.one.map(({ label, text, chosen }) => (
        <li class={classNames(chosen && "app-signature__chosen")}>
          {label} {text} {chosen && <Tag>{words.chosen}</Tag>}
        </li>
      ))}
      {alternatives.and.map(({ label, text }) => (
        <li>
          {label} {text}
        </li>
      ))}
    </ul>
  );
}
