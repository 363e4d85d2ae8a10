import { randomBytes } from 'node:crypto';
import { isLoopbackHost } from '@trastienda/http';
import { closeOnSignals, exitOnUncaughtErrors, openPort, serveOn } from '@trastienda/http/node';
import { type Config, readConfig } from './config/env.ts';
import { hashStaffToken } from './config/hash-staff-token.ts';
import { banner } from './dev/banner.ts';
import { createPages } from './dev/create-pages.ts';
import { loadOrCreateDevelopmentToken } from './dev/development-token.ts';
import { fillForDemo } from './dev/fill-demo.ts';
import { firstSteps } from './dev/first-steps.ts';
import { startPathOf } from './dev/landing-page.ts';
import { outboxPathOf } from './dev/outbox-page.ts';
import { paymentsPathOf } from './dev/payments/payments-page.ts';
import { createShopLimits } from './http/call-limits.ts';
import { createShopApp } from './http/create-app.ts';
import { explainError } from './start/explain-error.ts';
import { createLog } from './start/log/create-log.ts';
import { startServices } from './start/start-services.ts';

/** Relative to this file and to its build alike: both are one folder below the package root. */
const DEMO_CATALOG = new URL('../demo/catalog.csv', import.meta.url);

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

  // Before the database: a port in use is the most common startup failure.
  const opened = await openPort({
    ...{ host: config.host, port: config.port },
    requestTimeoutSeconds: config.http.requestTimeoutSeconds,
  });
  const publicUrl = config.publicUrl ?? opened.url;
  const started = await startServices(config, {
    log,
    fillForDemo: (demoShop) => fillForDemo(demoShop, { file: DEMO_CATALOG, publicUrl }),
  }).catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });
  const { services, authenticator, emails, shop, rateLimits, counterKey } = started;
  const { callsPerMinute } = config.http;
  const isLocal = config.publicUrl === null || isLoopbackHost(new URL(publicUrl).hostname);
  // Behind a local proxy every request seems to come from this machine.
  const isAlone = isLocal && config.http.trustedProxies.length === 0;
  const outbox =
    emails.outbox !== null && isAlone
      ? { emails: emails.outbox, secret: randomBytes(32).toString('base64url') }
      : null;
  const sandboxPayments =
    shop.sandbox !== null && isAlone
      ? { driver: shop.sandbox.driver, secret: randomBytes(32).toString('base64url') }
      : null;
  const start =
    isEmbedded && isAlone ? { secret: randomBytes(32).toString('base64url') } : undefined;
  const { dataDir, currency } = config;
  const settings = isEmbedded ? { dataDir, port: opened.port, currency } : null;
  const steps = firstSteps({ url: opened.url, settings });
  let isClosing = false;
  const app = createShopApp({
    ...config.http,
    services,
    authenticator,
    staffTokenSha256,
    ...createShopLimits({ rateLimits, callsPerMinute, counterKey }),
    publicUrl: () => publicUrl,
    database: started,
    ...createPages({
      trustedProxies: config.http.trustedProxies,
      landing: { shopName: config.accounts.shopName, firstSteps: isLocal ? steps : [] },
      ...(outbox !== null && { outbox }),
      ...(sandboxPayments !== null && { sandboxPayments }),
      ...(start !== undefined && { start }),
      hasDemoPictures: isEmbedded && config.demo,
    }),
    webhooks: shop.webhooks,
    log,
    isClosing: () => isClosing,
  });
  const server = serveOn(opened, {
    app,
    graceSeconds: config.shutdownGraceSeconds,
    onClose: (withinMs) => started.close(withinMs),
    log,
  });
  emails.start(config.accounts.storefrontUrl ?? publicUrl);
  shop.locate({ serverUrl: server.url, publicUrl });
  shop.start();
  closeOnSignals({
    close: () => {
      isClosing = true;
      // Running calls are waited for; background work stops at once.
      void shop.stop().catch((error: unknown) => log.error({ err: error }, 'background'));
      return server.close();
    },
    log,
  });

  log.info({ url: server.url }, 'listening');
  const outboxUrl = outbox === null ? null : `${server.url}${outboxPathOf(outbox)}`;
  const paymentsUrl =
    sandboxPayments === null ? null : `${server.url}${paymentsPathOf(sandboxPayments)}`;
  const isTerminal = process.stdout.isTTY === true;
  if (isEmbedded || config.log.format === 'pretty') {
    const text = banner({
      ...{ url: server.url, services: started.banner, developmentToken, isTerminal },
      startUrl: start === undefined ? null : `${server.url}${startPathOf(start)}`,
      ...{ outboxUrl, paymentsUrl, firstSteps: steps },
    });
    // Standard output belongs to the log, which a program may parse.
    (config.log.format === 'pretty' ? process.stdout : process.stderr).write(text);
  } else {
    if (outboxUrl !== null) process.stderr.write(`Emails: ${outboxUrl}\n`);
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
