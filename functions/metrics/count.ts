/**
 * Metrics: a number that CloudWatch reads out of a function's log (embedded metric format), for an alarm
 * in infra/alarms.ts. Written to standard output itself, since the runtime wraps what goes to the console.
 */
import { Resource } from "sst";

/** Records that the service has owed a sealed document or its publication for too long, at each tick that finds any. */
export const OVERDUE = "RecordsOverdue";

/** Numbers that a daily check found not accounted for. */
export const NUMBERS = "NumbersUnaccounted";

/** Adds a count at an instant. The alarm has the same namespace and dimension: the app, and its stage. */
export function count(metric: string, value: number, now: string): void {
  const { name, stage } = Resource.App;
  const CloudWatchMetrics = [
    { Namespace: name, Dimensions: [["Stage"]], Metrics: [{ Name: metric, Unit: "Count" }] },
  ];
  const line = { _aws: { Timestamp: Date.parse(now), CloudWatchMetrics }, Stage: stage, [metric]: value };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
