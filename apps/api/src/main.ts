import { loadOrCreateDevelopmentToken } from './auth/development-token.ts';
import { createStaffTokenAuthenticator, hashStaffToken } from './auth/staff-token.ts';
import { banner } from './banner.ts';
import { type Config, readConfig } from './env.ts';
import { explainError } from './explain-error.ts';
import { createApp } from './http/create-app.ts';
import { createLog } from './log/create-log.ts';
import { serve } from './serve.ts';
import { closeOnSignals, exitOnUncaughtErrors } from './shutdown.ts';
import { startServices } from './start-services.ts';

async function start(config: Config, warnings: readonly string[]): Promise<void> {
  const log = createLog(config.log);
  exitOnUncaughtErrors(log);
  for (const warning of warnings) log.warn(warning);

  const isEmbedded = config.mongodbUri === undefined;
  const developmentToken =
    isEmbedded && config.staffTokenSha256 === null
      ? await loadOrCreateDevelopmentToken(config.dataDir)
      : null;
  const staffTokenSha256 =
    developmentToken === null ? config.staffTokenSha256 : hashStaffToken(developmentToken.token);

  const { services, database, banner: lines } = await startServices(config, log);
  let isClosing = false;
  const app = createApp({
    ...config.http,
    services,
    database,
    log,
    authenticate: createStaffTokenAuthenticator(staffTokenSha256),
    isClosing: () => isClosing,
  });
  const server = await serve({
    app,
    host: config.host,
    port: config.port,
    graceSeconds: config.shutdownGraceSeconds,
    requestTimeoutSeconds: config.http.requestTimeoutSeconds,
    onClose: () => database.close(),
    log,
  }).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  closeOnSignals({
    close: () => {
      isClosing = true;
      return server.close();
    },
    log,
  });

  log.info({ url: server.url }, 'listening');
  const isTerminal = process.stdout.isTTY === true;
  if (isEmbedded || config.log.format === 'pretty') {
    const text = banner({ url: server.url, services: lines, developmentToken, isTerminal });
    // Standard output belongs to the log, which a program may be reading.
    (config.log.format === 'pretty' ? process.stdout : process.stderr).write(text);
  }
}

try {
  const warnings: string[] = [];
  const config = readConfig((warning) => warnings.push(warning));
  await start(config, warnings);
} catch (error) {
  process.stderr.write(`${explainError(error)}\n`);
  process.exit(1);
}
