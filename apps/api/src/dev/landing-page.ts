import { type AppEnv, TRPC_ENDPOINT } from '@trastienda/http';
import { REFERENCE_PATH } from '@trastienda/http/reference';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { DemoSignIn } from './demo-sign-in.ts';
import { developerPage, onlyForTheDeveloper, onlyOnThisMachine } from './developer-page.ts';
import type { FirstStep } from './first-steps.ts';

export const START_PATH = '/dev/start';

export interface LandingOptions {
  readonly shopName: string;
  readonly firstSteps: readonly FirstStep[];
  /** Whether the API reference is served. */
  readonly hasReference: boolean;
}

export interface PageLink {
  readonly title: string;
  readonly path: string;
  readonly shows: string;
}

export interface DeveloperStart {
  /** Secret part of the URL, new at each start. */
  readonly secret: string;
  /** Links that sign in as the owner of the demo shop; null without them. */
  readonly demoSignIn: DemoSignIn | null;
}

export function startPathOf({ secret }: Pick<DeveloperStart, 'secret'>): string {
  return `${START_PATH}/${secret}`;
}

const REFERENCE_LINK: PageLink = {
  ...{ title: 'API reference', path: REFERENCE_PATH },
  shows: 'every procedure over REST: its fields, failures, limits and examples',
};

const PUBLIC_LINKS: readonly PageLink[] = [
  { title: 'Products', path: `${TRPC_ENDPOINT}/catalog.list`, shows: 'what catalog.list returns' },
  { title: 'Health', path: '/healthz', shows: 'whether the process is alive' },
  { title: 'Readiness', path: '/readyz', shows: 'whether the database answers' },
];

function page(
  options: LandingOptions,
  links: readonly PageLink[] | null,
  signInPath: string | null = null,
) {
  const { shopName, firstSteps, hasReference } = options;
  const reference = hasReference ? [REFERENCE_LINK] : [];
  const rows = [...(links ?? []), ...reference, ...PUBLIC_LINKS].map(
    ({ title, path, shows }) =>
      html`<tr><td><a href="${path}">${title}</a></td><td>${shows}</td></tr>`,
  );
  const steps = firstSteps.map(
    ({ command, does }) =>
      html`<p>${does[0]?.toUpperCase()}${does.slice(1)}:</p><pre>${command}</pre>`,
  );
  const signIn =
    signInPath === null
      ? ''
      : html`<form method="post" action="${signInPath}"><button>Sign in as the demo owner</button></form>
and open the back office. It works with every press, and on this machine only.`;
  const hidden =
    links === null
      ? html`<p>The pages of a developer (emails that were not sent, sandbox payments) are at the address that
the server printed as <em>Start here</em>: they hold links that let people in.</p>`
      : '';
  return developerPage(
    shopName,
    html`<p>This is the back end of a shop. Programs call its typed procedures below <code>${TRPC_ENDPOINT}</code>,
best with the client package <code>@trastienda/shop-client</code>.</p>
<table>${rows}</table>${signIn}${hidden}
<h2>Try</h2>
${steps}`,
  );
}

/** Serves `/`: a page for browsers, JSON for programs. */
export function landingPage(options: LandingOptions, hasDeveloperPages: boolean) {
  const app = new Hono<AppEnv>();
  app.get('/', (c) => {
    c.header('vary', 'accept', { append: true });
    if (c.req.header('accept')?.includes('text/html') === true) {
      return c.html(page(options, hasDeveloperPages ? null : []));
    }
    return c.json({
      name: 'trastienda',
      description: 'The back end of a shop. Its procedures are called with tRPC.',
      procedures: TRPC_ENDPOINT,
      try: `${TRPC_ENDPOINT}/catalog.list`,
      openapi: '/openapi.json',
      ...(options.hasReference && { reference: REFERENCE_PATH }),
      alive: '/healthz',
      ready: '/readyz',
    });
  });
  return app;
}

/** Serves the landing page with links to the developer pages, for this machine only. */
export function startPage(
  options: LandingOptions,
  start: DeveloperStart,
  links: readonly PageLink[],
) {
  const app = new Hono<AppEnv>();
  app.use('/:secret/*', onlyForTheDeveloper(start.secret), onlyOnThisMachine());
  const { demoSignIn } = start;
  const signInPath = demoSignIn === null ? null : `${startPathOf(start)}/sign-in`;
  app.get('/:secret', (c) => c.html(page(options, links, signInPath)));
  if (demoSignIn !== null) {
    app.post('/:secret/sign-in', (c) => c.redirect(demoSignIn.newLink(), 303));
  }
  return app;
}
