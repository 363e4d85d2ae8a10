import { createHash } from 'node:crypto';
import { createOpenApi } from '@trastienda/procedures/openapi';
import { at } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import { ERRORS, notesRouter } from '../testing/notes-router.ts';
import { useTestServer } from '../testing/start-test-server.ts';
import { createReference } from './create-reference.ts';

const SCRIPT = `window.Scalar = {};${'//'.repeat(5000)}`;
let reads = 0;
const info = { title: 'Notes', version: '1.0.0', description: 'Notes for everyone.' };
const server = await useTestServer({
  app: createReference({
    title: 'Notes <API>',
    document: () => createOpenApi(notesRouter, { info, names: [], errors: ERRORS }),
    async readScript() {
      reads += 1;
      if (reads === 1) throw new Error('The file is away.');
      return SCRIPT;
    },
  }),
});
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers });

const first = await get('/docs');
const second = await get('/docs');

test('A script that cannot be read is read again at the next request, and once it could, no more', async () => {
  expect([first.status, second.status]).toEqual([500, 200]);
  expect((await get('/docs')).status).toBe(200);
  expect(reads).toBe(2);
});

describe('The page of the reference', async () => {
  const page = await second.text();
  const [, inline = ''] = /<script>(.*?)<\/script>/s.exec(page) ?? [];

  test('configures Scalar so that it calls no other server', () => {
    const [, json = ''] = /createApiReference\('#reference', (.*)\)$/s.exec(inline) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      url: '/docs/openapi.json',
      ...{ agent: { disabled: true }, mcp: { disabled: true }, telemetry: false },
      ...{ hideClientButton: true, proxyUrl: '', withDefaultFonts: false },
      externalUrls: { apiBaseUrl: '', dashboardUrl: '', proxyUrl: '', registryUrl: '' },
    });
    expect(page).not.toMatch(/https?:/);
    expect(page).toContain('<title>Notes &lt;API&gt;</title>');
  });

  test('runs its own scripts alone, which reach nothing but this server', () => {
    // Padded base64: Firefox runs no script whose hash is written otherwise.
    const hash = createHash('sha256').update(inline).digest('base64');
    expect(second.headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      `script-src 'self' 'sha256-${hash}'`,
      "style-src 'unsafe-inline'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(second.headers.get('cache-control')).toBe('no-cache');
  });

  const [, path = ''] = /<script src="([^"]+)"/.exec(page) ?? [];

  test.each([
    ['gzip, br', 'gzip'],
    ['br;q=1.0, gzip;q=0.8', 'gzip'],
    ['gzip;q=0, identity', null],
    ['identity', null],
  ])('has a script that is cached for good, for %s in %s', async (accepted, coding) => {
    const script = await get(path, { 'accept-encoding': accepted });
    expect(script.headers.get('content-encoding')).toBe(coding);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(await script.text()).toBe(SCRIPT);
  });

  test('has no script under a name of other content', async () => {
    expect((await get('/docs/assets/reference-0123456789abcdef.js')).status).toBe(404);
  });
});

describe('The document of the reference', async () => {
  const response = await get('/docs/openapi.json');
  const document: unknown = await response.json();
  const descriptionOf = (path: string, method: string) =>
    String(at(document, 'paths', path, method, 'description')).split('\n');

  test('says what an operation promises', () => {
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(descriptionOf('/notes/by-slug/{slug}', 'put')).toEqual(
      expect.arrayContaining([
        '- **Access**: callers with the permission `notes:write`',
        '- **Repeated call**: has no further effect',
        '- **Cost**: 1 point',
        '- **Deadline**: 30 s',
      ]),
    );
    expect(descriptionOf('/auth/sign-in', 'post')).toEqual(
      expect.arrayContaining([
        '- **Access**: everyone',
        '- **Session**: starts, in a cookie or as a token in the response',
        '- **Cost**: 10 points; counted by the limits `auth` too',
      ]),
    );
    expect(descriptionOf('/notes/list-published', 'get')).toContain(
      '- **Cached**: 60 s in shared caches, and 600 s longer while they fetch a new answer; browsers ask before each use',
    );
  });

  test('says how an operation fails, and how every one does', () => {
    expect(descriptionOf('/notes/by-slug/{slug}', 'get')).toContain(
      '- `NOTE_NOT_FOUND` (404): There is no such note. Details: `slug`.',
    );
    const common = String(at(document, 'info', 'description'));
    expect(common).toContain('Notes for everyone.\n\n## Failures of every call');
    expect(common).toContain('- `RATE_LIMITED` (429): ');
  });
});
