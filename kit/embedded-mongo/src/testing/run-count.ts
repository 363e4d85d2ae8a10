/**
 * Returns the number of runs of a property test: `few` by default, `many` with `vitest run --mode
 * thorough`.
 */
export function runCount(few: number, many: number): number {
  const env: unknown = Reflect.get(import.meta, 'env');
  const isEnv = typeof env === 'object' && env !== null;
  return isEnv && Reflect.get(env, 'MODE') === 'thorough' ? many : few;
}
