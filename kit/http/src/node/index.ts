export { type Background, stopBackground } from './background.ts';
export { compressAnswers } from './compress-answers.ts';
export { ListenError, type OpenPort, openPort, type PortOptions } from './open-port.ts';
export { type RunningServer, type ServeOptions, serve, serveOn } from './serve.ts';
export { type PageOptions, servePage } from './serve-page.ts';
export { closeOnSignals, exitOnUncaughtErrors, type ShutdownOptions } from './shutdown.ts';
export { type StartServerOptions, startServer } from './start-server.ts';
