import { randomBytes } from 'node:crypto';
import { isLoopbackHost } from '@trastienda/http';
import type { Config } from '../config/env.ts';
import type { StartedServices } from '../start/start-services.ts';
import { banner } from './banner.ts';
import { createPages } from './create-pages.ts';
import { createDemoSignIn, type DemoSignInOptions } from './demo-sign-in.ts';
import type { DevelopmentToken } from './development-token.ts';
import { firstSteps } from './first-steps.ts';
import { startPathOf } from './landing-page.ts';
import { outboxPathOf } from './outbox-page.ts';
import { paymentsPathOf } from './payments/payments-page.ts';

export interface ToolsOptions {
  readonly config: Config;
  /** URL and port at which the server listens. */
  readonly opened: { readonly url: string; readonly port: number };
  /** URL at which browsers reach the server. */
  readonly publicUrl: string;
  readonly started: Pick<StartedServices, 'emails' | 'shop' | 'banner' | 'services' | 'operator'>;
  readonly developmentToken: DevelopmentToken | null;
  /** Path of the back office; null where it is not served. */
  readonly backOfficePath: string | null;
  /** Calls the API in this process. */
  readonly api: DemoSignInOptions['api'];
}

const newSecret = () => ({ secret: randomBytes(32).toString('base64url') });

/**
 * Creates the page at `/` and, for a server that only this machine reaches, the pages of development:
 * sent emails, payments of the sandbox, and links to both.
 */
export function createTools(options: ToolsOptions) {
  const { config, opened, publicUrl, started, developmentToken, backOfficePath } = options;
  const { emails, shop } = started;
  const { dataDir, currency, accounts, log } = config;
  const { trustedProxies, hasReference } = config.http;
  const isEmbedded = config.mongodbUri === undefined;
  const isLocal = config.publicUrl === null || isLoopbackHost(new URL(publicUrl).hostname);
  // Behind a local proxy every request seems to come from this machine.
  const isAlone = isLocal && trustedProxies.length === 0;
  const outbox =
    emails.outbox !== null && isAlone ? { emails: emails.outbox, ...newSecret() } : null;
  const sandboxPayments =
    shop.sandbox !== null && isAlone ? { driver: shop.sandbox.driver, ...newSecret() } : null;
  const hasDemoOwner = isEmbedded && isAlone && config.demo;
  const { services, operator } = started;
  const demoSignIn =
    hasDemoOwner && backOfficePath !== null
      ? createDemoSignIn({
          ...{ operator, auth: services.auth, api: options.api },
          ...{ publicUrl, backOfficePath },
        })
      : null;
  const start = isEmbedded && isAlone ? { ...newSecret(), demoSignIn } : null;
  const settings = isEmbedded ? { dataDir, port: opened.port, currency } : null;
  const steps = firstSteps({ url: opened.url, settings });
  const urlOf = (path: string | null) => (path === null ? null : `${opened.url}${path}`);
  /** As a browser reaches it, which may be through the servers of `pnpm dev`. */
  const pageUrlOf = (path: string | null) => (path === null ? null : `${publicUrl}${path}`);
  const outboxUrl = urlOf(outbox && outboxPathOf(outbox));
  const paymentsUrl = urlOf(sandboxPayments && paymentsPathOf(sandboxPayments));

  return {
    /** Pages and assets for `createShopApp`. */
    ...createPages({
      trustedProxies,
      landing: { shopName: accounts.shopName, firstSteps: isLocal ? steps : [], hasReference },
      ...(outbox !== null && { outbox }),
      ...(sandboxPayments !== null && { sandboxPayments }),
      ...(start !== null && { start }),
      hasDemoPictures: isEmbedded && config.demo,
    }),

    /** Writes the addresses of the pages, and the first steps for a newcomer, to the terminal. */
    announce(): void {
      if (isEmbedded || log.format === 'pretty') {
        const text = banner({
          ...{ url: publicUrl, services: started.banner, developmentToken },
          isTerminal: process.stdout.isTTY === true,
          backOfficeUrl: pageUrlOf(backOfficePath),
          signInUrl: pageUrlOf(demoSignIn?.newLink() ?? null),
          startUrl: urlOf(start && startPathOf(start)),
          ...{ outboxUrl, paymentsUrl, firstSteps: steps },
        });
        // Standard output belongs to the log, which a program may parse.
        (log.format === 'pretty' ? process.stdout : process.stderr).write(text);
      } else {
        if (outboxUrl !== null) process.stderr.write(`Emails: ${outboxUrl}\n`);
        if (paymentsUrl !== null) process.stderr.write(`Payments: ${paymentsUrl}\n`);
      }
    },
  };
}
