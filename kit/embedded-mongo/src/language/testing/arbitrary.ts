import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import fc from 'fast-check';
import type { Document } from '../../bson/document.ts';

const interestingDoubles = [
  0,
  -0,
  1,
  -1,
  0.1,
  1.5,
  1e300,
  -1e300,
  5e-324,
  2 ** 53,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.MAX_VALUE,
];

const decimalText = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: -330, max: 330 }))
  .map(([coefficient, exponent]) => `${coefficient}E${exponent}`);

/** Generates numbers of all four types, many of them equal or close. */
export const anyNumber: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map((n) => new Int32(n)),
  fc.integer({ min: -20, max: 20 }).map((n) => Long.fromNumber(n)),
  fc.integer({ min: -20, max: 20 }).map((n) => new Double(n)),
  fc.integer({ min: -200, max: 200 }).map((n) => Decimal128.fromString(`${n}E-1`)),
  fc.maxSafeInteger().map((n) => Long.fromNumber(n)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n)),
  fc.bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 5n }).map((n) => Long.fromBigInt(n)),
  fc
    .bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 5n })
    .map((n) => Decimal128.fromString(`${n}.5`)),
  fc.double().map((n) => new Double(n)),
  fc.constantFrom(...interestingDoubles).map((n) => new Double(n)),
  decimalText.map((text) => Decimal128.fromString(text)),
  fc
    .constantFrom(
      'NaN',
      'Infinity',
      '-Infinity',
      '1E+6000',
      '-1E+6000',
      '1E-6000',
      '-1E-6000',
      '0E+3',
      '0.1',
    )
    .map((text) => Decimal128.fromString(text)),
);

const shortText = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom('', 'a', 'a\0', 'a\0b', '\0', 'ab', 'é', '\uffee', '\u{1f600}', 'z'),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: anyNumber },
  { weight: 3, arbitrary: shortText },
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 3 }).map((bytes) => new Binary(bytes)),
  fc.constantFrom(new MinKey(), new MaxKey(), new BSONRegExp('a', 'i'), new BSONRegExp('a')),
  fc.tuple(fc.nat(3), fc.nat(3)).map(([t, i]) => new Timestamp({ t, i })),
);

const fieldName = fc.constantFrom('a', 'b', 'c', '');

/** Generates any BSON value, including documents and arrays. */
export const anyValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fieldName, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** Generates documents with the fields a, b and c, whose values often coincide. */
export const anyDocument: fc.Arbitrary<Document> = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  anyValue,
  { maxKeys: 3, noNullPrototype: true },
);
