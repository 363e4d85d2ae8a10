import { createServe } from '../serving/serve.ts';
import { createStartServer } from '../serving/start-server.ts';
import { openPort } from './open-port.ts';

export { type Background, stopBackground } from '../serving/background.ts';
export {
  ListenError,
  type OpenPort,
  type OpenPortFunction,
  type PortOptions,
} from '../serving/open-port.ts';
export { type RunningServer, type ServeOptions, serveOn } from '../serving/serve.ts';
export type { StartServerOptions } from '../serving/start-server.ts';
export { compressAnswers } from './compress-answers.ts';
export { type BuiltFilesOptions, serveBuiltFiles } from './serve-built-files.ts';
export { type PageOptions, servePage } from './serve-page.ts';
export { closeOnSignals, exitOnUncaughtErrors, type ShutdownOptions } from './shutdown.ts';
export { openPort };

/** `createServe` with Node's server. */
export const serve = createServe(openPort);

/** `createStartServer` with Node's server. */
export const startServer = createStartServer(openPort);
