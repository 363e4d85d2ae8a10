import type { AppEnv } from '@trastienda/http';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import type { FrontendsConfig } from '../config/frontend-choice.ts';
import { BACK_OFFICE_FILE, BACK_OFFICE_PATH, createBackOffice } from './back-office.ts';
import { createSite } from './create-site.ts';
import { loadStorefront, STOREFRONT_FILE, type StorefrontOptions } from './load-storefront.ts';
import { locateBuild } from './locate-build.ts';

export interface FrontendOptions
  extends Pick<StorefrontOptions, 'publicUrl' | 'timeZone' | 'hasStripe'> {
  readonly config: FrontendsConfig;
  /** Directory of the applications of this repository. */
  readonly apps: URL;
  /** Base of the URLs of uploaded images where they are elsewhere. */
  readonly mediaUrl: string | null;
  readonly trustedProxies: readonly string[];
  readonly log: Logger;
}

/** The frontends under the public URL, before there is an API. */
export interface Frontends {
  readonly hasStorefront: boolean;
  /** Path of the back office; null where there is none. */
  readonly backOfficePath: string | null;
  /** Returns the application that serves the API and the frontends. */
  serve(api: Hono<AppEnv>): Pick<Hono<AppEnv>, 'fetch'>;
}

/**
 * Finds and loads the builds of the frontends.
 *
 * @throws {ConfigError} when the configuration requires one that is not built.
 */
export async function createFrontends(options: FrontendOptions): Promise<Frontends> {
  const { config, apps, log, publicUrl, timeZone, hasStripe, mediaUrl } = options;
  // Stored URLs have the public one, also where a page is reached by another name.
  const urls = mediaUrl === null ? [publicUrl] : [publicUrl, mediaUrl];
  const mediaOrigins = [...urls.map((url) => new URL(url).origin), ...config.mediaOrigins];
  const storefrontDir = locateBuild(config.storefront, {
    variable: 'TRASTIENDA_STOREFRONT',
    usual: new URL('storefront/dist', apps),
    file: STOREFRONT_FILE,
  });
  const backOfficeDir = locateBuild(config.backOffice, {
    variable: 'TRASTIENDA_BACK_OFFICE',
    usual: new URL('back-office/dist', apps),
    file: BACK_OFFICE_FILE,
  });
  for (const [name, choice, dir] of [
    ['storefront', config.storefront, storefrontDir],
    ['back office', config.backOffice, backOfficeDir],
  ] as const) {
    if (choice.kind === 'if-built' && dir === null) log.info(`the ${name} is not built`);
  }
  const createStorefront = storefrontDir === null ? null : await loadStorefront(storefrontDir);
  const backOffice = backOfficeDir === null ? null : createBackOffice(backOfficeDir, mediaOrigins);

  return {
    hasStorefront: createStorefront !== null || config.storefront.kind === 'elsewhere',
    backOfficePath:
      backOffice === null && config.backOffice.kind !== 'elsewhere' ? null : BACK_OFFICE_PATH,
    serve(api) {
      const storefront = createStorefront?.({
        ...{ publicUrl, timeZone, hasStripe, mediaOrigins },
        apiUrl: publicUrl,
        // The address is known, and no proxy of this server stands between.
        api: (request, { address }) => api.fetch(request, { socketAddress: address ?? undefined }),
        onError: (err, { requestId }) => log.error({ requestId, err }, 'the page failed'),
      });
      const { trustedProxies } = options;
      return createSite({ api, storefront: storefront ?? null, backOffice, trustedProxies, log });
    },
  };
}
