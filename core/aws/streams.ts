/**
 * Which changes of the records table wake which function, as Lambda event filter patterns
 * (AWS Lambda, "Event filtering"). The sweep finds the same work by the `due` index, so a lost
 * stream costs a minute, never an email or a document.
 */

export const STREAM_FILTERS = {
  /** A new entry of the outbox. */
  notify: { eventName: ["INSERT"], dynamodb: { Keys: { pk: { S: [{ prefix: "OBX#" }] } } } },
  /**
   * A record has been decided, or a person asked for it or for an answer to the panel to be published: its
   * documents and public files are wanted.
   */
  document: {
    eventName: ["INSERT", "MODIFY"],
    dynamodb: {
      Keys: { sk: { S: ["META", { prefix: "Q#" }] } },
      NewImage: { wants: { S: ["document", "publication", "projection"] } },
    },
  },
} as const;
