/** The words that a page adds to a paper, in the paper's language. The Welsh is to be confirmed by a translator. */
import type { Paper } from "#core/document/paper.ts";

export const PAPER_WORDS = {
  en: {
    yes: "Yes",
    no: "No",
    unanswered: "Not answered",
    chosen: "Chosen",
    notGiven: "Not yet given",
    notNeeded: "Not needed",
    withheld: "Withheld from publication",
    table: "Table",
  },
  cy: {
    yes: "Ie",
    no: "Na",
    unanswered: "Heb ei ateb",
    chosen: "Dewiswyd",
    notGiven: "Heb ei roi eto",
    notNeeded: "Dim angen",
    withheld: "Wedi’i gadw yn ôl rhag ei gyhoeddi",
    table: "Tabl",
  },
} satisfies Record<Paper["lang"], Record<string, string>>;

export type PaperWords = (typeof PAPER_WORDS)["en"];
