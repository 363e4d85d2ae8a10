import { Double } from 'bson';
import { mongoError } from '../../mongo-error.ts';
import type { Collation } from '../values/collation-types.ts';
import { compareValues } from '../values/compare.ts';
import { toDouble } from '../values/number.ts';
import { fieldsOf, isNullish, isNumber, isObject, typeName } from '../values/value-type.ts';
import type { Accumulator } from './accumulator-types.ts';
import { NumberSum } from './number-sum.ts';
import { mean } from './operators/arithmetic.ts';
import { ValueSet } from './value-set.ts';

class Sum implements Accumulator {
  private readonly sum = new NumberSum();
  add(value: unknown): void {
    this.sum.add(value);
  }
  result(): unknown {
    return this.sum.total();
  }
}

class Average implements Accumulator {
  private readonly sum = new NumberSum();
  add(value: unknown): void {
    this.sum.add(value);
  }
  result(): unknown {
    return this.sum.count === 0 ? null : mean(this.sum.total(), this.sum.count);
  }
}

class Count implements Accumulator {
  private readonly sum = new NumberSum();
  add(): void {
    this.sum.add(1);
  }
  result(): unknown {
    return this.sum.total();
  }
}

class Extreme implements Accumulator {
  private best: unknown;
  private readonly sign: 1 | -1;
  private readonly collation: Collation | undefined;
  constructor(sign: 1 | -1, collation: Collation | undefined) {
    this.sign = sign;
    this.collation = collation;
  }
  add(value: unknown): void {
    if (isNullish(value)) return;
    if (this.best === undefined || compareValues(value, this.best, this.collation) === this.sign) {
      this.best = value;
    }
  }
  result(): unknown {
    return this.best ?? null;
  }
}

class First implements Accumulator {
  private value: unknown;
  private isSet = false;
  add(value: unknown): void {
    if (this.isSet) return;
    this.value = value;
    this.isSet = true;
  }
  result(): unknown {
    return this.value ?? null;
  }
}

class Last implements Accumulator {
  private value: unknown;
  add(value: unknown): void {
    this.value = value;
  }
  result(): unknown {
    return this.value ?? null;
  }
}

class Push implements Accumulator {
  private readonly values: unknown[] = [];
  add(value: unknown): void {
    if (value !== undefined) this.values.push(value);
  }
  result(): unknown {
    return [...this.values];
  }
}

class AddToSet implements Accumulator {
  private readonly values: ValueSet;
  constructor(collation: Collation | undefined) {
    this.values = new ValueSet(collation);
  }
  add(value: unknown): void {
    if (value !== undefined) this.values.add(value);
  }
  result(): unknown {
    return this.values.toArray();
  }
}

class MergeObjects implements Accumulator {
  private merged: Record<string, unknown> = {};
  add(value: unknown): void {
    if (isNullish(value)) return;
    if (!isObject(value)) {
      throw mongoError(
        40400,
        `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
      );
    }
    this.merged = { ...this.merged, ...fieldsOf(value) };
  }
  result(): unknown {
    return this.merged;
  }
}

/** Running standard deviation by Welford's algorithm. */
class StandardDeviation implements Accumulator {
  private count = 0;
  private mean = 0;
  private squares = 0;
  private readonly isSample: boolean;
  constructor(isSample: boolean) {
    this.isSample = isSample;
  }
  add(value: unknown): void {
    if (!isNumber(value)) return;
    const x = toDouble(value);
    this.count += 1;
    const delta = x - this.mean;
    this.mean += delta / this.count;
    this.squares += delta * (x - this.mean);
  }
  result(): unknown {
    const divisor = this.isSample ? this.count - 1 : this.count;
    return divisor < 1 ? null : new Double(Math.sqrt(this.squares / divisor));
  }
}

/** Creates an accumulator for one group. */
export type MakeAccumulator = (collation: Collation | undefined) => Accumulator;

/** Accumulators with one expression (manual: reference/operator/aggregation/group/). */
export const ACCUMULATORS: ReadonlyMap<string, MakeAccumulator> = new Map<string, MakeAccumulator>([
  ['$sum', () => new Sum()],
  ['$avg', () => new Average()],
  ['$min', (collation) => new Extreme(-1, collation)],
  ['$max', (collation) => new Extreme(1, collation)],
  ['$first', () => new First()],
  ['$last', () => new Last()],
  ['$push', () => new Push()],
  ['$addToSet', (collation) => new AddToSet(collation)],
  ['$mergeObjects', () => new MergeObjects()],
  ['$count', () => new Count()],
  ['$stdDevPop', () => new StandardDeviation(false)],
  ['$stdDevSamp', () => new StandardDeviation(true)],
]);
