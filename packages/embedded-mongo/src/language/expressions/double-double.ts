/**
 * A sum of doubles as a double and what its rounding left over, which goes into the next addition
 * (Knuth's 2Sum and Dekker's fast 2Sum): ten times 0.1 is 1, as it is for the server.
 */
export class DoubleDouble {
  private high = 0;
  private low = 0;
  /** The plain sum, which says how infinities and NaN add up. */
  private plain = 0;

  add(value: number): void {
    this.plain += value;
    const addend = value + this.low;
    const left = this.low - (addend - value);
    const sum = this.high + addend;
    const fromHigh = sum - addend;
    const error = this.high - fromHigh + (addend - (sum - fromHigh));
    this.high = sum;
    this.low = left + error;
  }

  /** The double nearest to the sum. */
  value(): number {
    return Number.isFinite(this.high) ? this.high : this.plain;
  }

  /** The sum in two doubles; the second is far smaller. */
  parts(): readonly [number, number] {
    return Number.isFinite(this.high) ? [this.high, this.low] : [this.plain, 0];
  }
}
