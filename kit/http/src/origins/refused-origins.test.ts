import { afterEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';

let backRoom: TestServer;
afterEach(() => backRoom.server.close());

const EVIL = 'https://elsewhere.example';

const preflight = (origin: string) =>
  fetch(`${backRoom.url}/trpc/notes.create`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST' },
  });

const rejections = () =>
  backRoom
    .lines()
    .filter(({ origin }) => origin !== undefined)
    .map(({ level, msg, origin }) => ({ level, msg, origin }));

describe.each([
  ['with a list of origins', ['https://app.example']],
  ['without one', []],
])('A server %s', (_, corsOrigins) => {
  test('logs a rejected preflight, once per origin and interval', async () => {
    backRoom = await startTestServer({ app: { corsOrigins } });
    const answer = await preflight(EVIL);
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
    await preflight(EVIL);
    await preflight('https://another.example');
    expect(rejections()).toEqual([
      { level: 'warn', msg: 'preflight refused', origin: EVIL },
      { level: 'warn', msg: 'preflight refused', origin: 'https://another.example' },
    ]);
  });

  test('logs a request whose response the browser withholds from the page', async () => {
    backRoom = await startTestServer({ app: { corsOrigins } });
    await fetch(`${backRoom.url}/trpc/notes.list`, { headers: { origin: EVIL } });
    expect(rejections()).toEqual([{ level: 'warn', msg: 'cross-origin request', origin: EVIL }]);
  });

  test('logs nothing about allowed pages, nor about callers that are not pages', async () => {
    const publicUrl = () => 'https://api.app.example';
    backRoom = await startTestServer({ app: { corsOrigins, publicUrl } });
    const url = `${backRoom.url}/trpc/notes.list`;
    await fetch(url);
    await fetch(url, { headers: { origin: 'https://api.app.example' } });
    await fetch(url, { headers: { origin: EVIL, 'sec-fetch-site': 'same-origin' } });
    for (const origin of corsOrigins) await preflight(origin);
    expect(rejections()).toEqual([]);
  });
});
