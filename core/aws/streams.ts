/**
 * Which changes of the records table wake which function, as Lambda event filter patterns
 * (AWS Lambda, "Event filtering"). The sweep finds the same work by the `due` index, so a lost
 * stream costs a minute, never an email or a document.
 */

export const STREAM_FILTERS = {
  /** A new entry of the outbox. */
  notify: { eventName: ["INSERT"], dynamodb: { Keys: { pk: { S: [{ prefix: "OBX#" }] } } } },
  /** A record has been decided, or a person asked for it to be published: its documents are wanted. */
  document: {
    eventName: ["MODIFY"],
    dynamodb: {
      Keys: { sk: { S: ["META"] } },
      NewImage: { wants: { S: ["document", "publication", "projection"] } },
    },
  },
} as const;
