/** Work on many things at once, but on no more than so many. Answers in the order of the things. */
export async function inParallel<T, R>(
  things: T[],
  most: number,
  work: (thing: T) => Promise<R>,
): Promise<R[]> {
  const answers = new Array<R>(things.length);
  let next = 0;
  const worker = async () => {
    while (next < things.length) {
      const i = next++;
      answers[i] = await work(things[i]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, things.length) }, worker));
  return answers;
}
