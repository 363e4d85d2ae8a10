export { createCollation } from './collation.ts';
export { compareValues, valuesEqual } from './compare.ts';
export { describe, describeDocument } from './describe.ts';
export { getField, setField } from './fields.ts';
export { extractIndexKeys } from './index-keys.ts';
export { dependsOnCollation, intersectIntervals, intervalsOf, isPoint } from './intervals.ts';
export { encodeKey, encodeKeyRange, encodeLossyKey, MAX_KEY_BYTES } from './key-encoding.ts';
export { compileFilter } from './matcher.ts';
export { toBigInt, toDouble, toSafeInteger } from './number.ts';
export { valuesAtPath } from './paths.ts';
export { compileProjection } from './projection.ts';
export { compileSort } from './sort.ts';
export type {
  Collation,
  ComparisonNode,
  CompiledFilter,
  CompiledProjection,
  CompiledSort,
  CompiledUpdate,
  Document,
  ElemMatchNode,
  EncodedKey,
  EvaluationOptions,
  ExistsNode,
  FilterNode,
  IndexKeyOptions,
  IndexKeys,
  InNode,
  IntervalEnd,
  KeyRange,
  LogicalNode,
  MatchResult,
  OtherNode,
  RegexNode,
  UpdateContext,
  UpdateOptions,
  ValueInterval,
} from './types.ts';
export { compileUpdate } from './update.ts';
export { upsertBase } from './upsert.ts';
export { isNumber, isObject, typeName, typeNumber } from './value-type.ts';
