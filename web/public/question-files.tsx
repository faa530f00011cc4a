/** The files of one public item: its page, the list of them all, its year with the data, and the sitemaps. */
import type { Child } from "hono/jsx";
import * as Address from "#core/notice/addresses.ts";
import { file, type StaticFile } from "#core/notice/files.ts";
import { questionsSitemap, sitemapIndex } from "#core/notice/sitemap.ts";
import { itemsJson } from "#core/scrutiny/data.ts";
import type { ItemPages } from "#core/scrutiny/projecting.ts";
import { yearAsked } from "#core/scrutiny/public-item.ts";
import { QuestionPage, QuestionsOfYearPage, QuestionsPage } from "./questions.tsx";

const SITEMAP_TYPE = "application/xml; charset=utf-8";

export function questionFiles({ offices, ...of }: ItemPages): StaticFile[] {
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
    file(Address.questionsSitemapPath(slug), SITEMAP_TYPE, questionsSitemap(origin, slug, items)),
    file(Address.SITEMAP, SITEMAP_TYPE, sitemapIndex(origin, offices)),
  ];
}

function page(path: string, content: Child): StaticFile {
  return file(path, "text/html; charset=utf-8", String(content));
}
