/**
 * How many runs a property test makes: `few` as a rule, `many` under
 * `vitest run --mode thorough`.
 */
export function runCount(few: number, many: number): number {
  const env: unknown = Reflect.get(import.meta, 'env');
  const isEnv = typeof env === 'object' && env !== null;
  return isEnv && Reflect.get(env, 'MODE') === 'thorough' ? many : few;
}
