import { openEmbeddedMongo } from '@trastienda/embedded-mongo';
import { closeOnSignals, exitOnUncaughtErrors } from '@trastienda/http/node';
import { loadEncryptionKeys } from '@trastienda/mongo';
import { pino } from 'pino';
import { startApp } from './start-app.ts';

const dataDir = process.env.DATA_DIR ?? '.data';
const log = pino();
exitOnUncaughtErrors(log);
// Ends by itself some seconds after the last connection.
const { uri } = await openEmbeddedMongo({ dir: `${dataDir}/mongo` });
const { server } = await startApp({
  mongodbUri: uri,
  outboxDir: `${dataDir}/outbox`,
  encryptionKeys: await loadEncryptionKeys(dataDir),
  port: Number(process.env.PORT ?? 3100),
  log,
});
closeOnSignals({ close: () => server.close(), log });
log.info({ url: server.url }, 'listening');
