/**
 * `npm run env:types` writes sst-env.d.ts, the types of `Resource`, from the links that the functions
 * have in the synthesised graph. The file is committed, so the application is checked without SST.
 * (`sst deploy` writes the same file with every resource of the app in it: run this again after one.)
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Graph, synthesise } from "./graph.ts";
import { root } from "./platform.ts";

export const file = join(root, "sst-env.d.ts");

export function envTypes({ builds }: Pick<Graph, "builds">): string {
  const links = Object.assign({}, ...builds.map((build) => build.links)) as Record<string, object>;
  const types = Object.entries({ App: { name: "", stage: "" }, ...links })
    .map(([name, properties]) => `    ${name}: { ${fields(properties)} };`)
    .sort();
  return [
    "/* Written by `npm run env:types` from the links in infra/. Do not edit. */",
    'import "sst";',
    "",
    'declare module "sst" {',
    "  export interface Resource {",
    ...types,
    "  }",
    "}",
    "",
  ].join("\n");
}

/** SST adds the type of the component to each link; nothing reads it, and local links have none. */
function fields(properties: object): string {
  return Object.entries(properties)
    .filter(([name]) => name !== "type")
    .map(([name, value]) => `${name}: ${typeof value}`)
    .sort()
    .join("; ");
}

if (import.meta.main) {
  await writeFile(file, envTypes(await synthesise("ci")));
  console.log(`Wrote ${file}`);
}
