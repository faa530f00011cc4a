/**
 * An office's own colour with words on it: which of white or black can be read there, by WCAG 2.2's
 * contrast ratio (1.4.3). One of the two always reaches 4.5:1.
 */

/** The colour of words that can be read on this one ("#1d3b70"). */
export function readableOn(background: string): "white" | "black" {
  return contrast(background, "#ffffff") >= 4.5 ? "white" : "black";
}

/** WCAG's contrast ratio of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
