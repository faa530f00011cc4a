/**
 * The tables, as plain data: one source for the deployed tables (infra/storage.ts) and the local ones
 * (infra/local/dynamo.ts). `records` is mutable; `ledger` is append-only, in a table of its own so that
 * IAM can forbid updates and deletes on it (a policy can name a partition key, never a sort key);
 * `bulkmail` has subscribers and their mail, since a busy index holds back writes to its whole table and
 * a news story must not hold back a signature.
 */

export interface TableShape {
  /** The link by which functions learn the table's name. */
  link: "RecordsTable" | "LedgerTable" | "BulkmailTable";
  hashKey: string;
  rangeKey: string;
  indexes: Record<string, { hashKey: string; rangeKey: string; include: string[] }>;
  stream?: "NEW_AND_OLD_IMAGES";
  ttl?: string;
}

export const TABLES = {
  records: {
    link: "RecordsTable",
    hashKey: "pk",
    rangeKey: "sk",
    indexes: {
      /** Lists for people: an office's records by state, a person's open tasks, an office's register. Sparse. */
      lists: {
        hashKey: "g1pk",
        rangeKey: "g1sk",
        include: ["title", "state", "form", "reference", "holder", "since", "author", "updatedAt", "stage"],
      },
      /** What is due by a time: emails, documents, reminders. Sparse, sharded by `dueKey`. */
      due: { hashKey: "g2pk", rangeKey: "g2sk", include: ["kind"] },
    },
    stream: "NEW_AND_OLD_IMAGES",
    ttl: "ttl",
  },
  ledger: {
    link: "LedgerTable",
    hashKey: "pk",
    rangeKey: "sk",
    indexes: { day: { hashKey: "dpk", rangeKey: "dsk", include: ["h"] } },
    stream: "NEW_AND_OLD_IMAGES",
  },
  bulkmail: {
    link: "BulkmailTable",
    hashKey: "pk",
    rangeKey: "sk",
    /** What is due by a time: confirmations, publications to tell of, emails. Sparse. */
    indexes: { due: { hashKey: "g2pk", rangeKey: "g2sk", include: ["kind"] } },
    ttl: "ttl",
  },
} as const satisfies Record<string, TableShape>;
