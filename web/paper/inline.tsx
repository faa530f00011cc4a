/** Running text of a paper. What a user typed is text; a link goes to the web or a mailbox, or is only words. */
import type { Inline } from "#core/document/paper.ts";

export function Words({ c }: { c: Inline[] }) {
  return (
    <>
      {c.map((part) => (
        <Part part={part} />
      ))}
    </>
  );
}

function Part({ part }: { part: Inline }) {
  if (typeof part === "string") return <>{part}</>;
  switch (part.t) {
    case "strong":
      return (
        <strong>
          <Words c={part.c} />
        </strong>
      );
    case "emph":
      return (
        <em>
          <Words c={part.c} />
        </em>
      );
    case "strike":
      return (
        <s>
          <Words c={part.c} />
        </s>
      );
    case "code":
      return (
        <code>
          <Words c={part.c} />
        </code>
      );
    case "break":
      return <br />;
    case "link":
      return isSafe(part.url) ? (
        <a class="govuk-link" href={part.url}>
          <Words c={part.c} />
        </a>
      ) : (
        <Words c={part.c} />
      );
  }
}

function isSafe(url: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(url);
}
