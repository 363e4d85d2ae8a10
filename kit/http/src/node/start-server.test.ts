import { ANONYMOUS } from '@trastienda/base';
import { ListenError, openPort, type StartServerOptions } from '@trastienda/http/node';
import { expect, test } from 'vitest';
import { createStartServer } from '../serving/start-server.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { ERRORS, notesRouter } from '../testing/notes-router.ts';

type Options = StartServerOptions<typeof notesRouter, typeof ERRORS>;

/** Starts a server without accounts, and returns what happened to what it uses, in order. */
async function start(overrides: Partial<Options> = {}) {
  const happened: string[] = [];
  const unused = () => Promise.reject(new Error('This test does not use it.'));
  const { log } = createMemoryLog();
  const startServer = createStartServer(async (port) => {
    const opened = await openPort(port);
    const close = () => {
      happened.push('port closed');
      return opened.close();
    };
    return { ...opened, close };
  });
  const starting = startServer<typeof notesRouter, typeof ERRORS>({
    router: notesRouter,
    errors: ERRORS,
    context: () => {
      throw new Error('This test calls nothing.');
    },
    authenticator: { authenticate: async () => ({ ...ANONYMOUS, hasEndedSession: false }) },
    limits: { secret: new Uint8Array(32), strict: { auth: { points: 1 } } },
    database: {
      ping: async () => {},
      close: async () => void happened.push('database closed'),
      rateLimits: { consume: unused },
    },
    background: [
      {
        start: () => happened.push('work started'),
        stop: async () => void happened.push('work stopped'),
      },
    ],
    port: 0,
    log,
    ...overrides,
  });
  const [result] = await Promise.allSettled([starting]);
  return { result, happened };
}

test('A server that closes stops its work, and closes its database last', async () => {
  const { result, happened } = await start();
  if (result?.status !== 'fulfilled') throw new Error('The server did not start.');
  expect((await fetch(`${result.value.url}/readyz`)).status).toBe(200);
  expect(await result.value.close()).toBe(true);
  expect(happened).toEqual(['work started', 'port closed', 'work stopped', 'database closed']);
});

test('A port in use is reported, starts no work and closes the database', async () => {
  const opened = await openPort({ port: 0 });
  const { result, happened } = await start({ port: opened.port });
  expect(result).toMatchObject({ status: 'rejected', reason: expect.any(ListenError) });
  expect(happened).toEqual(['database closed']);
  await opened.close();
});

test('An application that cannot be created leaves neither its port nor its database open', async () => {
  const { result, happened } = await start({ trustedProxies: ['nonsense'] });
  expect(result).toMatchObject({ status: 'rejected' });
  expect(happened).toEqual(['port closed', 'database closed']);
});
