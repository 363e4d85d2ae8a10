import { loadPasswordDictionaries } from '@trastienda/auth';
import {
  closeOnSignals,
  exitOnUncaughtErrors,
  type OpenPortFunction,
  serveOn,
} from '@trastienda/http/node';
import { type Config, readConfig } from './config/env.ts';
import { hashStaffToken } from './config/hash-staff-token.ts';
import { createTools } from './dev/create-tools.ts';
import { sizeOfDemoPicture } from './dev/demo-pictures.ts';
import { loadOrCreateDevelopmentToken } from './dev/development-token.ts';
import { fillForDemo } from './dev/fill-demo.ts';
import { createFrontends } from './frontends/create-frontends.ts';
import { createShopLimits } from './http/call-limits.ts';
import { createShopApp } from './http/create-app.ts';
import { findReferenceScript } from './http/reference-script.ts';
import { warnWithoutSharp } from './start/configure-media.ts';
import { explainError } from './start/explain-error.ts';
import { createLog } from './start/log/create-log.ts';
import { startServices } from './start/start-services.ts';

/** Relative to this file and to its build alike: both are one folder below the package root. */
const DEMO_CATALOG = new URL('../demo/catalog.csv', import.meta.url);
const PACKAGE_ROOT = new URL('..', import.meta.url);
const APPS = new URL('../..', import.meta.url);
/** Later than the first calls of those who waited for the server. */
const DICTIONARIES_AFTER_MS = 2000;

/** The token that staff call with on an embedded database, unless the operator has set another one. */
async function findDevelopmentToken({ mongodbUri, staffTokenSha256, dataDir }: Config) {
  const isNeeded = mongodbUri === undefined && staffTokenSha256 === null;
  return isNeeded ? await loadOrCreateDevelopmentToken(dataDir) : null;
}

/** A program that runs JavaScript, with its server. */
export interface Runtime {
  /** Name and version for the log: `Bun 1.4.5`. */
  readonly name: string;
  readonly openPort: OpenPortFunction;
  /** What the server does on Node and cannot do here, in sentences for operators. */
  readonly lacks: readonly string[];
}

/**
 * Starts the server: the port, the database, accounts and the shop on it, and the HTTP application
 * that serves them. Background work starts last and stops first.
 */
async function start(
  { name, openPort, lacks }: Runtime,
  config: Config,
  warnings: readonly string[],
): Promise<void> {
  const log = createLog(config.log);
  exitOnUncaughtErrors(log);
  log.debug({ runtime: name }, 'starting');
  if (lacks.length > 0) log.warn({ runtime: name, lacks }, 'this runtime does less than Node');
  for (const warning of warnings) log.warn(warning);
  const developmentToken = await findDevelopmentToken(config);

  // Before the database: a port in use is the most common startup failure.
  const opened = await openPort({
    ...{ host: config.host, port: config.port },
    requestTimeoutSeconds: config.http.requestTimeoutSeconds,
  });
  const publicUrl = config.publicUrl ?? opened.url;

  const { trustedProxies } = config.http;
  const findFrontends = createFrontends({
    ...{ config: config.frontends, apps: APPS, log, publicUrl, timeZone: config.timeZone },
    hasStripe: config.buying.payments?.kind === 'stripe',
    ...{ trustedProxies, mediaUrl: config.media.publicUrl },
  });
  // The start of the database fails first where both do.
  findFrontends.catch(() => {});
  const started = await startServices(config, {
    log,
    publicUrl,
    sizeOfImage: sizeOfDemoPicture,
    fillForDemo: (demoShop) => fillForDemo(demoShop, { file: DEMO_CATALOG, publicUrl }),
  }).catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });
  const { services, authenticator, emails, shop, secret } = started;

  const frontends = await findFrontends.catch(async (error: unknown) => {
    await Promise.all([opened.close(), started.close(0)]);
    throw error;
  });
  const storefrontUrl =
    config.accounts.storefrontUrl ?? (frontends.hasStorefront ? publicUrl : null);

  const tools = createTools({
    ...{ config, opened, publicUrl, started, developmentToken },
    backOfficePath: frontends.backOfficePath,
    api: (request) => api.fetch(request, { socketAddress: '127.0.0.1' }),
  });
  const { callsPerMinute } = config.http;
  const closing = new AbortController();
  const api = createShopApp({
    ...config.http,
    services,
    mediaFiles: shop.mediaFiles,
    authenticator,
    staffTokenSha256:
      developmentToken === null ? config.staffTokenSha256 : hashStaffToken(developmentToken.token),
    ...createShopLimits({ database: started, callsPerMinute, secret }),
    publicUrl: () => publicUrl,
    storefrontUrl,
    database: started,
    ...{ pages: tools.pages, assets: tools.assets },
    readReferenceScript: config.http.hasReference ? findReferenceScript(PACKAGE_ROOT) : null,
    providerWebhooks: shop.providerWebhooks,
    log,
    closing: closing.signal,
  });

  const server = serveOn(opened, {
    app: frontends.serve(api),
    graceSeconds: config.shutdownGraceSeconds,
    onClose: (withinMs) => started.close(withinMs),
    log,
  });
  emails.start(config.accounts.storefrontUrl ?? publicUrl);
  shop.locate({ serverUrl: server.url, publicUrl });
  shop.start();
  closeOnSignals({
    close: () => {
      closing.abort();
      // Running calls are waited for; background work stops at once.
      void shop.stop().catch((error: unknown) => log.error({ err: error }, 'background'));
      return server.close();
    },
    log,
  });

  // From the start of the process.
  const startMs = Math.round(performance.now());
  log.info({ url: server.url, startMs }, 'listening');
  tools.announce();
  // Last, because loading it takes 50 ms.
  void warnWithoutSharp(log);
  setTimeout(() => {
    loadPasswordDictionaries().catch((error: unknown) => log.error({ err: error }, 'passwords'));
  }, DICTIONARIES_AFTER_MS).unref();
}

/** Runs the server on a runtime; a start that fails is explained, and the process exits with 1. */
export async function runServer(runtime: Runtime): Promise<void> {
  try {
    const warnings: string[] = [];
    const config = readConfig('server', (warning) => warnings.push(warning));
    await start(runtime, config, warnings);
  } catch (error) {
    process.stderr.write(`${explainError(error)}\n`);
    process.exit(1);
  }
}
