export { evaluateLet } from './expressions/variables.ts';
export type { CompiledFilter, FilterNode } from './filters/filter-types.ts';
export {
  dependsOnCollation,
  intersectIntervals,
  intervalsOf,
  isPoint,
} from './filters/intervals.ts';
export { compileFilter } from './filters/matcher.ts';
export { extractIndexKeys } from './keys/index-keys.ts';
export { encodeKey, encodeKeyRange, encodeLossyKey, MAX_KEY_BYTES } from './keys/key-encoding.ts';
export type { CompiledSort, IndexKeys, ValueInterval } from './keys/key-types.ts';
export { compileSort } from './keys/sort.ts';
export { compilePipeline } from './pipelines/pipeline.ts';
export type {
  CompiledPipeline,
  DocumentStream,
  MergeDecision,
  MergeTarget,
  PipelineHost,
} from './pipelines/types.ts';
export { compileProjection } from './projections/projection.ts';
export type { CompiledProjection } from './projections/projection-types.ts';
export { fillEmptyTimestamps } from './updates/empty-timestamps.ts';
export { compileUpdate } from './updates/update.ts';
export type { CompiledUpdate } from './updates/update-types.ts';
export { upsertBase } from './updates/upsert.ts';
export { createCollation } from './values/collation.ts';
export type { Collation } from './values/collation-types.ts';
export { compareValues, valuesEqual } from './values/compare.ts';
export { isDBRefField } from './values/fields.ts';
export { valuesAtPath } from './values/paths.ts';
export { typeName, typeNumber } from './values/value-type.ts';
