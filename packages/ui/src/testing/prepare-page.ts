import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

/** Prepares a test file in the environment `happy-dom`: what a test has rendered is removed after it. */
export function preparePage(): void {
  // Generous, for busy machines: it only delays the report of a test that fails.
  configure({ asyncUtilTimeout: 240_000 });
  afterEach(cleanup);
}
