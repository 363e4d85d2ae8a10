import { expect, test } from 'vitest';
import { findViolations } from './find-violations.ts';
import { useBrowser } from './use-browser.ts';

const { open } = await useBrowser();

test('The page at / is accessible, and asks no other server for anything', async () => {
  const page = await open('/');
  expect(await page.title()).not.toBe('');
  expect(await findViolations(page)).toEqual([]);
});
