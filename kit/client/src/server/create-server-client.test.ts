import { expect, test } from 'vitest';
import { createFakeFetch } from '../fake-server/create-fake-fetch.ts';
import type { NotesRouter } from '../testing/start-notes-server.ts';
import { createServerClient, type ServerClientOptions } from './create-server-client.ts';

const answer = createFakeFetch<NotesRouter>({ 'notes.list': (prefix) => [prefix] });

/** Returns the headers with which a page that answers this request calls the server. */
async function headersFor(
  incoming: Record<string, string>,
  headers?: ServerClientOptions['headers'],
): Promise<Headers> {
  const sent: Headers[] = [];
  const options: ServerClientOptions = {
    url: 'http://server.test',
    ...(headers ? { headers } : {}),
    fetch(url, init) {
      sent.push(new Headers(init.headers));
      return answer(url, init);
    },
  };
  const request = { headers: new Headers(incoming) };
  const client = createServerClient<NotesRouter>(options, request);
  expect(await client.notes.list.query('milk')).toEqual(['milk']);
  return sent[0] ?? expect.unreachable();
}

test('A page calls with the cookie and the origin of its visitor, and with nothing else', async () => {
  const headers = await headersFor({
    cookie: 'session=1',
    origin: 'https://notes.example',
    authorization: 'Basic cGFnZQ==',
    host: 'notes.example',
  });
  expect(headers.get('cookie')).toBe('session=1');
  expect(headers.get('origin')).toBe('https://notes.example');
  expect([headers.has('authorization'), headers.has('host')]).toEqual([false, false]);
});

test('A visitor without a cookie has none, and no origin is made up', async () => {
  const headers = await headersFor({});
  expect([headers.has('cookie'), headers.has('origin')]).toEqual([false, false]);
});

test('Given headers are sent, too, and replace those of the visitor', async () => {
  const headers = await headersFor({ cookie: 'a=1' }, async () => ({
    cookie: 'b=2',
    'x-page': '1',
  }));
  expect([headers.get('cookie'), headers.get('x-page')]).toEqual(['b=2', '1']);
});

test('Cookies of responses go to the visitor, and replace or end those of later calls', async () => {
  const lines = [
    ['session=new; Path=/; HttpOnly', 'seen=1; Max-Age=60'],
    ['session=; Max-Age=0; Path=/'],
  ];
  const cookies: (string | null)[] = [];
  const given: string[] = [];
  const client = createServerClient<NotesRouter>(
    {
      url: 'http://server.test',
      onSetCookie: (line) => given.push(line),
      async fetch(url, init) {
        cookies.push(new Headers(init.headers).get('cookie'));
        const response = await answer(url, init);
        for (const line of lines.shift() ?? []) response.headers.append('set-cookie', line);
        return response;
      },
    },
    { headers: new Headers({ cookie: 'session=old; theme="a=b"' }) },
  );
  for (let call = 0; call < 3; call += 1) await client.notes.list.query('milk');
  expect(cookies).toEqual([
    'session=old; theme="a=b"',
    'session=new; theme="a=b"; seen=1',
    'theme="a=b"; seen=1',
  ]);
  expect(given).toEqual([
    'session=new; Path=/; HttpOnly',
    'seen=1; Max-Age=60',
    'session=; Max-Age=0; Path=/',
  ]);
});
