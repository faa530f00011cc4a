/** What the commands of porting are asked: words in, what to do out, or why not in words. */
import { parseArgs } from "node:util";

export const PORTING = ["import-log", "export", "import"] as const;
export type Verb = (typeof PORTING)[number];

export const PORTING_USAGE = `  npm run office -- import-log <folder> [--write]
                                     bring an old log of decisions into the register: a CSV, its mapping.json
                                     and its PDFs. Without --write it says what it would do
  npm run office -- export <slug> --to <folder> [--public]
                                     everything there is of an office, with what proves it; with --public,
                                     what anyone may have
  npm run office -- import <folder> [--write] [--send-links]
                                     bring such an export into this installation. Without --write it says
                                     what it would do; with --send-links, whoever is asked to sign is asked anew
On AWS: npx sst shell --stage <stage> -- npm run office -- …   Here: stop npm start first; data is in .data (DATA_DIR)`;

export interface Asked {
  verb: Verb;
  /** The folder, or for an export the office. */
  what: string;
  to?: string;
  write: boolean;
  isPublic: boolean;
  sendLinks: boolean;
}

export function isPorting(args: string[]): boolean {
  return PORTING.some((verb) => verb === args[0]);
}

/** Throws in words for what cannot be done. */
export function parsePorting(args: string[]): Asked {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      to: { type: "string" },
      write: { type: "boolean", default: false },
      public: { type: "boolean", default: false },
      "send-links": { type: "boolean", default: false },
    },
  });
  const [verb, what] = positionals;
  if (!what || (verb === "export" && !values.to)) throw new Error(`Usage:\n${PORTING_USAGE}`);
  const { to, write, public: isPublic, "send-links": sendLinks } = values;
  return { verb: verb as Verb, what, to, write, isPublic, sendLinks };
}
