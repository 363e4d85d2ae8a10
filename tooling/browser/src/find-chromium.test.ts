import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';

const folder = await mkdtemp(join(tmpdir(), 'programs-'));
afterAll(() => rm(folder, { recursive: true }));

test('The browser is the one that the environment names, or the first on the path', async () => {
  const program = join(folder, 'chromium');
  await writeFile(program, '');
  expect(findChromium({ PATH: folder, CHROMIUM: 'chromium' })).toBeNull();
  await chmod(program, 0o755);
  expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(program);
  expect(findChromium({ CHROMIUM: program })).toBe(program);
  expect(findChromium({ PATH: folder, CHROMIUM: 'brave' })).toBeNull();
});
