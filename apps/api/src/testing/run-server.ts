// A process for signal tests: the server over the fake catalog; the first argument selects its
// behavior. Prints what the test waits for.

import { once } from 'node:events';
import { closeOnSignals, exitOnUncaughtErrors, serve } from '@trastienda/http/node';
import { createShopApp } from '../http/create-app.ts';
import { createLog } from '../start/log/create-log.ts';
import { createFakeServices, testAppOptions } from './test-app-options.ts';

const behaviour = process.argv[2] ?? 'quick';
const log = createLog({ level: 'info', format: 'json' });
exitOnUncaughtErrors(log);

const signal = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);

const app = createShopApp(
  testAppOptions(log, {
    services: createFakeServices({
      list: async () => {
        log.info('call entered');
        // The quick one still runs when the signal comes; the others outlast the test.
        if (behaviour === 'quick') await signal;
        else await new Promise((resolve) => setTimeout(resolve, 3_600_000));
        return { items: [], nextCursor: null };
      },
      get: () => {
        if (behaviour === 'throw') setTimeout(() => nobodyCatches(), 0);
        if (behaviour === 'reject') void Promise.reject(new Error('nobody awaits this'));
        return new Promise(() => {});
      },
    }),
  }),
);

function nobodyCatches(): never {
  throw new Error('nobody catches this');
}

const server = await serve({
  app,
  host: '127.0.0.1',
  port: 0,
  graceSeconds: behaviour === 'impatient' ? 0.05 : 30,
  requestTimeoutSeconds: 60,
  onClose: async () => log.info('database closed'),
  log,
});
closeOnSignals({ close: () => server.close(), log });
log.info({ url: server.url }, 'listening');
