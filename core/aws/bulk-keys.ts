/**
 * Every key of the bulkmail table: who follows what, what was published and is to be told, and the emails
 * of both. A subscriber and a request are found by the id in their links; an address by its hash alone.
 */
import { Resource } from "sst";
import type { Key } from "./keys.ts";

const pad = (n: number) => String(n).padStart(6, "0");

/** What an address asked to follow, until its owner confirms it. */
export const requestKey = (id: string): Key => bulk(`ASK#${id}`, "S");
export const subscriberKey = (id: string): Key => bulk(`SUB#${id}`, "S");
/** Which subscriber an address is. */
export const followerKey = (emailHash: string): Key => bulk(`ADDR#${emailHash}`, "S");
/** How often an address has lately been asked to confirm something. */
export const followAskedKey = (emailHash: string): Key => bulk(`ASKED#${emailHash}`, "S");
/** That a subscriber follows a topic: its partition is read in pages when there is something to tell. */
export const topicKey = (topic: string, subscriber: string): Key => bulk(`TOPIC#${topic}`, subscriber);

/** A publication that subscribers are to be told of. */
export const jobKey = (record: string, publication: number): Key =>
  bulk(`JOB#${record}#${pad(publication)}`, "J");
/** One email a subscriber a publication: whoever puts it again puts the same. */
export const wordKey = (subscriber: string, record: string, publication: number): Key =>
  bulk(`SUB#${subscriber}#${record}#${publication}`, "M");
/** The email that asks for a request to be confirmed. */
export const confirmationKey = (request: string): Key => bulk(`SUB#${request}#CONFIRM#0`, "M");

/** How many of this minute's emails have been given out. */
export const paceKey = (): Key => bulk("PACE", "S");

/** In the index of what is due: confirmations go first, then emails, then new work. */
export const DUE = { confirmation: "FIRST", word: "MAIL", job: "JOB" } as const;

function bulk(pk: string, sk: string): Key {
  return { pk, sk, table: Resource.BulkmailTable.name };
}
