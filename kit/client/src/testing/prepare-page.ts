import pageConsole from 'node:console';
import { cleanup, configure } from '@testing-library/react';
import type { DetachedWindowAPI } from 'happy-dom';
import { afterEach, beforeEach, vi } from 'vitest';

declare global {
  interface Window {
    readonly happyDOM?: DetachedWindowAPI;
  }
}

/**
 * Prepares a test file in the environment `happy-dom`: what a test has rendered is removed after it,
 * and the address is that of the page's root again. Calls reach servers on other ports.
 */
export function preparePage(): void {
  // Generous, for busy machines: it only delays the report of a test that fails.
  configure({ asyncUtilTimeout: 240_000 });
  if (window.happyDOM === undefined) throw new Error('The environment is not happy-dom.');
  window.happyDOM.settings.fetch.disableSameOriginPolicy = true;
  beforeEach(() => {
    // The browser prints each call that fails to this console, and tests let calls fail.
    vi.spyOn(pageConsole, 'error').mockImplementation(() => {});
  });
  afterEach(() => {
    cleanup();
    history.replaceState(null, '', '/');
  });
}
