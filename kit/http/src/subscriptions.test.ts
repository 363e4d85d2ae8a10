import { once } from 'node:events';
import { connect } from 'node:net';
import { createDeferred } from '@trastienda/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { NotesError } from './testing/notes-router.ts';
import {
  STAFF_TOKEN,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from './testing/start-test-server.ts';

const started: TestServer[] = [];
async function start(options: TestServerOptions = {}) {
  const testServer = await startTestServer(options);
  started.push(testServer);
  return testServer;
}
afterEach(async () => {
  await Promise.all(started.splice(0).map(({ server }) => server.close()));
});

const NOTE = { slug: 'note', text: 'Buy milk.' };

/** A server whose `notes.watch` streams a note and then waits until its caller leaves. */
async function startWatching() {
  const left = createDeferred<void>();
  const server = await start({
    notes: {
      async *watch({ signal }) {
        yield NOTE;
        await new Promise<void>((resolve) => {
          if (signal.aborted) resolve();
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
        left.resolve();
      },
    },
  });
  return { ...server, left: left.promise };
}

const open = (server: TestServer, path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/trpc/${path}`, { headers: { accept: 'text/event-stream', ...headers } });

/** Returns the reader of a stream's text, past its first event and the first value. */
async function readFirstValue({ body }: Response) {
  const reader = (body ?? expect.unreachable('no body'))
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let text = '';
  while (!text.includes('data: {"slug"')) text += (await reader.read()).value ?? '';
  return { reader, text };
}

describe('A subscription over HTTP', () => {
  test('streams values as server-sent events, which no proxy stores or changes', async () => {
    const server = await start();
    const response = await open(server, 'notes.watch');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform');
    expect(await response.text()).toContain('data: {"slug":"note",');
  });

  test('is one line in the log, once it has ended', async () => {
    const server = await start();
    await (await open(server, 'notes.watch')).text();
    expect(server.lines()).toEqual([
      expect.objectContaining({ path: 'notes.watch', type: 'subscription', code: 'OK' }),
    ]);
  });

  test('fails after its values with a reason that it declares', async () => {
    const server = await start({
      notes: {
        async *watch() {
          yield NOTE;
          throw new NotesError('NOTE_NOT_FOUND', { details: { slug: 'note' } });
        },
      },
    });
    const text = await (await open(server, 'notes.watch')).text();
    expect(text).toContain('event: serialized-error');
    expect(text).toContain('"reason":"NOTE_NOT_FOUND"');
    expect(server.lines()).toEqual([expect.objectContaining({ code: 'NOTE_NOT_FOUND' })]);
  });

  test.each([
    ['by another method', 'notes.watch', { method: 'PUT' }, 'METHOD_UNSUPPORTED'],
    ['in a batch', 'notes.watch,notes.watch?batch=1', {}, 'REQUEST_MALFORMED'],
    ['without its permission', 'notes.watchAll', {}, 'ACTOR_UNAUTHENTICATED'],
  ])('that fails before it begins is one line in the log: %s', async (_, path, init, code) => {
    const server = await start();
    const headers = { accept: 'text/event-stream', 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/trpc/${path}`, { headers, ...init });
    await response.text();
    const failed = path.split(',').map(() => expect.objectContaining({ code }));
    expect(server.lines().filter(({ msg }) => msg === 'call')).toEqual(failed);
  });

  test('is refused without its permission, before it begins', async () => {
    const server = await start();
    const text = await (await open(server, 'notes.watchAll')).text();
    expect(text).toContain('"reason":"ACTOR_UNAUTHENTICATED"');
  });

  test('takes an input that is too long for a URL in the body of a POST', async () => {
    const server = await start();
    const headers = { authorization: `Bearer ${STAFF_TOKEN}`, accept: 'text/event-stream' };
    const response = await fetch(`${server.url}/trpc/notes.watchAll`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'last-event-id': '7' },
      body: JSON.stringify({ unread: 'x'.repeat(9000) }),
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('id: 8');
  });

  test('whose body is too large is refused', async () => {
    const server = await start();
    const response = await fetch(`${server.url}/trpc/notes.watchAll`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ unread: 'x'.repeat(70_000) }),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      error: { data: { reason: 'REQUEST_TOO_LARGE' } },
    });
  });

  test('goes on after the last id that its client has received', async () => {
    const server = await start();
    const headers = { authorization: `Bearer ${STAFF_TOKEN}` };
    const text = await (await open(server, 'notes.watchAll', headers)).text();
    expect(text).toContain('id: 1');
    const resumed = await open(server, 'notes.watchAll', { ...headers, 'last-event-id': '7' });
    expect(await resumed.text()).toContain('id: 8');
  });

  test('ends its work when the client leaves', async () => {
    const server = await startWatching();
    const { reader } = await readFirstValue(await open(server, 'notes.watch'));
    await reader.cancel();
    await server.left;
  });

  test('ends when the server stops, which is not held up by it', async () => {
    const server = await startWatching();
    const { reader } = await readFirstValue(await open(server, 'notes.watch'));
    const isDrained = server.server.close();
    let rest = '';
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      rest += chunk.value;
    }
    // That would tell the client not to connect again.
    expect(rest).not.toContain('event: return');
    await server.left;
    expect(await isDrained).toBe(true);
  });

  test('whose client does not read ends when the server stops, and is not cut off', async () => {
    const left = createDeferred<void>();
    const server = await start({
      notes: {
        async *watch() {
          try {
            while (true) yield { slug: 'note', text: 'x'.repeat(100_000) };
          } finally {
            left.resolve();
          }
        },
      },
    });
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET /trpc/notes.watch HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await once(socket, 'readable');
    expect(await server.server.close()).toBe(true);
    await left.promise;
    socket.destroy();
  });
});
