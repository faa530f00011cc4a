/** What the code of a function uses of AWS: the links that it reads, and the permissions that its commands need. */
import * as esbuild from "esbuild";
import { handlerFile } from "./commands.ts";

/** The permissions that a command of the SDK needs (Service Authorization Reference). */
const NEEDS: Record<string, string[]> = {
  GetCommand: ["dynamodb:GetItem"],
  BatchGetCommand: ["dynamodb:BatchGetItem"],
  QueryCommand: ["dynamodb:Query"],
  PutCommand: ["dynamodb:PutItem"],
  UpdateCommand: ["dynamodb:UpdateItem"],
  DeleteCommand: ["dynamodb:DeleteItem"],
  TransactWriteCommand: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem"],
  DeleteObjectCommand: ["s3:DeleteObject"],
  GetObjectCommand: ["s3:GetObject"],
  PutObjectCommand: ["s3:PutObject"],
  SendRawEmailCommand: ["ses:SendRawEmail"],
  GetSendQuotaCommand: ["ses:GetSendQuota"],
  SignCommand: ["kms:Sign"],
};

/** The links and the commands that are left in a handler's bundle when esbuild has dropped what it does not use. */
export async function usedBy(handler: string): Promise<{ links: string[]; actions: string[] }> {
  const entry = handlerFile(handler);
  if (!entry) throw new Error(`${handler} is not there`);
  const { outputFiles } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "silent",
  });
  const { text } = outputFiles[0]!;
  const all = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))];
  const actions = all(/\bnew (\w+Command)\d*\(/g).flatMap((command) => {
    const needed = NEEDS[command];
    if (!needed) throw new Error(`Say in tests/infra/used.ts what ${command} needs`);
    return needed;
  });
  // A transaction that takes an item away needs one more.
  if (/\.remove\(\s*"/.test(text)) actions.push("dynamodb:DeleteItem");
  return {
    links: all(/\bResource\d*\.([A-Z]\w*)/g)
      .filter((link) => link !== "App")
      .sort(),
    actions: [...new Set(actions)].sort(),
  };
}
