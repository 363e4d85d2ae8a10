/**
 * Yields the results of works as they complete. No further work starts while the reader of the
 * results is busy with one.
 */
export async function* inOrderOfCompletion<Result>(
  works: readonly (() => Promise<Result>)[],
  concurrency: number,
): AsyncGenerator<Result, void> {
  const waiting = [...works.entries()];
  const running = new Map<number, Promise<{ readonly index: number; readonly result: Result }>>();
  const startMore = () => {
    for (const [index, work] of waiting.splice(0, concurrency - running.size)) {
      running.set(
        index,
        work().then((result) => ({ index, result })),
      );
    }
  };
  for (startMore(); running.size > 0; startMore()) {
    const { index, result } = await Promise.race(running.values());
    running.delete(index);
    yield result;
  }
}
