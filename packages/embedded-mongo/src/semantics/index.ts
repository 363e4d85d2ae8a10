export { createCollation } from './collation.ts';
export { compareValues, valuesEqual } from './compare.ts';

export { fillEmptyTimestamps } from './empty-timestamps.ts';
export { isDBRefField } from './fields.ts';
export { extractIndexKeys } from './index-keys.ts';
export { dependsOnCollation, intersectIntervals, intervalsOf, isPoint } from './intervals.ts';
export { encodeKey, encodeKeyRange, encodeLossyKey, MAX_KEY_BYTES } from './key-encoding.ts';
export { compileFilter } from './matcher.ts';

export { valuesAtPath } from './paths.ts';
export { compileProjection } from './projection.ts';
export { compileSort } from './sort.ts';
export type {
  Collation,
  CompiledFilter,
  CompiledProjection,
  CompiledSort,
  CompiledUpdate,
  Document,
  FilterNode,
  IndexKeys,
  ValueInterval,
} from './types.ts';
export { compileUpdate } from './update.ts';
export { upsertBase } from './upsert.ts';
export { typeName, typeNumber } from './value-type.ts';
