import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ListenError, openPort, serveOn } from '@trastienda/http/node';
import { createDeferred } from '@trastienda/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createMemoryLog } from '../testing/memory-log.ts';
import {
  STAFF_TOKEN,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from '../testing/start-test-server.ts';

const started: TestServer[] = [];
async function start(options: TestServerOptions = {}) {
  const backRoom = await startTestServer(options);
  started.push(backRoom);
  return backRoom;
}
afterEach(async () => {
  await Promise.all(started.splice(0).map(({ server }) => server.close()));
});

/** A server whose `notes.list` waits until the test lets it go on. */
async function startWithSlowCall(options: TestServerOptions = {}) {
  const entered = createDeferred<void>();
  const release = createDeferred<void>();
  const backRoom = await start({
    ...options,
    notes: {
      list: async () => {
        entered.resolve();
        await release.promise;
        return { items: [], nextCursor: null };
      },
    },
  });
  return { ...backRoom, entered: entered.promise, release: () => release.resolve() };
}

const LIST = '/trpc/notes.list?input=%7B%7D';

async function connectTo({ server }: TestServer): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

describe('A server that starts', () => {
  test('reports the port that the system picked', async () => {
    const { url, server } = await start();
    expect(url).toBe(`http://127.0.0.1:${server.port}`);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test('answers 503 on its port until the application is there', async () => {
    const opened = await openPort({ host: '127.0.0.1', port: 0, requestTimeoutSeconds: 60 });
    const early = await fetch(`${opened.url}/readyz`);
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '1']);
    const server = serveOn(opened, {
      app: { fetch: () => new Response('here') },
      graceSeconds: 1,
      onClose: async () => {},
      log: createMemoryLog().log,
    });
    expect(await (await fetch(`${opened.url}/readyz`)).text()).toBe('here');
    await server.close();
  });

  test('reports a port in use, and advice', async () => {
    const { server } = await start();
    const again = start({ serve: { port: server.port } });
    await expect(again).rejects.toThrow(ListenError);
    await expect(again).rejects.toThrow(
      new RegExp(`already listens on 127\\.0\\.0\\.1:${server.port}.*set PORT`, 'i'),
    );
  });
});

describe('Background work', () => {
  const background = (events: string[], stop: (withinMs: number) => Promise<void>) => ({
    start: () => void events.push('started'),
    stop: async (withinMs: number) => {
      events.push('stopping');
      await stop(withinMs);
    },
  });

  test('starts with the server and stops before the database closes', async () => {
    const events: string[] = [];
    const work = background(events, async () => void events.push('stopped'));
    const { server } = await start({
      serve: { background: [work], onClose: async () => void events.push('closed') },
    });
    expect(events).toEqual(['started']);
    expect(await server.close()).toBe(true);
    expect(events).toEqual(['started', 'stopping', 'stopped', 'closed']);
  });

  test('that fails to stop, or never does, is logged and does not keep the database open', async () => {
    const events: string[] = [];
    const failing = background(events, () => Promise.reject(new Error('no')));
    const stuck = background(events, () => new Promise(() => {}));
    const { server, lines } = await start({
      serve: {
        background: [stuck, failing],
        graceSeconds: 0,
        onClose: async () => void events.push('closed'),
      },
    });
    await server.close();
    expect(events.at(-1)).toBe('closed');
    const messages = lines().map(({ msg }) => msg);
    expect(messages.filter((each) => each === 'background work did not stop')).toHaveLength(2);
  });
});

describe('A server that closes', () => {
  test('lets a running call finish, closes its connection, and the database after it', async () => {
    const onClose = vi.fn(async () => {});
    const backRoom = await startWithSlowCall({ serve: { onClose } });
    const { url, server, entered, release, lines } = backRoom;
    const call = fetch(url + LIST);
    await entered;
    const closed = server.close();
    expect(onClose).not.toHaveBeenCalled();
    onClose.mockImplementation(async () => {
      expect(lines()).toContainEqual(expect.objectContaining({ msg: 'call', code: 'OK' }));
    });
    release();
    const response = await call;
    expect(response.status).toBe(200);
    expect(response.headers.get('connection')).toBe('close');
    await expect(closed).resolves.toBe(true);
    expect(onClose).toHaveBeenCalledOnce();
  });

  test('answers a call that has arrived and was not read yet', async () => {
    const backRoom = await start();
    const socket = await connectTo(backRoom);
    const received: Buffer[] = [];
    socket.on('data', (data: Buffer) => received.push(data));
    // An answer on a later connection shows that the server has seen this one.
    await fetch(`${backRoom.url}/healthz`);
    // Both in one turn: the server reads in a later one.
    socket.write('GET /healthz HTTP/1.1\r\nHost: shop.test\r\n\r\n');
    const closed = backRoom.server.close();
    await once(socket, 'close');
    await closed;
    expect(Buffer.concat(received).toString()).toMatch(/^HTTP\/1\.1 200 .*connection: close/is);
  });

  test('waits for a call whose caller has disconnected', async () => {
    const onClose = vi.fn(async () => {});
    const backRoom = await startWithSlowCall({ serve: { onClose } });
    const leaving = new AbortController();
    const call = fetch(backRoom.url + LIST, { signal: leaving.signal });
    await backRoom.entered;
    leaving.abort();
    await expect(call).rejects.toThrow();
    const closed = backRoom.server.close();
    // Only the call can hold it up: the socket is gone by the time a later caller is refused.
    await expect(fetch(backRoom.url)).rejects.toThrow();
    expect(onClose).not.toHaveBeenCalled();
    backRoom.release();
    await expect(closed).resolves.toBe(true);
    expect(onClose).toHaveBeenCalledOnce();
  });

  test('accepts no new connection', async () => {
    const { url, server, entered, release } = await startWithSlowCall();
    const call = fetch(url + LIST);
    await entered;
    const closed = server.close();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
    release();
    await call;
    await closed;
  });

  test('does not wait for sockets without a call', async () => {
    const backRoom = await start({ serve: { graceSeconds: 600 } });
    const silent = await connectTo(backRoom);
    const idle = await connectTo(backRoom);
    idle.write('GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await once(idle, 'data');
    const half = await connectTo(backRoom);
    half.write('GET /healthz HTTP/1.1\r\nho');
    // An answer on a later connection shows that the server has seen the earlier ones.
    await fetch(`${backRoom.url}/healthz`);
    const ended = [silent, idle, half].map((socket) => once(socket.resume(), 'close'));
    await expect(backRoom.server.close()).resolves.toBe(true);
    await Promise.all(ended);
  });

  test('aborts calls that exceed the grace period, and still closes the database', async () => {
    const onClose = vi.fn(async () => {});
    const serve = { onClose, graceSeconds: 0.2 };
    const { url, server, entered, lines, release } = await startWithSlowCall({ serve });
    const call = fetch(url + LIST);
    await entered;
    const [closed, answer] = await Promise.allSettled([server.close(), call]);
    expect(closed).toEqual({ status: 'fulfilled', value: false });
    expect(answer.status).toBe('rejected');
    expect(onClose).toHaveBeenCalledOnce();
    expect(lines()).toContainEqual(
      expect.objectContaining({ level: 'warn', msg: expect.stringContaining('cut off') }),
    );
    release();
  });

  test('does not wait forever for a database that does not close', async () => {
    const onClose = () => new Promise<void>(() => {});
    const { server } = await start({ serve: { onClose, graceSeconds: 0.1 } });
    await expect(server.close()).resolves.toBe(false);
  });

  test('closes once, however often it is called', async () => {
    const onClose = vi.fn(async () => {});
    const { server } = await start({ serve: { onClose } });
    expect(await Promise.all([server.close(), server.close()])).toEqual([true, true]);
    expect(onClose).toHaveBeenCalledOnce();
  });
});

describe('A rejected body', () => {
  const send = (url: string, body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(`${url}/trpc/notes.create`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      ...(body instanceof ReadableStream && { duplex: 'half' }),
    });
  const statusAndConnection = ({ status, headers }: Response) => [
    status,
    headers.get('connection'),
  ];

  test('ends its connection when reading it was given up, as the response says', async () => {
    const { url } = await start();
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(32)),
    });
    const response = await send(url, endless, { authorization: `Bearer ${STAFF_TOKEN}` });
    expect(statusAndConnection(response)).toEqual([413, 'close']);
  });

  test('leaves its connection open when it was not read at all', async () => {
    const { url } = await start();
    const response = await send(url, '{"text":"milk"}');
    expect(statusAndConnection(response)).toEqual([401, 'keep-alive']);
  });
});

describe('A slow caller', () => {
  test.each([
    ['headers', 'GET /healthz HTTP/1.1\r\nhost: local'],
    [
      'body',
      'POST /trpc/notes.create HTTP/1.1\r\nhost: localhost\r\n' +
        'content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{',
    ],
  ])('is disconnected when its %s take too long', async (_, beginning) => {
    const backRoom = await start({ serve: { requestTimeoutSeconds: 0.2 } });
    const socket = await connectTo(backRoom);
    socket.write(beginning);
    await once(socket.resume(), 'close');
    expect((await fetch(`${backRoom.url}/healthz`)).status).toBe(200);
  });
});

describe('A caller that disconnects', () => {
  test('aborts the signal of the call', async () => {
    const entered = createDeferred<void>();
    const aborted = createDeferred<void>();
    const { client } = await start({
      notes: {
        import: async (_form, { signal }) => {
          signal?.addEventListener('abort', () => aborted.resolve());
          entered.resolve();
          await aborted.promise;
          signal?.throwIfAborted();
          return { rows: 0 };
        },
      },
    });
    const leaving = new AbortController();
    const form = new FormData();
    form.append('file', new Blob(['a\n']));
    const call = client({ token: STAFF_TOKEN }).notes.import.mutate(form, {
      signal: leaving.signal,
    });
    await entered.promise;
    leaving.abort();
    await expect(call).rejects.toThrow();
    await aborted.promise;
  });
});
