/**
 * The functions: one role each, with just these links and grants. Only web (sign-in links), sign,
 * notify, sweep, and for their own purposes follow and fan-out read LinkKeys; only document may use the seal.
 */
import { ASSETS } from "#core/document/assets.ts";
import * as May from "#infra/grants.ts";
import * as Link from "#infra/links.ts";
import { isPermanent } from "#infra/stage.ts";

/** What a function needs to draw documents. */
const drawing = {
  // The compiler's arm64 package stops at 0.6, which writes no tagged PDF.
  architecture: "x86_64",
  // 1,769 MB is one whole processor (Lambda developer guide, "Configure function memory").
  memory: "1769 MB",
  copyFiles: ASSETS.map((from) => ({ from })),
  nodejs: {
    // A native module: kept out of the bundle. Naming the platform's package makes a missing binary fail the build.
    install: {
      "@myriaddreamin/typst-ts-node-compiler": "0.7.0",
      "@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu": "0.7.0",
    },
  },
} as const;

/** Officers' pages, sign-in, the JSON API, and "not found" for the whole site. */
export const web = new sst.aws.Function("Web", {
  handler: "functions/web.handler",
  memory: "1024 MB",
  timeout: "15 seconds",
  link: [Link.recordsTable, Link.ledgerTable, Link.privateFiles, Link.linkKeys, Link.site],
  permissions: [
    May.useDataKey,
    May.readRecords,
    May.readEntries,
    May.changeRecords,
    May.endSessions,
    May.appendLedger,
    May.keepAttachments,
  ],
});

/** The pages behind a sign-off link. A function of its own, so that nothing else can starve it. */
export const sign = new sst.aws.Function("Sign", {
  handler: "functions/sign.handler",
  memory: "1024 MB",
  timeout: "15 seconds",
  link: [Link.recordsTable, Link.ledgerTable, Link.privateFiles, Link.linkKeys, Link.site],
  permissions: [May.useDataKey, May.readRecords, May.changeRecords, May.appendLedger, May.readAttachments],
});

/** The public's search and API. What it may run at once is reserved, and so bounded: a flood of searches starves nobody. */
export const search = new sst.aws.Function("Search", {
  handler: "functions/search.handler",
  // The columns and vocabularies of all offices' indexes stay in memory, some 300 MB for 400,000 records, and
  // up to 512 MB of their other files (core/search/open.store.ts).
  memory: "1769 MB",
  timeout: "15 seconds",
  // An account of somebody's own may have no more than ten to give away (Lambda quotas).
  ...(isPermanent && { concurrency: { reserved: 50 } }),
  link: [Link.recordsTable, Link.ledgerTable, Link.privateFiles, Link.site],
  permissions: [
    May.useDataKey,
    May.readRegister,
    May.readEntries,
    May.readRegisterLists,
    May.readPublicItems,
    May.readSearchIndex,
  ],
});

/** The panel's pack. It draws a document as it is asked, so what it may run at once is reserved, and so bounded. */
export const pack = new sst.aws.Function("Pack", {
  handler: "functions/pack.handler",
  ...drawing,
  timeout: "28 seconds",
  ...(isPermanent && { concurrency: { reserved: 10 } }),
  link: [Link.recordsTable, Link.ledgerTable, Link.site],
  permissions: [May.useDataKey, May.readRegister, May.readPublicItems],
});

/** Following by email. The public's: what it may run at once is reserved, and it knows no record. */
export const follow = new sst.aws.Function("Follow", {
  handler: "functions/follow.handler",
  timeout: "15 seconds",
  ...(isPermanent && { concurrency: { reserved: 10 } }),
  link: [Link.recordsTable, Link.ledgerTable, Link.bulkmailTable, Link.linkKeys, Link.site],
  permissions: [May.useDataKey, May.readRegister, May.keepSubscribers],
});

/** Each minute: emails to subscribers. One at a time, so that its bound is one. */
export const fanOut = new sst.aws.Function("FanOut", {
  handler: "functions/fan-out.handler",
  memory: "1024 MB",
  timeout: "58 seconds",
  retries: 0,
  ...(isPermanent && { concurrency: { reserved: 1 } }),
  link: [Link.recordsTable, Link.ledgerTable, Link.bulkmailTable, Link.mailer, Link.linkKeys, Link.site],
  permissions: [
    May.useDataKey,
    May.readRegister,
    May.readEntries,
    May.writeWords,
    May.readWordsDue,
    May.sendEmail,
    May.readMailQuota,
  ],
});

/** Delivers an email as soon as its outbox entry is written. Sends one by one: see the timeouts in core/notification. */
export const notify = new sst.aws.Function("Notify", {
  handler: "functions/notify.handler",
  timeout: "60 seconds",
  link: [Link.recordsTable, Link.ledgerTable, Link.mailer, Link.linkKeys, Link.site],
  permissions: [
    May.useDataKey,
    May.readRecords,
    May.readEntries,
    May.changeRecords,
    May.appendLedger,
    May.sendEmail,
    May.followRecords,
    May.leaveNotifyDeadLetters,
  ],
});

/** Each minute: every email, reminder and deadline that is due. The stream is speed, this is the truth. */
export const sweep = new sst.aws.Function("Sweep", {
  handler: "functions/sweep.handler",
  timeout: "60 seconds",
  retries: 0,
  link: [Link.recordsTable, Link.ledgerTable, Link.mailer, Link.linkKeys, Link.site],
  permissions: [
    May.useDataKey,
    May.readRecords,
    May.readEntries,
    May.changeRecords,
    May.appendLedger,
    May.sendEmail,
  ],
});

/** Renders, seals, stores and publishes. Now and then that ends with the writing of a base of the search index, of some minutes at most. */
export const document = new sst.aws.Function("Document", {
  handler: "functions/document.handler",
  ...drawing,
  timeout: "5 minutes",
  retries: 0,
  link: [
    Link.recordsTable,
    Link.ledgerTable,
    Link.bulkmailTable,
    Link.privateFiles,
    Link.publicFiles,
    Link.sealKey,
    Link.site,
  ],
  permissions: [
    May.useDataKey,
    May.readRecords,
    May.readEntries,
    May.changeRecords,
    May.appendLedger,
    May.writePrivateFiles,
    May.clearSearchIndex,
    May.publish,
    May.retract,
    May.leaveWord,
    May.seal,
    May.followRecords,
    May.leaveDocumentDeadLetters,
  ],
});

/** What became of each email: delivered, bounced, complained of. */
export const sesEvents = new sst.aws.Function("SesEvents", {
  handler: "functions/ses-events.handler",
  timeout: "30 seconds",
  link: [Link.recordsTable, Link.ledgerTable, Link.bulkmailTable],
  permissions: [
    May.useDataKey,
    May.readRecords,
    May.changeRecords,
    May.appendLedger,
    May.keepSubscribers,
    May.takeMailEvents,
  ],
});

/** Once a day: the ledger of each office is anchored, in public and under lock. */
export const anchor = new sst.aws.Function("Anchor", {
  handler: "functions/anchor.handler",
  memory: "1024 MB",
  timeout: "5 minutes",
  link: [Link.recordsTable, Link.ledgerTable, Link.anchorFiles, Link.publicFiles],
  permissions: [
    May.useDataKey,
    May.readRecords,
    May.readManyRecords,
    May.changeRecords,
    May.readLedger,
    May.keepAnchors,
    May.publish,
  ],
});
