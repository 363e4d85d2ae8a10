import type { Operator } from '../expression-types.ts';
import { accumulatingOperators } from './accumulating.ts';
import { arithmeticOperators } from './arithmetic.ts';
import { arrayIterationOperators } from './array-iteration.ts';
import { arrayOperators } from './arrays.ts';
import { comparisonOperators } from './comparison.ts';
import { conditionalOperators } from './conditional.ts';
import { conversionOperators } from './conversion.ts';
import { datePartOperators } from './date-parts.ts';
import { dateOperators } from './dates.ts';
import { objectOperators } from './objects.ts';
import { regexOperators } from './regex-operators.ts';
import { setOperators } from './sets.ts';
import { stringOperators } from './strings.ts';

/** All supported expression operators. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  [
    accumulatingOperators,
    arithmeticOperators,
    arrayIterationOperators,
    arrayOperators,
    comparisonOperators,
    conditionalOperators,
    conversionOperators,
    dateOperators,
    datePartOperators,
    objectOperators,
    regexOperators,
    setOperators,
    stringOperators,
  ].flatMap((group) => Object.entries(group)),
);

/** Operators of MongoDB that are refused by name. */
export const UNSUPPORTED_OPERATORS: ReadonlySet<string> = new Set([
  '$function',
  '$accumulator',
  '$meta',
  '$sampleRate',
  '$toHashedIndexKey',
  '$sigmoid',
  '$subtype',
  '$bitAnd',
  '$bitNot',
  '$bitOr',
  '$bitXor',
  '$bsonSize',
  '$binarySize',
  '$degreesToRadians',
  '$radiansToDegrees',
  '$sin',
  '$cos',
  '$tan',
  '$asin',
  '$acos',
  '$atan',
  '$atan2',
  '$asinh',
  '$acosh',
  '$atanh',
  '$sinh',
  '$cosh',
  '$tanh',
  '$tsSecond',
  '$tsIncrement',
  '$percentile',
  '$median',
  '$toUUID',
  '$toArray',
  '$toObject',
  '$createObjectId',
  '$createUUID',
  '$serializeEJSON',
  '$deserializeEJSON',
  '$hash',
  '$hexHash',
  '$similarityCosine',
  '$similarityDotProduct',
  '$similarityEuclidean',
  '$encStrContains',
  '$encStrStartsWith',
]);
