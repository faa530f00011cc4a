/** The files of one public item: its page, the list of them all, and its year with the data. */
import type { Child } from "hono/jsx";
import type { Office } from "#core/form/office.ts";
import * as Address from "#core/notice/addresses.ts";
import { file, type StaticFile } from "#core/notice/files.ts";
import { itemsJson } from "#core/scrutiny/data.ts";
import { type PublicItem, yearAsked } from "#core/scrutiny/public-item.ts";
import { QuestionPage, QuestionsOfYearPage, QuestionsPage } from "./questions.tsx";

export function questionFiles(of: {
  origin: string;
  office: Office;
  item: PublicItem;
  items: PublicItem[];
}): StaticFile[] {
  const { origin, office, item, items } = of;
  const slug = office.office;
  const year = yearAsked(item);
  const ofYear = items.filter((other) => yearAsked(other) === year);
  return [
    page(Address.questionPath(slug, item.slug), <QuestionPage {...of} />),
    page(Address.questionsPath(slug), <QuestionsPage {...of} />),
    page(Address.questionsOfPath(slug, year), <QuestionsOfYearPage {...of} year={year} />),
    file(
      Address.questionsDataPath(slug, year),
      "application/json; charset=utf-8",
      itemsJson({ slug, name: office.body.name }, year, ofYear, origin),
    ),
  ];
}

function page(path: string, content: Child): StaticFile {
  return file(path, "text/html; charset=utf-8", String(content));
}
