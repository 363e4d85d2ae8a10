export {
  dependsOnCollation,
  intersectIntervals,
  intervalsOf,
  isPoint,
} from './filters/intervals.ts';
export { compileFilter } from './filters/matcher.ts';
export { extractIndexKeys } from './keys/index-keys.ts';
export { encodeKey, encodeKeyRange, encodeLossyKey, MAX_KEY_BYTES } from './keys/key-encoding.ts';
export { compileSort } from './keys/sort.ts';
export { compileProjection } from './projections/projection.ts';
export { fillEmptyTimestamps } from './updates/empty-timestamps.ts';
export { compileUpdate } from './updates/update.ts';
export { upsertBase } from './updates/upsert.ts';
export { createCollation } from './values/collation.ts';
export { compareValues, valuesEqual } from './values/compare.ts';
export { isDBRefField } from './values/fields.ts';
export { valuesAtPath } from './values/paths.ts';
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
} from './values/types.ts';
export { typeName, typeNumber } from './values/value-type.ts';
