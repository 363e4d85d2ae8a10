import { Decimal128, Double, Int32, Long } from 'bson';
import fc from 'fast-check';
import { expect, describe as group, test } from 'vitest';
import { intervalsOf } from '../filters/intervals.ts';
import { compileFilter } from '../filters/matcher.ts';
import { anyDocument, anyNumber, anyValue } from '../testing/arbitrary.ts';
import { compareValues } from '../values/compare.ts';
import { extractIndexKeys } from './index-keys.ts';
import { encodeKey, encodeKeyRange, encodeLossyKey, MAX_KEY_BYTES } from './key-encoding.ts';

const ASCENDING = [1, 1, 1] as const;

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Math.sign(Buffer.compare(a, b));
}

function compareKeys(
  a: readonly unknown[],
  b: readonly unknown[],
  directions: readonly (1 | -1)[],
): number {
  for (let i = 0; i < a.length; i += 1) {
    const order = compareValues(a[i], b[i]) * (directions[i] ?? 1);
    if (order !== 0) return order;
  }
  return 0;
}

group('encoded keys', () => {
  test('order numbers as comparison does', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (a, b) => {
        expect(compareBytes(encodeKey([a], [1]), encodeKey([b], [1]))).toBe(compareValues(a, b));
      }),
      { numRuns: 3000 },
    );
  });

  test('order any values as comparison does', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (a, b) => {
        expect(compareBytes(encodeKey([a], [1]), encodeKey([b], [1]))).toBe(compareValues(a, b));
      }),
      { numRuns: 3000 },
    );
  });

  test('order compound keys field by field, with descending fields inverted', () => {
    const direction = fc.constantFrom<1 | -1>(1, -1);
    fc.assert(
      fc.property(
        fc.tuple(anyValue, anyValue),
        fc.tuple(anyValue, anyValue),
        fc.tuple(direction, direction),
        (a, b, directions) => {
          const order = compareKeys(a, b, directions);
          expect(
            Math.abs(compareBytes(encodeKey(a, directions), encodeKey(b, directions)) - order),
          ).toBe(0);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('order strings that continue with a null byte, descending too', () => {
    for (const direction of [1, -1] as const) {
      const key = (value: string): Uint8Array => encodeKey([value], [direction]);
      expect(compareBytes(key('a'), key('a\0'))).toBe(-direction);
      expect(compareBytes(key('a\0'), key('a\0b'))).toBe(-direction);
    }
  });

  test('are equal for 5 in every number type', () => {
    const keys = [
      new Int32(5),
      Long.fromNumber(5),
      new Double(5),
      Decimal128.fromString('5.0'),
      5,
    ].map((n) => Buffer.from(encodeKey([n], [1])).toString('hex'));
    expect(new Set(keys).size).toBe(1);
  });

  test('never exceed the limit, and report truncation', () => {
    const long = encodeLossyKey(['x'.repeat(5000)], [1]);
    expect(long.bytes.length).toBe(MAX_KEY_BYTES);
    expect(long.isLossy).toBe(true);
    expect(encodeLossyKey(['x'], [1]).isLossy).toBe(false);
    expect(encodeKey([`${'x'.repeat(5000)}a`], [1])).not.toEqual(
      encodeKey([`${'x'.repeat(5000)}b`], [1]),
    );
  });

  test('of long values lie inside the range of their equality', () => {
    const value = 'x'.repeat(5000);
    const end = { value, inclusive: true };
    const { start, end: stop } = encodeKeyRange([], [1], { lower: end, upper: end });
    const key = encodeKey([value], [1]);
    expect(compareBytes(start, key)).toBeLessThanOrEqual(0);
    expect(compareBytes(key, stop)).toBeLessThan(0);
  });

  test('with a prefix lie inside the range of that prefix', () => {
    fc.assert(
      fc.property(anyValue, anyValue, fc.constantFrom<1 | -1>(1, -1), (a, b, direction) => {
        const directions = [direction, 1] as const;
        const { start, end } = encodeKeyRange([a], directions);
        const key = encodeKey([a, b], directions);
        expect(compareBytes(start, key)).toBeLessThanOrEqual(0);
        expect(compareBytes(key, end)).toBeLessThan(0);
      }),
    );
  });
});

group('index ranges', () => {
  const operator = fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte');
  const filters = fc.oneof(
    fc.tuple(operator, anyValue).map(([name, value]) => ({ [name]: value })),
    fc.array(anyValue, { maxLength: 4 }).map((values) => ({ $in: values })),
    fc
      .tuple(operator, anyValue, operator, anyValue)
      .map(([x, a, y, b]) => ({ $elemMatch: { [x]: a, [y]: b } })),
    fc.constant({ $exists: false }),
    fc.constantFrom('^a', '^', 'b', '^a*', '^é').map((pattern) => ({ $regex: pattern })),
  );

  test('include every document that matches, ascending and descending, with arrays', () => {
    fc.assert(
      fc.property(
        filters,
        fc.array(anyDocument, { maxLength: 8 }),
        fc.constantFrom<1 | -1>(1, -1),
        (spec, docs, direction) => {
          let filter: ReturnType<typeof compileFilter>;
          try {
            filter = compileFilter({ a: spec });
          } catch {
            return; // Patterns and similar values as operands are errors, not ranges.
          }
          const intervals = intervalsOf(filter.ast);
          if (!intervals) return;
          const ranges = intervals.map((interval) => encodeKeyRange([], [direction], interval));
          for (const doc of docs) {
            if (!filter.matches(doc)) continue;
            const keys = extractIndexKeys(doc, { a: direction }).keys.map((key) =>
              encodeKey(key, [direction]),
            );
            const isFound = keys.some((key) =>
              ranges.some(
                ({ start, end }) => compareBytes(start, key) <= 0 && compareBytes(key, end) < 0,
              ),
            );
            expect(isFound).toBe(true);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('of one filter do not overlap, so that no key is visited twice', () => {
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 6 }), anyValue, (values, probe) => {
        let filter: ReturnType<typeof compileFilter>;
        try {
          filter = compileFilter({ a: { $in: values } });
        } catch {
          return;
        }
        const key = encodeKey([probe], ASCENDING);
        const hits = (intervalsOf(filter.ast) ?? []).filter((interval) => {
          const { start, end } = encodeKeyRange([], ASCENDING, interval);
          return compareBytes(start, key) <= 0 && compareBytes(key, end) < 0;
        });
        expect(hits.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });
});
