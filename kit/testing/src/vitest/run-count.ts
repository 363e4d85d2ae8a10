import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** True when tests try all of their cases, as `.ci/full` does: see tooling/vitest/base.ts. */
    readonly isExhaustive: boolean;
  }
}

/**
 * Returns how many cases a test tries: `few` by default, which must have one of each kind, and `many`
 * with EXHAUSTIVE=1.
 */
export const runCount = (few: number, many: number): number =>
  inject('isExhaustive') ? many : few;
