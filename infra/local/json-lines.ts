/**
 * Where a path stands in the text of a JSON file, so that a message can say "office.json:212". The text
 * has been parsed already, so it is known to be JSON.
 */

/** The line (from 1) of a path, or of the nearest thing around it that the text has. */
export function lineOf(text: string, path: readonly (string | number)[]): number {
  const starts = offsets(text);
  for (let depth = path.length; depth > 0; depth--) {
    const offset = starts.get(JSON.stringify(path.slice(0, depth).map(String)));
    if (offset !== undefined) return text.slice(0, offset).split("\n").length;
  }
  return 1;
}

/** Where each member or item begins, by its path. */
function offsets(text: string): Map<string, number> {
  const found = new Map<string, number>();
  let at = 0;
  const space = () => {
    while (/\s/.test(text[at] ?? "")) at++;
  };
  const word = (): string => {
    const [token = ""] = /^("(\\.|[^"\\])*"|[^\s,\]}]+)/.exec(text.slice(at)) ?? [];
    at += token.length;
    return token;
  };
  const value = (path: string[]): void => {
    space();
    const open = text[at];
    if (open !== "{" && open !== "[") {
      word();
      return;
    }
    at++;
    for (let i = 0; ; i++) {
      space();
      if (text[at] === "}" || text[at] === "]") break;
      const start = at;
      const step = open === "{" ? (JSON.parse(word()) as string) : String(i);
      space();
      if (open === "{") at++;
      const here = [...path, step];
      found.set(JSON.stringify(here), start);
      value(here);
      space();
      if (text[at] === ",") at++;
    }
    at++;
  };
  value([]);
  return found;
}
