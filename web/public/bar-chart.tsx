/**
 * A bar chart as a drawing in the page: no script, and no style but attributes, which the policy allows.
 * Words keep their size at any width, since only the bars are in percent. Every bar has its words and its
 * sum beside it, so colour carries nothing alone, and the table that follows has the exact figures.
 */
import { type Lang, say } from "#core/form/say.ts";

export interface Bar {
  /** Pence. Below nothing, there is no bar. */
  value: number;
  /** The sum in words, and of what, where a group has several bars. */
  text: string;
  /** Drawn as an outline, to be told from a full one. */
  outlined?: boolean;
}

export interface BarGroup {
  label: string;
  bars: Bar[];
}

const LABEL = 22;
const BAR = 20;
const GAP = 12;
/** Percent of the width; the rest is for the sum. */
const LONGEST = 40;
/** What fits beside a narrow screen's edge; the table has the whole name. */
const MOST_LETTERS = 34;
/** On white, 5.2 to 1. */
const COLOUR = "#1d70b8";

export function BarChart({ title, groups, lang = "en" }: { title: string; groups: BarGroup[]; lang?: Lang }) {
  const most = Math.max(1, ...groups.flatMap((g) => g.bars.map((b) => b.value)));
  let y = 0;
  const placed = groups.map((group) => {
    const top = y;
    y += LABEL + group.bars.length * BAR + GAP;
    return { ...group, top };
  });
  return (
    <svg
      class="app-chart"
      width="100%"
      height={y}
      role="img"
      aria-label={say(lang, "Bar chart: {title}. The table below has the same figures.", { title })}
      font-size="16"
      fill="currentColor"
    >
      {placed.map(({ label, bars, top }) => (
        <>
          <text x="0" y={top + 16}>
            {cut(label)}
          </text>
          {bars.map(({ value, text, outlined }, i) => {
            const width = (Math.max(0, value) / most) * LONGEST;
            const from = top + LABEL + i * BAR;
            return (
              <>
                <rect
                  x="1"
                  y={from + 1}
                  width={`${width.toFixed(2)}%`}
                  height={BAR - 6}
                  fill={outlined ? "none" : COLOUR}
                  stroke={COLOUR}
                  stroke-width="2"
                />
                <text x={`${width.toFixed(2)}%`} dx="8" y={from + 13}>
                  {text}
                </text>
              </>
            );
          })}
        </>
      ))}
    </svg>
  );
}

function cut(label: string): string {
  const letters = [...label];
  return letters.length > MOST_LETTERS
    ? `${letters
        .slice(0, MOST_LETTERS - 1)
        .join("")
        .trimEnd()}…`
    : label;
}
