import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Launch, type ServerUnderTest, startServer } from './start-server.ts';

/** What runtimes do differently, as `kit/http/README.md` lists it. */
export interface RuntimeTraits {
  /** Whether headers of more than 16 KiB are rejected. */
  readonly limitsHeaderSize: boolean;
  /** Whether a client that never ends its headers is disconnected. */
  readonly limitsHeaderTime: boolean;
  /** Whether new connections are refused while calls end, in place of 503. */
  readonly refusesWhileEnding: boolean;
}

/** Long enough for every runtime that disconnects slow clients at all (Bun: 12 s). */
const SLOW_CLIENT_MS = 20_000;

/** After which a check that hangs is a failure. */
const CHECK_LIMIT_MS = 60_000;

const CALL = [
  'POST /trpc/cart.add HTTP/1.1',
  'host: localhost',
  'content-type: application/json',
  `trastienda-guest: tg_${'p'.repeat(43)}`,
  'content-length: 16',
  '',
  '{"sku":',
].join('\r\n');
const REST_OF_CALL = '"ABSENT"}';

/** A connection of a client that sends bytes as they are. */
interface RawClient {
  readonly socket: Socket;
  /** Everything that the server has sent. */
  received(): string;
  readonly closed: Promise<unknown>;
}

async function connectTo(url: string): Promise<RawClient> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    received += part;
  });
  // A reset closes it as well.
  socket.on('error', () => {});
  await once(socket, 'connect');
  return { socket, received: () => received, closed: once(socket, 'close') };
}

/** Begins a call whose body stays away, and returns once the server has seen it. */
async function beginCall({ settings }: ServerUnderTest): Promise<RawClient> {
  const client = await connectTo(settings.url);
  client.socket.write(CALL);
  // A later request on another connection is answered: the earlier one has been read.
  for (const _ of [1, 2, 3]) await (await fetch(`${settings.url}/healthz`)).text();
  return client;
}

const after = (ms: number) =>
  new Promise<'over'>((resolve) => setTimeout(() => resolve('over'), ms).unref());

/** A check of a process, with the variables that its server has. */
interface ProcessCheck {
  readonly title: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly check: (server: ServerUnderTest, launch: Launch) => Promise<void>;
}

function checksFor(traits: RuntimeTraits): readonly ProcessCheck[] {
  return [
    {
      title: 'answers the running call after SIGTERM, accepts no other, and ends with 0',
      async check(server) {
        const call = await beginCall(server);
        server.program.child.kill('SIGTERM');
        await server.program.waitFor(/a second signal stops at once/);
        const late = await fetch(`${server.settings.url}/healthz`).catch(() => null);
        assert.equal(late?.status ?? 'refused', traits.refusesWhileEnding ? 'refused' : 503);
        call.socket.write(REST_OF_CALL);
        await call.closed;
        assert.match(call.received(), /^HTTP\/1\.1 404 /);
        assert.match(call.received(), /VARIANT_NOT_FOUND/);
        assert.equal(await server.program.ended, 0);
      },
    },
    {
      title: 'ends at once at the second signal',
      async check(server) {
        await beginCall(server);
        server.program.child.kill('SIGTERM');
        await server.program.waitFor(/a second signal stops at once/);
        server.program.child.kill('SIGTERM');
        assert.equal(await server.program.ended, 143);
      },
    },
    {
      title: 'cuts off calls at the end of the grace period, says so, and ends with 1',
      env: { TRASTIENDA_SHUTDOWN_GRACE_SECONDS: '1' },
      async check(server) {
        const call = await beginCall(server);
        server.program.child.kill('SIGTERM');
        await call.closed;
        assert.equal(await server.program.ended, 1);
        assert.match(server.program.output(), /calls were cut off/);
      },
    },
    {
      title: 'closes connections without a call when it ends',
      env: { TRASTIENDA_SHUTDOWN_GRACE_SECONDS: '600' },
      async check(server) {
        const silent = await connectTo(server.settings.url);
        const half = await connectTo(server.settings.url);
        half.socket.write('GET /healthz HTTP/1.1\r\nho');
        await fetch(`${server.settings.url}/healthz`);
        server.program.child.kill('SIGTERM');
        // The silent one may still be with the system, which tells its client nothing.
        await half.closed;
        assert.equal(await server.program.ended, 0);
        silent.socket.destroy();
      },
    },
    {
      title: 'explains a port that is in use',
      async check(server, launch) {
        const { port } = new URL(server.settings.url);
        const second = startServer(launch, { PORT: port });
        await assert.rejects(second, /Another program already listens on 127\.0\.0\.1/);
      },
    },
    {
      title: 'gives up a body that does not arrive in time',
      env: { TRASTIENDA_REQUEST_TIMEOUT_SECONDS: '1' },
      async check(server) {
        const call = await beginCall(server);
        await once(call.socket, 'data');
        assert.match(call.received(), /^HTTP\/1\.1 408 /);
      },
    },
    {
      title: 'goes on after a caller has disconnected',
      async check(server) {
        const call = await beginCall(server);
        call.socket.destroy();
        await server.program.waitFor(/"path":"cart\.add".*"code":"REQUEST_(CANCELLED|MALFORMED)"/);
        assert.equal((await fetch(`${server.settings.url}/readyz`)).status, 200);
      },
    },
    {
      title: traits.limitsHeaderSize
        ? 'rejects headers of more than 16 KiB'
        : 'accepts headers of more than 16 KiB, as documented',
      async check(server) {
        const client = await connectTo(server.settings.url);
        const filler = `x-filler: ${'x'.repeat(20_000)}`;
        client.socket.write(`GET /healthz HTTP/1.1\r\nhost: localhost\r\n${filler}\r\n\r\n`);
        await once(client.socket, 'data');
        const status = traits.limitsHeaderSize ? 431 : 200;
        assert.ok(client.received().startsWith(`HTTP/1.1 ${status} `), client.received());
        client.socket.destroy();
      },
    },
    {
      title: traits.limitsHeaderTime
        ? 'disconnects a client that does not end its headers'
        : 'waits for headers without a limit, as documented',
      env: { TRASTIENDA_REQUEST_TIMEOUT_SECONDS: '1' },
      async check(server) {
        const client = await connectTo(server.settings.url);
        client.socket.write('GET /healthz HTTP/1.1\r\nho');
        if (traits.limitsHeaderTime) await client.closed;
        else assert.equal(await Promise.race([client.closed, after(SLOW_CLIENT_MS)]), 'over');
        client.socket.destroy();
      },
    },
  ];
}

/** Checks how a server's process starts, ends and treats slow clients; calls `onProblem` for each failure. */
export async function checkProcess(
  launch: Launch,
  traits: RuntimeTraits,
  onProblem: (problem: string) => void,
): Promise<number> {
  const checks = checksFor(traits);
  for (const { title, env = {}, check } of checks) {
    const server = await startServer(launch, env);
    try {
      const outcome = await Promise.race([check(server, launch), after(CHECK_LIMIT_MS)]);
      if (outcome === 'over') onProblem(`${title}: it did not end`);
    } catch (error) {
      onProblem(`${title}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await server.kill();
    }
  }
  return checks.length;
}
