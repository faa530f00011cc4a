/** Sums as a chart with its table: the chart for a look, where there is something to compare, the table for the exact figures. */
import { formatMoney } from "#core/form/money.ts";
import type { Lang } from "#core/form/say.ts";
import { Table, type TableCell } from "../components/table.tsx";
import { BarChart, type BarGroup } from "./bar-chart.tsx";

interface ChartedProps {
  title: string;
  /** What the chart alone is of, where it has less than the table. */
  chart?: string;
  groups: BarGroup[];
  head: TableCell[];
  rows: TableCell[][];
  /** Below a heading of its own. */
  below?: boolean;
  lang?: Lang;
}

export function Charted({ title, chart = title, groups, head, rows, below, lang }: ChartedProps) {
  return (
    <>
      {below ? <h3 class="govuk-heading-s">{title}</h3> : <h2 class="govuk-heading-m">{title}</h2>}
      {groups.length > 1 && <BarChart title={chart} groups={groups} lang={lang} />}
      <Table
        caption={title}
        captionClasses="govuk-visually-hidden"
        classes={head.length > 2 ? "app-money app-money--three" : "app-money"}
        head={head}
        rows={rows}
        firstCellIsHeader
      />
    </>
  );
}

export const numeric = (text: string): TableCell => ({ text, format: "numeric" });
export const sum = (pence: number): TableCell => numeric(formatMoney(pence));

/** "£229,135" or "£1.25m": as exact as a bar can be read. */
export function short(pence: number): string {
  const pounds = Math.round(pence / 100);
  return Math.abs(pounds) < 1_000_000 ? formatMoney(pounds * 100) : `£${(pounds / 1_000_000).toFixed(2)}m`;
}
