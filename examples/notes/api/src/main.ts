import { openEmbeddedMongo } from '@trastienda/embedded-mongo';
import { closeOnSignals, exitOnUncaughtErrors } from '@trastienda/http/node';
import { pino } from 'pino';
import { readConfig } from './config.ts';
import { startApp } from './start-app.ts';

const log = pino();
exitOnUncaughtErrors(log);
const config = readConfig(process.env);
const openEmbedded = () => openEmbeddedMongo({ dir: `${config.dataDir}/mongo` });
const mongodbUri = config.mongodbUri ?? (await openEmbedded()).uri;
const { server } = await startApp({ ...config, mongodbUri, log });
closeOnSignals({ close: () => server.close(), log });
log.info({ url: server.url }, 'listening');
