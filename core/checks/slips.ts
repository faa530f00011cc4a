/**
 * Slips of typing that no form catches: a letter on the wrong side of a space, a "be" left out, "a" before
 * a vowel, and words of this field that are often misspelt.
 */
import type { Found } from "./finding.ts";
import { at, type Proof, quoted } from "./proof.ts";

const MISSPELT = [
  ...[
    "commisioner",
    "comissioner",
    "commision",
    "comission",
    "comittee",
    "commited",
    "goverance",
    "governace",
  ],
  ...["goverment", "enviroment", "accomodation", "arranagement", "arrangment", "maintainance", "independant"],
  ...["recieve", "recieved", "seperate", "seperately", "occured", "refered", "transfered", "publically"],
  ...[
    "definately",
    "neccessary",
    "necesary",
    "acheive",
    "acheived",
    "persistant",
    "perpertrator",
    "harrassment",
  ],
  ...["harassement", "reccomend", "recomend", "recommmend", "reccommendation", "recomendation", "appoval"],
  ...["aproval", "finacial", "fincial", "assesment", "assessement", "occassion", "untill", "sucessful"],
  ...["succesful", "begining", "particulary", "provison", "delivey", "agreeement", "organsation", "liase"],
  ...["liasion", "liason", "teh", "thsi", "taht", "wiht", "whcih", "adn", "hte"],
];

const SLIPS = [
  new RegExp(`\\b(?:${MISSPELT.join("|")})s?\\b`, "i"),
  // A letter on the wrong side of a space: "included int he papers", "in tha attached".
  /\b(?:int he|ont he|tot he|fort he|oft he|andt he|tha(?= [a-z]))\b/,
  // "Posts that will hosted by the council": a participle after an auxiliary, and no "be".
  /\b(?:will|would|shall|must|cannot)\s+(?:also\s+|then\s+|not\s+)?(?!(?:embed|shed|shred|wed|spread)\b)[a-z]{2,}[a-df-z]ed\b(?=\s+(?:by|in|on|to|from|at|with|for|through|within|as)\b)/,
  /\b(?:will|would|shall|must|should|can)\s+(?:also\s+)?to\s+(?:provide|enable|be|help|support|ensure|allow|deliver|fund|continue|reduce|increase|make|give)\b/,
  /\ba (?:estimated|additional|initial|overall|independent|individual|annual|agreed|application|award|evaluation|increase|amount|officer|organisation|extension|assessment|integrated|existing|interim|urgent|average|equal|enhanced|online|early)\b/,
  /\ban (?:new|further|grant|contract|service|project|programme|review|total|sum|police|decision)\b/,
];

/** Words that were typed wrong. */
export function slips(proof: Proof): Found[] {
  return proof.sentences.flatMap((sentence) =>
    SLIPS.flatMap((slip): Found[] => {
      const match = slip.exec(sentence.text);
      if (!match) return [];
      const span: [number, number] = [match.index, match.index + match[0].length];
      return [
        {
          where: at(sentence, span),
          message: "This looks like a slip of typing",
          why: [`“${match[0]}”`, `in ${quoted(sentence, span)}`],
          suggestion: "Read it aloud and correct it",
        },
      ];
    }),
  );
}
