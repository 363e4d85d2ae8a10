import type { Assets, Page } from '@trastienda/http';
import type { HttpConfig } from '../config/env.ts';
import { CONFIRM_PATH } from '../start/payments/confirm-path.ts';
import { demoPictures, PICTURES_PATH } from './demo-pictures.ts';
import { SIGN_IN_PATH } from './demo-sign-in.ts';
import { developerHeaders } from './developer-page.ts';
import {
  type DeveloperStart,
  type LandingOptions,
  landingPage,
  type PageLink,
  START_PATH,
  startPage,
} from './landing-page.ts';
import { OUTBOX_PATH, type Outbox, outboxPage, outboxPathOf } from './outbox-page.ts';
import { confirmPage } from './payments/confirm-page.ts';
import {
  PAYMENTS_PATH,
  paymentsPage,
  paymentsPathOf,
  type TestPayments,
} from './payments/payments-page.ts';
import { CONFIRMATION_STYLE } from './payments/render-confirmation.ts';

export interface PagesOptions extends Pick<HttpConfig, 'trustedProxies'> {
  /** Content of `/`. */
  readonly landing: LandingOptions;
  /** The outbox; absent when emails are sent. Not shown behind proxies. */
  readonly outbox?: Outbox;
  /** The sandbox; not shown behind proxies. */
  readonly sandboxPayments?: TestPayments;
  /** The page that links to the developer pages; shown under the same conditions. */
  readonly start?: DeveloperStart;
  /** Serves the pictures of the demo catalog. */
  readonly hasDemoPictures?: boolean;
}

function developerLinks(
  outbox: Outbox | undefined,
  sandboxPayments: TestPayments | undefined,
): readonly PageLink[] {
  const links: PageLink[] = [];
  if (outbox !== undefined) {
    const shows = 'emails that were written to files in place of being sent';
    links.push({ title: 'Mailbox', path: outboxPathOf(outbox), shows });
  }
  if (sandboxPayments !== undefined) {
    const shows = 'the payments of the sandbox, to approve, decline and refund them';
    links.push({ title: 'Payments', path: paymentsPathOf(sandboxPayments), shows });
  }
  return links;
}

/** Creates the pages for browsers: `/`, and those of development. */
export function createPages(options: PagesOptions): {
  readonly pages: readonly Page[];
  readonly assets: readonly Assets[];
} {
  // A proxy on this machine forwards requests of anyone.
  const isAlone = options.trustedProxies.length === 0;
  const outbox = isAlone ? options.outbox : undefined;
  const sandboxPayments = isAlone ? options.sandboxPayments : undefined;
  const start = isAlone ? options.start : undefined;
  const { landing } = options;

  const plain = developerHeaders({ hasForms: false });
  const pages: Page[] = [
    { path: '/', routes: landingPage(landing, start !== undefined), headers: plain },
  ];
  if (start !== undefined) {
    const routes = startPage(landing, start, developerLinks(outbox, sandboxPayments));
    const { demoSignIn } = start;
    const headers = developerHeaders({ hasForms: demoSignIn !== null });
    pages.push({ path: START_PATH, routes, headers });
    if (demoSignIn !== null) {
      pages.push({ path: SIGN_IN_PATH, routes: demoSignIn.routes, headers: plain });
    }
  }
  if (outbox !== undefined) {
    pages.push({ path: OUTBOX_PATH, routes: outboxPage(outbox), headers: plain });
  }
  if (sandboxPayments !== undefined) {
    const headers = developerHeaders({ hasForms: true });
    pages.push(
      { path: PAYMENTS_PATH, routes: paymentsPage(sandboxPayments), headers },
      {
        path: CONFIRM_PATH,
        routes: confirmPage(sandboxPayments.driver),
        headers: developerHeaders({ hasForms: true, style: CONFIRMATION_STYLE }),
      },
    );
  }
  const hasPictures = options.hasDemoPictures === true;
  return { pages, assets: hasPictures ? [{ path: PICTURES_PATH, routes: demoPictures() }] : [] };
}
