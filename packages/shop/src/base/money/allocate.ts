/** Participant in an allocation; `key` breaks ties between equal remainders. */
interface Share {
  readonly key: string;
  /** A non-negative integer. */
  readonly weight: number;
}

/**
 * Allocates an integer in proportion to weights by the largest remainder method. The parts sum to
 * `total` exactly, and none exceeds its weight. Units left over after rounding down go, one each,
 * to the largest remainders; equal remainders are ordered by key, so the order of the shares does
 * not matter. `total` is at most the sum of the weights. All inputs are multiples of `step`, and so
 * are the parts.
 */
export function allocate(total: number, shares: readonly Share[], step: number): number[] {
  const units = shares.map(({ key, weight }) => ({ key, weight: weight / step }));
  return allocateUnits(total / step, units).map((part) => part * step);
}

function allocateUnits(total: number, shares: readonly Share[]): number[] {
  const whole = shares.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
  if (whole === 0n) return shares.map(() => 0);
  const parts = shares.map(({ key, weight }, index) => {
    const product = BigInt(total) * BigInt(weight);
    return { index, key, amount: Number(product / whole), remainder: product % whole };
  });
  const given = parts.reduce((sum, { amount }) => sum + amount, 0);
  const byRemainder = parts.toSorted((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
    if (a.key !== b.key) return a.key < b.key ? -1 : 1;
    return a.index - b.index;
  });
  const isGivenOneMore = new Set(byRemainder.slice(0, total - given).map(({ index }) => index));
  return parts.map(({ index, amount }) => amount + (isGivenOneMore.has(index) ? 1 : 0));
}
