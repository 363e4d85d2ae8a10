import { Double, Int32 } from 'bson';
import { fromBigInt, toDecimal, widerKind } from '../values/arithmetic.ts';
import { type Decimal, exactDecimal, writeDecimal } from '../values/decimal.ts';
import { addDecimals } from '../values/decimal-arithmetic.ts';
import { type NumberKind, numberKind, toBigInt, toDouble } from '../values/number.ts';
import { DoubleDouble } from './double-double.ts';

/** Sum of numbers of any type. Ignores other values. */
export class NumberSum {
  count = 0;
  private kind: NumberKind = 'int';
  private integers = 0n;
  private smallIntegers = 0;
  private readonly doubles = new DoubleDouble();
  private decimals: Decimal = { coefficient: 0n, exponent: 0 };

  add(value: unknown): void {
    const kind = numberKind(value);
    if (!kind) return;
    this.count += 1;
    this.kind = widerKind(this.kind, kind);
    if (kind === 'int') this.addSmall(toDouble(value));
    else if (kind === 'long') this.integers += toBigInt(value) ?? 0n;
    else if (kind === 'double') this.doubles.add(toDouble(value));
    else this.decimals = addDecimals(this.decimals, toDecimal(value));
  }

  private addSmall(value: number): void {
    this.smallIntegers += value;
    if (Math.abs(this.smallIntegers) > 2 ** 50) {
      this.integers += BigInt(this.smallIntegers);
      this.smallIntegers = 0;
    }
  }

  private integerTotal(): bigint {
    return this.integers + BigInt(this.smallIntegers);
  }

  private doubleTotal(): number {
    const total = this.integerTotal();
    const high = Number(total);
    this.doubles.add(high);
    // Add separately the low part of a large integer that does not fit into the double.
    this.doubles.add(Number(total - BigInt(high)));
    this.integers = 0n;
    this.smallIntegers = 0;
    return this.doubles.value();
  }

  private decimalTotal(): Decimal {
    const integers = { coefficient: this.integerTotal(), exponent: 0 };
    let total = addDecimals(this.decimals, integers);
    // Adds doubles with 34 digits, not with the 15 of a plain conversion.
    for (const part of this.doubles.parts()) {
      if (part !== 0) total = addDecimals(total, exactDecimal(part));
    }
    return total;
  }

  /** Returns the total in the widest type seen. A long that overflows becomes a double. */
  total(): unknown {
    if (this.count === 0) return new Int32(0);
    if (this.kind === 'decimal') return writeDecimal(this.decimalTotal());
    if (this.kind === 'double') return new Double(this.doubleTotal());
    const total = this.integerTotal();
    return fromBigInt(total, this.kind) ?? new Double(Number(total));
  }
}
