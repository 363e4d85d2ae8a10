import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE_REQUESTS } from '../testing/hostile-requests.ts';
import { STAFF_TOKEN, startTestServer, type TestServer } from '../testing/start-test-server.ts';

let backRoom: TestServer;
beforeAll(async () => {
  backRoom = await startTestServer({
    app: { maxBodyBytes: 1024 * 1024, maxUploadBytes: 8 * 1024 * 1024, maxBatch: 20 },
  });
});
afterAll(() => backRoom.server.close());

const send = ({ path, ...init }: Pick<(typeof HOSTILE_REQUESTS)[number], 'path'> & RequestInit) =>
  fetch(`${backRoom.url}${path}`, init);

describe('A visitor', () => {
  test.each(HOSTILE_REQUESTS)(
    'who sends $name gets a response, and so do others',
    async (request) => {
      const answer = await send({ ...request, body: request.body ?? null });
      expect(answer.status).toBe(request.status);
      // An answer must not be the attack's echo.
      expect((await answer.text()).length).toBeLessThan(64 * 1024);
      expect((await fetch(`${backRoom.url}/trpc/catalog.list`)).status).toBe(200);
      expect(backRoom.lines().filter(({ level }) => level === 'error')).toEqual([]);
    },
  );

  test('who sends too many headers gets an explanation', async () => {
    const headers = { 'x-large': 'x'.repeat(20_000) };
    expect((await send({ path: '/trpc/catalog.list', headers })).status).toBe(431);
    expect((await fetch(`${backRoom.url}/trpc/catalog.list`)).status).toBe(200);
  });
});

describe('Staff', () => {
  const authorization = `Bearer ${STAFF_TOKEN}`;

  test.each(HOSTILE_REQUESTS.filter(({ method }) => method === 'POST'))(
    'who send $name get a response, and so do others',
    async (request) => {
      const headers = { ...request.headers, authorization };
      const answer = await send({ ...request, headers, body: request.body ?? null });
      expect([400, 401, 413, 415]).toContain(answer.status);
      expect((await answer.text()).length).toBeLessThan(64 * 1024);
      expect((await fetch(`${backRoom.url}/trpc/catalog.list`)).status).toBe(200);
    },
  );
});
