/** A way of doing something that is to be timed. */
export type Contender = () => Promise<unknown>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return Number.isInteger(middle) ? (at(middle - 1) + at(middle)) / 2 : at(Math.floor(middle));
}

/**
 * Times two contenders in turn, so that a machine that gets slower slows both, and gives the
 * median of the rounds' ratios (ours / theirs; below 1 ours is faster) with both medians in ms.
 */
export async function compare(
  ours: Contender,
  theirs: Contender,
  { rounds = 200, warmUp = 20 } = {},
): Promise<{ ratio: number; oursMs: number; theirsMs: number }> {
  const time = async (contender: Contender) => {
    const startedAt = performance.now();
    await contender();
    return performance.now() - startedAt;
  };
  const figures: { ours: number; theirs: number }[] = [];
  for (let round = -warmUp; round < rounds; round += 1) {
    const isOursFirst = round % 2 === 0;
    const first = await time(isOursFirst ? ours : theirs);
    const second = await time(isOursFirst ? theirs : ours);
    if (round < 0) continue;
    figures.push(isOursFirst ? { ours: first, theirs: second } : { ours: second, theirs: first });
  }
  return {
    ratio: median(figures.map((figure) => figure.ours / figure.theirs)),
    oursMs: median(figures.map((figure) => figure.ours)),
    theirsMs: median(figures.map((figure) => figure.theirs)),
  };
}
