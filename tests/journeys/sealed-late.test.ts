/**
 * A decision that cannot be sealed: it is tried again without end, and after a quarter of an hour the
 * operators are woken and whoever asks where the record is reads it. Once the key answers, all is done.
 */
import { afterEach, expect, test, vi } from "vitest";
import { loadOffices } from "#core/offices/index.ts";
import { OVERDUE } from "#functions/metrics/count.ts";
import { play } from "#infra/local/play.ts";
import { signIn } from "#infra/local/play-pages.ts";
import { useSystem } from "#tests/support/system.ts";

const system = useSystem();
afterEach(() => vi.restoreAllMocks());

const [found] = loadOffices().filter(({ examples }) => examples.some((e) => e.example.signOffs?.length));
const { office } = found!;
const { at: _, ...example } = found!.examples.find((e) => e.example.signOffs?.length)!.example;
const signOffs = example.signOffs?.map(({ at: _, ...said }) => said);
const author = office.people!.find((p) => p.id === example.author)!;
const MINUTE = 60_000;

/** One tick of the document function; what it tells CloudWatch. */
async function tick(): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  await system().invoke("document", {});
  write.mockRestore();
  return lines.filter((line) => line.includes("_aws")).map((line) => JSON.parse(line));
}

test("a record that cannot be sealed is tried again, and after fifteen minutes people are told", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  system().faults.plan({ kind: "error", match: ({ service }) => service === "kms", every: 1 });
  const { id } = await play(system(), office, { ...example, signOffs });
  // Signs in each time: a session does not last as long as this test's days.
  const page = async () => (await (await signIn(system(), author.email)).get(`/records/${id}`)).html;
  expect(await page()).toContain("Decided");
  expect(await tick()).toEqual([]);
  expect(await page()).not.toContain("The sealed PDF is late");

  system().advance(16 * MINUTE);
  const [told, ...more] = await tick();
  expect(more).toEqual([]);
  expect(told).toMatchObject({ Stage: "local", [OVERDUE]: 1 });
  expect(told?._aws).toMatchObject({
    CloudWatchMetrics: [
      { Namespace: "countersign", Dimensions: [["Stage"]], Metrics: [{ Name: OVERDUE, Unit: "Count" }] },
    ],
  });
  expect(await page()).toContain("The sealed PDF is late");

  system().advance(24 * 60 * MINUTE);
  expect(await tick()).toHaveLength(1);
  system().faults.clear();
  expect(await tick()).toEqual([]);
  expect(await page()).toContain("Published");
  expect(await page()).not.toContain("The sealed PDF is late");
});
