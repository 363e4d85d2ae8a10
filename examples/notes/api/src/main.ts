import { openEmbeddedMongo } from '@trastienda/embedded-mongo';
import { closeOnSignals, exitOnUncaughtErrors } from '@trastienda/http/node';
import { pino } from 'pino';
import { startApp } from './start-app.ts';

const { DATA_DIR: dataDir = '.data', PORT = '3100', PUBLIC_URL: publicUrl } = process.env;
const log = pino();
exitOnUncaughtErrors(log);
const uri = process.env.MONGODB_URI ?? (await openEmbeddedMongo({ dir: `${dataDir}/mongo` })).uri;
const { server } = await startApp({ mongodbUri: uri, dataDir, port: Number(PORT), publicUrl, log });
closeOnSignals({ close: () => server.close(), log });
log.info({ url: server.url }, 'listening');
