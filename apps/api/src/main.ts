import { randomBytes } from 'node:crypto';
import { loadOrCreateDevelopmentToken } from './auth/development-token.ts';
import { hashStaffToken } from './auth/staff-token.ts';
import { banner } from './banner.ts';
import { type Config, readConfig } from './env.ts';
import { explainError } from './explain-error.ts';
import { createCallLimits } from './http/call-limits.ts';
import { createApp } from './http/create-app.ts';
import { outboxPathOf } from './http/outbox-page.ts';
import { paymentsPathOf } from './http/payments/payments-page.ts';
import { createLog } from './log/create-log.ts';
import { isLoopbackHost } from './loopback.ts';
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

  const started = await startServices(config, log);
  const { services, authenticator, mailing, selling, rateLimits, counterKey } = started;
  let publicUrl = config.publicUrl;
  const { callsPerMinute, requestTimeoutSeconds } = config.http;
  const isLocal = publicUrl === null || isLoopbackHost(new URL(publicUrl).hostname);
  // Behind a proxy everybody's requests come from this machine.
  const isAlone = isLocal && config.http.trustedProxies.length === 0;
  const outbox =
    mailing.outbox !== null && isAlone
      ? { mails: mailing.outbox, secret: randomBytes(32).toString('base64url') }
      : null;
  const testPayments =
    selling.test !== null && isAlone
      ? { driver: selling.test.driver, secret: randomBytes(32).toString('base64url') }
      : null;
  let isClosing = false;
  const app = createApp({
    ...config.http,
    services,
    authenticator,
    staffTokenSha256,
    charge: createCallLimits({ rateLimits, callsPerMinute, counterKey }),
    publicUrl: () => publicUrl ?? '',
    database: started,
    ...(outbox !== null && { outbox }),
    ...(testPayments !== null && { testPayments }),
    webhooks: selling.webhooks,
    log,
    isClosing: () => isClosing,
  });
  const server = await serve({
    app,
    host: config.host,
    port: config.port,
    graceSeconds: config.shutdownGraceSeconds,
    requestTimeoutSeconds,
    onClose: (withinMs) => started.close(withinMs),
    log,
  }).catch(async (error: unknown) => {
    await started.close(config.shutdownGraceSeconds * 1000);
    throw error;
  });
  // Without a public URL it is where the server listens, which is known only now.
  publicUrl ??= server.url;
  mailing.start(config.accounts.storefrontUrl ?? publicUrl);
  selling.locate({ serverUrl: server.url, publicUrl });
  selling.start();
  closeOnSignals({
    close: () => {
      isClosing = true;
      // The calls that are running are waited for; what nobody waits for ends at once.
      void selling.stop().catch((error: unknown) => log.error({ err: error }, 'background'));
      return server.close();
    },
    log,
  });

  log.info({ url: server.url }, 'listening');
  const outboxUrl = outbox === null ? null : `${server.url}${outboxPathOf(outbox)}`;
  const paymentsUrl = testPayments === null ? null : `${server.url}${paymentsPathOf(testPayments)}`;
  const isTerminal = process.stdout.isTTY === true;
  if (isEmbedded || config.log.format === 'pretty') {
    const text = banner({
      ...{ url: server.url, services: started.banner, developmentToken, isTerminal },
      ...{ outboxUrl, paymentsUrl },
    });
    // Standard output belongs to the log, which a program may be reading.
    (config.log.format === 'pretty' ? process.stdout : process.stderr).write(text);
  } else {
    if (outboxUrl !== null) process.stderr.write(`Mails: ${outboxUrl}\n`);
    if (paymentsUrl !== null) process.stderr.write(`Payments: ${paymentsUrl}\n`);
  }
}

try {
  const warnings: string[] = [];
  const config = readConfig('server', (warning) => warnings.push(warning));
  await start(config, warnings);
} catch (error) {
  process.stderr.write(`${explainError(error)}\n`);
  process.exit(1);
}
