import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningProgram, runNode, stopEmbedded } from '@trastienda/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

let dataDir: string;
let program: RunningProgram;
let url = '';

beforeAll(async () => {
  expect(existsSync('dist/index.html'), 'the page is built: pnpm build').toBe(true);
  dataDir = await mkdtemp(join(tmpdir(), 'notes-page-'));
  const args = ['tsx', '--conditions=@trastienda/source', '../api/src/main.ts'];
  program = runNode('--import', args, { DATA_DIR: dataDir, PORT: '0' });
  [, url = ''] = await program.waitFor(/"url":"([^"]+)","msg":"listening"/);
});

afterAll(async () => {
  program.child.kill('SIGKILL');
  await program.ended;
  await stopEmbedded(join(dataDir, 'mongo'));
  await rm(dataDir, { recursive: true, force: true });
});

test.each(['/', '/verify-email', '/reset-password'])(
  'The server has the page at %s',
  async (path) => {
    const response = await fetch(`${url}${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await response.text()).toContain('<title>Notes</title>');
  },
);

test('Script and style of the page load under its policy, and may be cached for good', async () => {
  const html = await (await fetch(url)).text();
  const paths = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(paths).toHaveLength(2);
  const files = await Promise.all(paths.map((path) => fetch(`${url}${path}`)));
  expect(files.map(({ status }) => status)).toEqual([200, 200]);
  const types = files.map(({ headers }) => headers.get('content-type'));
  expect(types.join()).toMatch(/text\/javascript/);
  expect(types.join()).toMatch(/text\/css/);
  for (const { headers } of files) expect(headers.get('cache-control')).toContain('immutable');
  // Nothing in the page needs what its policy forbids.
  expect(html).not.toMatch(/<script>|<style>| style=| on\w+=/);
  expect((await fetch(`${url}/assets/missing.js`)).status).toBe(404);
});
