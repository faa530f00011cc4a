/** What was noticed about one field, beside it while the paper is written. */
import type { Noticed } from "#core/record/view.ts";
import { FindingNote } from "./finding.tsx";

export function about(noticed: Noticed[], field: string): Noticed[] {
  return noticed.filter(({ finding }) => finding.where.field === field);
}

/** The ids of what is said beside a field, for its control to be described by. */
export function besideIds(noticed: Noticed[], field: string): string | undefined {
  return noticed.map((_, i) => idOf(field, i)).join(" ") || undefined;
}

export function Beside({ noticed, field }: { noticed: Noticed[]; field: string }) {
  if (!noticed.length) return null;
  const unexplained = noticed.some(({ finding, reason }) => finding.severity !== "block" && !reason);
  return (
    <div class="app-beside">
      {noticed.map((one, i) => (
        <FindingNote noticed={one} id={idOf(field, i)}>
          {one.reason && <p class="govuk-body app-answer">You left it as it is: “{one.reason}”</p>}
        </FindingNote>
      ))}
      {unexplained && <p class="govuk-hint">You can leave it as it is. Say why when you check the paper.</p>}
    </div>
  );
}

function idOf(field: string, index: number): string {
  return `${field}-noticed-${index + 1}`;
}
