/** One attached file in a line: its name as typed, a link that saves it, and what to expect of it. */
import type { Attached } from "#core/attachment/attached.ts";
import { typeWords } from "#core/attachment/kinds.ts";
import { sizeWords } from "#core/notice/words.ts";

export function FileLine({ file, href }: { file: Attached; href: string }) {
  return (
    <>
      <a class="govuk-link" href={href}>
        {file.name}
      </a>{" "}
      ({typeWords(file.type)}, {sizeWords(file.size)})
    </>
  );
}
