/**
 * Reading a page's content stream for the check: what it paints and inside which marks, the glyph codes
 * it shows, and whether it names colours of a device. A small tokenizer (ISO 32000-1, 7.2 and 8.2), since
 * a search for words in a stream would find them inside strings.
 */

export interface Painted {
  /** Things painted outside every mark. */
  unmarked: number;
  /** The marked-content ids painted in. */
  ids: Set<number>;
  /** Colours named by a device's own numbers. */
  deviceColours: number;
  /** By the resource name of the font: whether glyph 0 (.notdef) is shown in it. */
  notdef: Set<string>;
  /** Images in the stream itself. */
  inlineImages: number;
}

type Token = { kind: "name" | "number" | "string" | "operator" | "mark"; text: string };

const PAINTS = new Set(["Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "Do", "sh"]);
const SHOWS = new Set(["Tj", "TJ", "'", '"']);
const DEVICE_COLOURS = new Set(["g", "G", "rg", "RG", "k", "K"]);

export function readContent(stream: string): Painted {
  const painted: Painted = {
    unmarked: 0,
    ids: new Set(),
    deviceColours: 0,
    notdef: new Set(),
    inlineImages: 0,
  };
  const marks: ("artifact" | "span" | number)[] = [];
  let operands: Token[] = [];
  let font = "";
  for (const token of tokens(stream)) {
    if (token.kind !== "operator") {
      operands.push(token);
      continue;
    }
    const { text } = token;
    if (text === "BDC" || text === "BMC") marks.push(markOf(operands));
    else if (text === "EMC") marks.pop();
    else if (text === "Tf") font = operands[0]?.text ?? "";
    else if (text === "BI") painted.inlineImages++;
    else if (DEVICE_COLOURS.has(text)) painted.deviceColours++;
    if (PAINTS.has(text)) {
      const mark = marks.findLast((m) => m !== "span");
      if (mark === undefined) painted.unmarked++;
      else if (typeof mark === "number") painted.ids.add(mark);
    }
    if (SHOWS.has(text) && operands.some((o) => o.kind === "string" && hasZero(o.text)))
      painted.notdef.add(font);
    operands = [];
  }
  return painted;
}

function markOf(operands: Token[]): "artifact" | "span" | number {
  if (operands[0]?.text === "Artifact") return "artifact";
  const at = operands.findIndex((o) => o.kind === "name" && o.text === "MCID");
  const id = Number(operands[at + 1]?.text);
  return at >= 0 && Number.isInteger(id) ? id : "span";
}

/** Whether a string of two-byte codes shows glyph 0. */
function hasZero(codes: string): boolean {
  for (let i = 0; i + 1 < codes.length; i += 2)
    if (codes.charCodeAt(i) === 0 && codes.charCodeAt(i + 1) === 0) return true;
  return false;
}

const SPACE = /[\0\t\n\f\r ]/;
const DELIMITER = /[\0\t\n\f\r ()<>[\]{}/%]/;

function* tokens(s: string): Generator<Token> {
  let i = 0;
  const word = () => {
    const start = i;
    while (i < s.length && !DELIMITER.test(s[i] ?? "")) i++;
    return s.slice(start, i);
  };
  while (i < s.length) {
    const c = s[i] ?? "";
    if (SPACE.test(c)) i++;
    else if (c === "%") while (i < s.length && !/[\r\n]/.test(s[i] ?? "")) i++;
    else if (c === "/") {
      i++;
      yield { kind: "name", text: word() };
    } else if (c === "(") {
      const [text, end] = literal(s, i);
      i = end;
      yield { kind: "string", text };
    } else if (c === "<" && s[i + 1] !== "<") {
      const end = s.indexOf(">", i);
      const hex = s.slice(i + 1, end).replace(/\s/g, "");
      i = end + 1;
      yield { kind: "string", text: Buffer.from(hex.length % 2 ? `${hex}0` : hex, "hex").toString("latin1") };
    } else if ("<>[]{}".includes(c)) {
      i += s.startsWith("<<", i) || s.startsWith(">>", i) ? 2 : 1;
      yield { kind: "mark", text: c };
    } else {
      const text = word();
      if (text === "") i++;
      else yield { kind: /^[-+.\d]/.test(text) ? "number" : "operator", text };
    }
  }
}

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "\n": "" };

/** A string in brackets, and where it ends (ISO 32000-1, 7.3.4.2). */
function literal(s: string, start: number): [string, number] {
  let text = "";
  let depth = 1;
  let i = start + 1;
  for (; i < s.length && depth > 0; i++) {
    const c = s[i] ?? "";
    if (c === "\\") {
      const octal = /^[0-7]{1,3}/.exec(s.slice(i + 1, i + 4))?.[0];
      text += octal
        ? String.fromCharCode(Number.parseInt(octal, 8) & 255)
        : (ESCAPES[s[i + 1] ?? ""] ?? s[i + 1]);
      i += octal ? octal.length : 1;
      continue;
    }
    if (c === "(") depth++;
    if (c === ")") depth--;
    if (depth > 0) text += c;
  }
  return [text, i];
}
