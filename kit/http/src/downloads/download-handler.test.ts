import { BaseError } from '@trastienda/base';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ROLES } from '../testing/notes-router.ts';
import { STAFF_TOKEN, useTestServer } from '../testing/start-test-server.ts';
import { defineDownload } from './download.ts';

const [access = ''] = ROLES.permissions;
const made: number[] = [];
let onEnd = () => {};

/** Lines of 64 KiB, the numbers of which are noted when they are made. */
async function* lines(count: number, failAt: number) {
  try {
    for (let line = 0; line < count; line += 1) {
      made.push(line);
      if (line === failAt) throw new BaseError('DATABASE_BUSY');
      yield `${String(line).padEnd(65_535, '.')}\n`;
    }
  } finally {
    onEnd();
  }
}

const { url, lines: logged } = await useTestServer({
  app: {
    downloads: [
      defineDownload({
        ...{ path: 'notes/all.txt', access, cost: 7 },
        input: z.object({
          count: z.coerce.number().int().max(10_000),
          failAt: z.coerce.number(),
        }),
        open: ({ input: { count, failAt } }) => ({
          fileName: `notes-${count}.txt`,
          mediaType: 'text/plain; charset=utf-8',
          chunks: lines(count, failAt),
        }),
      }),
    ],
  },
});

const authorization = `Bearer ${STAFF_TOKEN}`;
const download = (query: string, init: RequestInit = {}) => {
  made.length = 0;
  return fetch(`${url}/downloads/notes/all.txt?${query}`, { headers: { authorization }, ...init });
};

describe('A download', () => {
  test('is sent as a file that no cache stores', async () => {
    const answer = await download('count=3&failAt=-1');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="notes-3.txt"');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await answer.text()).split('\n').map((line) => line[0])).toEqual([
      ...['0', '1', '2'],
      undefined,
    ]);
  });

  test('is made no faster than it is taken, and ends when its caller leaves', async () => {
    const leaving = new AbortController();
    const ended = new Promise<void>((resolve) => {
      onEnd = resolve;
    });
    const answer = await download('count=10000&failAt=-1', { signal: leaving.signal });
    const reader = answer.body?.getReader();
    await reader?.read();
    leaving.abort();
    await ended;
    // Sockets have buffers of a few megabytes; the file would have 640.
    expect(made.length).toBeLessThan(2000);
  });

  test.each([
    ['without credentials', {}, 401, 'ACTOR_UNAUTHENTICATED'],
    ['with an unknown token', { authorization: 'Bearer no' }, 401, 'TOKEN_INVALID'],
  ])('is refused %s, and not begun', async (_what, headers, status, reason) => {
    const answer = await download('count=1&failAt=-1', { headers });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ reason });
    expect(made).toEqual([]);
  });

  test('with wrong parameters is refused as a call is', async () => {
    const answer = await download('count=many');
    expect(answer.status).toBe(400);
    const { reason, fields } = z
      .object({ reason: z.string(), fields: z.record(z.string(), z.unknown()) })
      .parse(await answer.json());
    expect(reason).toBe('INPUT_INVALID');
    expect(Object.keys(fields)).toEqual(['count', 'failAt']);
  });

  test('that fails before its first part is answered as a call is', async () => {
    const answer = await download('count=2&failAt=0');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ reason: 'DATABASE_BUSY' });
  });

  test('that fails later is broken off, not cut off', async () => {
    // The server of Node reports broken streams there, too.
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const answer = await download('count=2&failAt=1');
    await expect(answer.text()).rejects.toThrow();
    expect(logged()).toContainEqual(expect.objectContaining({ msg: 'download' }));
  });

  test('exists at its path and with GET alone', async () => {
    const unknown = await fetch(`${url}/downloads/notes/none.txt`, { headers: { authorization } });
    expect(unknown.status).toBe(404);
    const posted = await download('count=1&failAt=-1', { method: 'POST' });
    expect(posted.status).toBe(405);
  });
});
