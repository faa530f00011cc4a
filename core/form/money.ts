/**
 * Money: integer pence in, words out. Entry is tolerant of how people type amounts ("£370, 083",
 * "£0.600m", "50k", ".00"); printing is always the same. No float ever holds an amount.
 */

/** "£27,690", "£69,674.48", "-£5"; with `always`, "£27,690.00". */
export function formatMoney(pence: number, decimals: "auto" | "always" = "auto"): string {
  const sign = pence < 0 ? "-" : "";
  const abs = Math.abs(pence);
  const pounds = Math.floor(abs / 100).toLocaleString("en-GB");
  const rest = abs % 100;
  const tail = rest !== 0 || decimals === "always" ? `.${String(rest).padStart(2, "0")}` : "";
  return `${sign}£${pounds}${tail}`;
}

/**
 * Pence from what a person typed, or undefined where it is not an amount. Accepts a pound sign, spaces
 * and commas between digits, one decimal point, and k, m or bn (with or without "illion").
 * More than two decimals of a pound are accepted only where they come to whole pence ("0.600m").
 */
export function parseMoney(typed: string): number | undefined {
  const compact = typed.normalize("NFKC").replace(/[\s,]/g, "").toLowerCase();
  const match = /^(-?)£?(-?)(\d*)(?:\.(\d*))?(k|thousand|m|million|bn|billion)?$/.exec(compact);
  if (!match) return undefined;
  const [, before, after, whole = "", fraction = "", unit] = match;
  if (whole === "" && fraction === "") return undefined;
  if (before && after) return undefined;
  const zeros = unit === undefined ? 2 : unit[0] === "k" || unit[0] === "t" ? 5 : unit[0] === "m" ? 8 : 11;
  const digits = fraction.replace(/0+$/, "");
  if (digits.length > zeros) return undefined;
  const pence = Number((whole || "0") + digits.padEnd(zeros, "0"));
  if (!Number.isSafeInteger(pence)) return undefined;
  return before || after ? -pence : pence;
}
