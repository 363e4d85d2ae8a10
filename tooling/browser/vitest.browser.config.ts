import { defineConfig } from 'vitest/config';
import base from '../vitest/base.ts';
import { findChromium } from './src/find-chromium.ts';

const hasBrowser = findChromium() !== null;
if (!hasBrowser) {
  console.warn(
    'The browser tests are skipped: no Chromium or Chrome is on the path. Install one (on Debian: apt-get install chromium), or name it in the variable CHROMIUM.',
  );
}

/** Tests of the built pages. A file has a shop and a browser: two files at once keep two cores busy. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: hasBrowser ? ['src/**/*.browser.test.ts'] : [],
    passWithNoTests: !hasBrowser,
    maxWorkers: 2,
  },
});
