/** A folder of this machine, as exports are written and imports are read; files are whole or not there. */
import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Folder } from "#core/porting/format.ts";
import { writeWhole } from "#infra/local/whole-file.ts";

export function openFolder(root: string): Folder {
  return {
    async look(path) {
      const file = join(root, path);
      if (!existsSync(file)) return undefined;
      const hash = createHash("sha256");
      let bytes = 0;
      for await (const part of createReadStream(file)) {
        hash.update(part);
        bytes += part.length;
      }
      return { sha256: hash.digest("hex"), bytes };
    },
    read: (path) => readFile(join(root, path)),
    async write(path, body) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeWhole(join(root, path), [body]);
    },
  };
}
