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
  eachToken(stream, (token) => {
    if (token.kind !== "operator") {
      operands.push(token);
      return;
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
  });
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

/** What a byte is to the tokenizer (ISO 32000-1, 7.2.2): regular where nothing else. */
const SPACE = 1;
const DELIMITER = 2;
const KINDS = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) KINDS[byte] = SPACE;
for (const sign of "()<>[]{}/%") KINDS[sign.charCodeAt(0)] = DELIMITER;

/** Whether a token begins as a number does: with a digit, a sign or a point. */
function isNumber(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || byte === 43 || byte === 45 || byte === 46;
}

/** Hands over each token. By the code of each byte, since a page has tens of thousands. */
function eachToken(s: string, take: (token: Token) => void): void {
  let i = 0;
  const word = () => {
    const start = i;
    while (i < s.length && KINDS[s.charCodeAt(i)] === 0) i++;
    return s.slice(start, i);
  };
  while (i < s.length) {
    const byte = s.charCodeAt(i);
    const kind = KINDS[byte];
    if (kind === SPACE) i++;
    else if (kind === DELIMITER) {
      const c = s[i];
      if (c === "%") while (i < s.length && s[i] !== "\r" && s[i] !== "\n") i++;
      else if (c === "/") {
        i++;
        take({ kind: "name", text: word() });
      } else if (c === "(") {
        const [text, end] = literal(s, i);
        i = end;
        take({ kind: "string", text });
      } else if (c === "<" && s[i + 1] !== "<") {
        const end = s.indexOf(">", i);
        const hex = s.slice(i + 1, end < 0 ? s.length : end).replace(/\s/g, "");
        i = end < 0 ? s.length : end + 1;
        const padded = hex.length % 2 ? `${hex}0` : hex;
        take({ kind: "string", text: Buffer.from(padded, "hex").toString("latin1") });
      } else {
        i += s.startsWith("<<", i) || s.startsWith(">>", i) ? 2 : 1;
        take({ kind: "mark", text: c ?? "" });
      }
    } else take({ kind: isNumber(byte) ? "number" : "operator", text: word() });
  }
}

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "\n": "" };
const [OPEN, CLOSE, ESCAPE] = [40, 41, 92];

/** A string in brackets, and where it ends (ISO 32000-1, 7.3.4.2). */
function literal(s: string, start: number): [string, number] {
  let text = "";
  let depth = 1;
  let i = start + 1;
  for (let from = i; ; i++) {
    const byte = s.charCodeAt(i);
    if (byte === OPEN) depth++;
    else if (byte === CLOSE) depth--;
    if (Number.isNaN(byte) || depth === 0) return [text + s.slice(from, i), i + 1];
    if (byte !== ESCAPE) continue;
    text += s.slice(from, i);
    let octal = 0;
    let digits = 0;
    for (; digits < 3; digits++) {
      const digit = s.charCodeAt(i + 1 + digits) - 48;
      if (!(digit >= 0 && digit < 8)) break;
      octal = octal * 8 + digit;
    }
    const next = s[i + 1] ?? "";
    text += digits > 0 ? String.fromCharCode(octal & 255) : (ESCAPES[next] ?? next);
    i += digits || 1;
    from = i + 1;
  }
}
