import {
  type AppEnv,
  createAnswerCache,
  createApp,
  type AppOptions as KitOptions,
} from '@trastienda/http';
import { createMcp, type McpOptions } from '@trastienda/http/mcp';
import { compressAnswers } from '@trastienda/http/node';
import { createReference } from '@trastienda/http/reference';
import { runCallBefore } from '@trastienda/mongo';
import type { MediaFiles, ProviderWebhookService } from '@trastienda/shop';
import { ERRORS } from '@trastienda/shop-contract';
import { appRouter, createShopOpenApi, type Services } from '@trastienda/shop-router';
import type { Hono } from 'hono';
import type { HttpConfig } from '../config/env.ts';
import { NEWSLETTER_PATH } from '../config/unsubscribe-path.ts';
import { createProductDownload, createReportDownloads } from './csv-downloads.ts';
import { DEVELOPER_PATH } from './developer-path.ts';
import { GUEST_HEADER, readGuest } from './guest-header.ts';
import { createMediaAssets } from './media-files.ts';
import { createStaffTokenCheck } from './staff-token.ts';
import { unsubscribePage } from './unsubscribe-page.ts';

type ServerOptions = KitOptions<typeof appRouter, typeof ERRORS>;

/** Parts of the server that do not depend on the shop. */
type GeneralOptions = Pick<
  ServerOptions,
  | 'authenticator'
  | 'consume'
  | 'forgeries'
  | 'publicUrl'
  | 'database'
  | 'log'
  | 'pages'
  | 'assets'
  | 'closing'
>;

export interface ShopAppOptions
  extends GeneralOptions,
    Omit<HttpConfig, 'requestTimeoutSeconds' | 'callsPerMinute' | 'hasReference'> {
  readonly services: Services;
  /** Files of uploaded images. */
  readonly mediaFiles: MediaFiles;
  /** SHA-256 of the staff token; null when there is none. */
  readonly staffTokenSha256: string | null;
  /** Base URL of the pages that emails link to; null, the default, without a storefront. */
  readonly storefrontUrl?: string | null;
  /** Reads the script of the API reference, which is at `/docs`; null for no reference. */
  readonly readReferenceScript: (() => Promise<string>) | null;
  /** Receives the webhooks of the payment provider. */
  readonly providerWebhooks: {
    /** Provider name in the path. */
    readonly provider: string;
    readonly service: ProviderWebhookService;
  };
}

/** The shop as agents see it. */
const AGENTS: McpOptions = {
  name: 'trastienda',
  title: 'Trastienda',
  version: '0.0.0',
  instructions:
    'A shop. Money is in minor units: { "amount": 1050, "currency": "EUR" } is 10.50 EUR. Lists have pages: pass nextCursor as cursor.',
  // Guests buy with a token, which agents do not have.
  access: { buyer: ({ kind }) => kind === 'account' },
};

/** Creates the HTTP application of the shop. */
export function createShopApp(options: ShopAppOptions): Hono<AppEnv> {
  const {
    services,
    mediaFiles,
    staffTokenSha256,
    providerWebhooks,
    isCompressing,
    answerCacheBytes,
    readReferenceScript,
    hasMcp,
    storefrontUrl = null,
    ...general
  } = options;
  let created: ReturnType<typeof createShopOpenApi> | undefined;
  const document = () => (created ??= createShopOpenApi());
  const reference =
    readReferenceScript === null
      ? { pages: [], assets: [] }
      : createReference({
          title: 'Trastienda API',
          document,
          readScript: readReferenceScript,
          callers: { buyer: 'accounts, and guests with a token, about their own purchases' },
        });
  return createApp({
    ...general,
    pages: [
      ...(general.pages ?? []),
      ...reference.pages,
      unsubscribePage({ service: services.forms, storefrontUrl }),
    ],
    assets: [
      ...(general.assets ?? []),
      ...reference.assets,
      createMediaAssets({ files: mediaFiles, log: general.log }),
    ],
    router: appRouter,
    downloads: [
      createProductDownload(services.catalog),
      ...createReportDownloads(services.reports),
    ],
    rest: { document },
    ...(hasMcp && { mcp: createMcp(AGENTS) }),
    errors: ERRORS,
    context: (headers, request) => ({ services, guest: readGuest(headers, request) }),
    runWithin: runCallBefore,
    checkToken: createStaffTokenCheck(staffTokenSha256),
    webhooks: [{ ...providerWebhooks, sender: 'the payment provider' }],
    ...(answerCacheBytes > 0 && {
      answers: createAnswerCache({ hub: services.tags, maxBytes: answerCacheBytes }),
    }),
    ...(isCompressing && { compress: compressAnswers() }),
    names: {
      cookie: 'trastienda',
      sessionHeader: 'trastienda-session',
      site: 'the shop',
      corsOriginsSetting: 'TRASTIENDA_CORS_ORIGINS',
      crossSiteCookiesSetting: 'TRASTIENDA_COOKIES=cross-site',
    },
    requestHeaders: [GUEST_HEADER],
    secretPaths: [DEVELOPER_PATH, NEWSLETTER_PATH],
  });
}
