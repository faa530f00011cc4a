/** Working days: Monday to Friday but for the bank holidays of England and Wales. */
import { dayOff } from "./holidays.ts";

/** The civil date so many working days after another. */
export function addWorkingDays(date: string, days: number): string {
  let at = date;
  for (let left = days; left > 0; ) {
    at = new Date(Date.parse(`${at}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    if (!dayOff(at)) left -= 1;
  }
  return at;
}
