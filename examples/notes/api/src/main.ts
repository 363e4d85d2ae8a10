import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { openEmbeddedMongo } from '@trastienda/embedded-mongo';
import { closeOnSignals, exitOnUncaughtErrors } from '@trastienda/http/node';
import { pino } from 'pino';
import { startApp } from './start-app.ts';

const dataDir = process.env.DATA_DIR ?? '.data';

/** The secret of this data directory, created at the first start. */
function loadSecret(): Uint8Array<ArrayBuffer> {
  const file = `${dataDir}/secret`;
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  }
  return new Uint8Array(Buffer.from(readFileSync(file, 'utf8'), 'base64'));
}

const log = pino();
exitOnUncaughtErrors(log);
const secret = loadSecret();
// Ends by itself some seconds after the last connection.
const { uri } = await openEmbeddedMongo({ dir: `${dataDir}/mongo` });
const { server } = await startApp({
  ...{ mongodbUri: uri, outboxDir: `${dataDir}/outbox`, secret, log },
  port: Number(process.env.PORT ?? 3100),
});
closeOnSignals({ close: () => server.close(), log });
log.info({ url: server.url }, 'listening');
