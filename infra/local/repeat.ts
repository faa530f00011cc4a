/** Something done again and again in the background, never twice at once; a failure is logged and does not end it. */
export function repeat(name: string, everyMs: number, work: () => Promise<unknown>): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();
  const round = async () => {
    try {
      await work();
    } catch (error) {
      if (!stopped) console.error(`${name}:`, error);
    }
    if (!stopped) plan();
  };
  const plan = () => {
    timer = setTimeout(() => {
      current = round();
    }, everyMs);
  };
  plan();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await current;
  };
}
