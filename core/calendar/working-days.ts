/** Working days: Monday to Friday but for the bank holidays of England and Wales. */
import { dayOff } from "./holidays.ts";

/** The civil date so many working days after another; before it, where the number is negative. */
export function addWorkingDays(date: string, days: number): string {
  const step = Math.sign(days) * 86_400_000;
  let at = date;
  for (let left = Math.abs(days); left > 0; ) {
    at = new Date(Date.parse(`${at}T00:00:00Z`) + step).toISOString().slice(0, 10);
    if (!dayOff(at)) left -= 1;
  }
  return at;
}
