import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accept, startReceiver, type TestReceiver } from '../testing/receiver.ts';
import type { ResolveHost } from './resolve-host.ts';
import { createSendWebhook, type SendWebhookOptions } from './send-webhook.ts';

let receiver: TestReceiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => receiver.answerWith(accept));
afterAll(() => receiver.close());

const never = new AbortController().signal;

function send(url: string, options: Partial<SendWebhookOptions> = {}, signal: AbortSignal = never) {
  const sendWebhook = createSendWebhook({ local: 'loopback', ...options });
  return sendWebhook({ url, headers: { 'webhook-id': 'msg_1' }, body: '{"a":1}' }, signal);
}

/** Resolves every name to these addresses, and counts how often it is asked. */
function resolveTo(...answers: readonly (readonly string[])[]) {
  const names: string[] = [];
  const resolveHost: ResolveHost = async (name) => {
    names.push(name);
    return answers[Math.min(names.length, answers.length) - 1] ?? [];
  };
  return { resolveHost, names };
}

describe('a webhook', () => {
  test('is posted with its headers and body, and succeeds with any status from 200 to 299', async () => {
    for (const status of [200, 201, 204, 299]) {
      receiver.answerWith((response) => void response.writeHead(status).end('thanks'));
      const result = await send(`${receiver.url}?shop=1`);
      expect(result).toMatchObject({ failure: null, status });
      expect(result.answer).toBe(status === 204 ? '' : 'thanks');
    }
    expect(receiver.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: '/hook?shop=1',
      body: '{"a":1}',
      headers: { host: `127.0.0.1:${receiver.port}`, 'webhook-id': 'msg_1', 'content-length': '7' },
    });
  });

  test.each([400, 404, 410, 429, 500, 503])('fails with status %i', async (status) => {
    receiver.answerWith((response) => {
      response.writeHead(status, { 'retry-after': '120' }).end('no');
    });
    expect(await send(receiver.url)).toMatchObject({
      ...{ failure: 'status', status, answer: 'no', retryAfter: '120' },
    });
  });

  test.each([301, 302, 303, 307, 308])('fails with %i and follows no redirect', async (status) => {
    const before = receiver.requests.length;
    receiver.answerWith((response) => {
      response.writeHead(status, { location: `${receiver.url}/elsewhere` }).end();
    });
    expect(await send(receiver.url)).toMatchObject({ failure: 'redirect', status });
    expect(receiver.requests.length).toBe(before + 1);
  });

  test('reads a few kilobytes of an endless answer, and stores its beginning as one safe line', async () => {
    let isClosed = false;
    receiver.answerWith((response) => {
      response.on('close', () => {
        isClosed = true;
      });
      response.writeHead(500);
      const write = () => {
        while (
          !response.destroyed &&
          response.write(`a\u0000\u001b[31m\u202eb\n${'x'.repeat(900)}`)
        );
        if (!response.destroyed) response.once('drain', write);
      };
      write();
    });
    const { answer, failure } = await send(receiver.url);
    expect(failure).toBe('status');
    expect(answer).toMatch(/^a \[31m b x{900}a/);
    expect(answer).toHaveLength(1000);
    await expect.poll(() => isClosed).toBe(true);
  });

  test('fails after its time, whether the receiver never answers or never ends its answer', async () => {
    receiver.answerWith(() => {});
    expect(await send(receiver.url, { timeoutMs: 50 })).toMatchObject({
      ...{ failure: 'timeout', status: null, answer: null },
    });
    receiver.answerWith((response) => void response.writeHead(200).write('begin'));
    expect(await send(receiver.url, { timeoutMs: 50 })).toMatchObject({ failure: 'timeout' });
  });

  test('fails when the receiver switches protocols instead of answering', async () => {
    const answer = 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n';
    receiver.answerWith((response) => void response.socket?.end(answer));
    expect(await send(receiver.url)).toMatchObject({ failure: 'connection', status: null });
  });

  test('fails after its time when a name server never answers', async () => {
    const resolveHost = () => new Promise<never>(() => {});
    expect(await send('https://slow.example/', { resolveHost, timeoutMs: 20 })).toMatchObject({
      failure: 'timeout',
    });
  });

  test('ends at once when it is aborted', async () => {
    const stopping = new AbortController();
    receiver.answerWith(() => stopping.abort());
    expect(await send(receiver.url, {}, stopping.signal)).toMatchObject({ failure: 'timeout' });
  });

  test('reports refused connections, unknown names and failed handshakes by their kind', async () => {
    const closed = await startReceiver();
    await closed.close();
    expect(await send(closed.url)).toMatchObject({ failure: 'connection' });
    const resolveHost = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await send('https://no.example/', { resolveHost })).toMatchObject({ failure: 'name' });
    const { resolveHost: toNone } = resolveTo([]);
    expect(await send('https://no.example/', { resolveHost: toNone })).toMatchObject({
      failure: 'name',
    });
    // Speaks no TLS.
    expect(await send(receiver.url.replace('http:', 'https:'))).toMatchObject({ failure: 'tls' });
  });

  test('tries the next address of a name when one has no connection', async () => {
    const { resolveHost, names } = resolveTo(['127.0.0.9', '127.0.0.1']);
    const url = `http://localhost:${receiver.port}/hook`;
    expect(await send(url, { resolveHost })).toMatchObject({ failure: null });
    expect(names).toEqual(['localhost']);
    expect(receiver.requests.at(-1)?.headers.host).toBe(`localhost:${receiver.port}`);
  });
});

describe('a name', () => {
  const PORTS = '8443';

  test.each([
    ['127.0.0.1'],
    ['10.0.0.1'],
    ['169.254.169.254'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['fd00:ec2::254'],
    ['0.0.0.0'],
  ])('that resolves to %s gets no connection', async (address) => {
    const { resolveHost } = resolveTo([address]);
    const url = `https://hooks.example:${PORTS}/`;
    expect(await send(url, { local: 'none', resolveHost })).toMatchObject({ failure: 'refused' });
  });

  test('with one forbidden address among public ones gets no connection', async () => {
    const { resolveHost } = resolveTo(['93.184.215.14', '10.0.0.1']);
    const url = 'https://hooks.example/';
    expect(await send(url, { local: 'none', resolveHost })).toMatchObject({ failure: 'refused' });
  });

  test('that changes its address between check and connection gains nothing', async () => {
    let connections = 0;
    const inside = createServer((socket: Socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    const { port } = inside.address() as AddressInfo;
    try {
      // Public when it is checked, of this machine when it is asked again.
      const { resolveHost, names } = resolveTo(['192.0.2.1'], ['127.0.0.1']);
      const options = { local: 'all', resolveHost, timeoutMs: 200 } as const;
      await send(`https://rebinding.example:${port}/`, options);
      expect(names).toEqual(['rebinding.example']);
      // The other way around: the checked address gets the connection, whatever the name is by then.
      const first = resolveTo(['127.0.0.1'], ['10.0.0.1']);
      await send(`https://rebinding.example:${port}/`, {
        local: 'all',
        resolveHost: first.resolveHost,
      });
      expect(first.names).toEqual(['rebinding.example']);
      expect(connections).toBe(1);
    } finally {
      inside.close();
    }
  });

  test('of this machine is refused, and an address in a URL, without asking a name server', async () => {
    const { resolveHost, names } = resolveTo(['93.184.215.14']);
    for (const url of [
      receiver.url,
      'https://localhost/',
      'http://2130706433/',
      'https://[::1]/',
    ]) {
      expect(await send(url, { local: 'none', resolveHost })).toMatchObject({ failure: 'refused' });
    }
    expect(names).toEqual([]);
  });
});

test('A proxy of the environment is not used', async () => {
  const proxy = await startReceiver();
  const before = { ...process.env };
  try {
    process.env.HTTP_PROXY = proxy.url;
    process.env.http_proxy = proxy.url;
    process.env.NODE_USE_ENV_PROXY = '1';
    expect(await send(receiver.url)).toMatchObject({ failure: null });
    expect(proxy.requests).toEqual([]);
  } finally {
    process.env = before;
    await proxy.close();
  }
});
