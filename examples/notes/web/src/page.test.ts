import { existsSync } from 'node:fs';
import { useStarted } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { startNotes } from './testing/start-notes.ts';

expect(existsSync('dist/index.html'), 'the page is built: pnpm build').toBe(true);
const { url } = await useStarted(startNotes);

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
