/** Publishes office definitions from a folder into the table, as `office publish` does on AWS. */
import { AppError } from "#core/errors.ts";
import { loadOffices } from "#core/offices/index.ts";
import * as Offices from "#core/record/offices.store.ts";

export async function publishOffices(folder: string | undefined, say: (line: string) => void): Promise<void> {
  say("Publishing the forms of each office");
  for (const { office } of loadOffices(folder)) {
    try {
      await Offices.publishDefinition(office);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Records rely on what is published: it stays, and whoever edits the folder is told.
      say(`Kept the published forms of ${office.body.name}: ${error.message}`);
    }
  }
}
