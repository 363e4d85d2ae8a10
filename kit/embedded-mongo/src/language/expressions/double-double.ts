/**
 * Compensated sum of doubles: a double plus the rounding error of the additions (Knuth's 2Sum and
 * Dekker's fast 2Sum). Ten times 0.1 is 1, as in MongoDB.
 */
export class DoubleDouble {
  private high = 0;
  private low = 0;
  /** Uncompensated sum, which handles infinities and NaN. */
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

  /** Returns the double nearest to the sum. */
  value(): number {
    return Number.isFinite(this.high) ? this.high : this.plain;
  }

  /** Returns the sum as two doubles, the second far smaller than the first. */
  parts(): readonly [number, number] {
    return Number.isFinite(this.high) ? [this.high, this.low] : [this.plain, 0];
  }
}
