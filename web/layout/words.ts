/** The shell's own words in the languages that pages come in. The Welsh is to be confirmed by a translator. */
import type { Lang } from "#core/form/say.ts";

export type { Lang };

export const WORDS = {
  en: {
    skip: "Skip to main content",
    back: "Back",
    error: "Error: ",
    problem: "There is a problem",
    service: "Service information",
    menu: "Menu",
    breadcrumb: "Breadcrumb",
    signedInAs: "Signed in as",
    records: "Records",
    register: "Published decisions",
    signOut: "Sign out",
    support: "Support links",
    contact: "Contact",
    accessibility: "Accessibility statement",
    privacy: "Privacy",
    format: "Request another format",
  },
  cy: {
    skip: "Neidio i’r prif gynnwys",
    back: "Yn ôl",
    error: "Gwall: ",
    problem: "Mae problem",
    service: "Gwybodaeth am y gwasanaeth",
    menu: "Dewislen",
    breadcrumb: "Briwsion bara",
    signedInAs: "Wedi mewngofnodi fel",
    records: "Cofnodion",
    register: "Penderfyniadau a gyhoeddwyd",
    signOut: "Allgofnodi",
    support: "Dolenni cymorth",
    contact: "Cysylltu",
    accessibility: "Datganiad hygyrchedd",
    privacy: "Preifatrwydd",
    format: "Gofyn am fformat arall",
  },
} satisfies Record<Lang, Record<string, string>>;
