import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppEnv } from '../app-env.ts';
import { serveBuiltFiles } from './serve-built-files.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'built-files-'));
  await mkdir(join(root, 'assets'));
  await writeFile(join(root, 'assets', 'page-1a2b.js'), 'export {};');
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('A file with a hash in its name is kept for a year, and its absence by no cache', async () => {
  const app = new Hono<AppEnv>();
  serveBuiltFiles(app, { root });
  const found = await app.request('/assets/page-1a2b.js');
  expect([found.status, found.headers.get('cache-control')]).toEqual([
    ...[200, 'public, max-age=31536000, immutable'],
  ]);
  // While a new version is rolled out, the next process may have it.
  const missing = await app.request('/assets/page-3c4d.js');
  expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store']);
  expect(missing.headers.get('x-content-type-options')).toBe('nosniff');
});
