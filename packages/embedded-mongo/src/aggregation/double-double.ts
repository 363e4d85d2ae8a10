/**
 * A sum of doubles that keeps what rounding drops, as the server's own summation does: ten times
 * 0.1 is 1, whatever the order.
 */
export class DoubleDouble {
  private high = 0;
  private low = 0;
  private special = 0;

  add(value: number): void {
    if (!Number.isFinite(value)) {
      this.special += value;
      return;
    }
    const sum = this.high + value;
    const part = sum - this.high;
    const error = this.high - (sum - part) + (value - part);
    this.high = sum;
    this.low += error;
  }

  value(): number {
    return this.special !== 0 ? this.special : this.high + this.low;
  }
}
