import { createHash, randomBytes } from 'node:crypto';
import type { AuthService, OperatorService } from '@trastienda/auth';
import { type AppEnv, TRPC_ENDPOINT } from '@trastienda/http';
import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { developerPage, onlyOnThisMachine } from './developer-page.ts';

export const SIGN_IN_PATH = '/dev/sign-in';

/** Long enough to see the link in the terminal and follow it. */
const LIFETIME_MS = 15 * 60 * 1000;

/** Address of the account, under a domain reserved for examples (RFC 2606). */
const DEMO_OWNER = { email: 'owner@trastienda.example', name: 'Demo owner' };

export interface DemoSignInOptions {
  readonly operator: Pick<OperatorService, 'makeOwner'>;
  readonly auth: Pick<AuthService, 'resetPassword'>;
  /** Calls the API in this process. */
  readonly api: (request: Request) => Response | Promise<Response>;
  /** URL at which browsers reach the server. */
  readonly publicUrl: string;
  /** Page to which the links lead. */
  readonly backOfficePath: string;
  readonly now?: () => number;
}

/** Links that sign a browser in as the owner of the demo shop. */
export interface DemoSignIn {
  /** Returns the path of a new link, which works once, for a quarter of an hour. */
  newLink(): string;
  /** Pages that the links lead to; for this machine only. */
  readonly routes: Hono<AppEnv>;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');

const explain = (message: string) => developerPage('Sign-in', html`<p>${message}</p>`);

/**
 * Creates the links of a server for development. Behind each is an ordinary sign-in: with the first one, the
 * account gets a password that only this process knows, which ends its earlier sessions.
 */
export function createDemoSignIn(options: DemoSignInOptions): DemoSignIn {
  const { operator, auth, api, publicUrl, backOfficePath, now = Date.now } = options;
  /** Ends of the open links, by the hash of their secret. */
  const open = new Map<string, number>();
  let password: Promise<string> | undefined;

  async function setPassword(): Promise<string> {
    const chosen = randomBytes(32).toString('base64url');
    const { resetToken } = await operator.makeOwner(DEMO_OWNER);
    await auth.resetPassword({ token: resetToken, password: chosen }, OPERATOR_ORIGIN);
    return chosen;
  }

  /** Returns the `Set-Cookie` lines of a sign-in; none when more than the password is needed. */
  async function signIn(userAgent: string | undefined): Promise<readonly string[]> {
    password ??= setPassword().catch((error: unknown) => {
      password = undefined;
      throw error;
    });
    const { origin } = new URL(publicUrl);
    const response = await api(
      new Request(`${origin}${TRPC_ENDPOINT}/auth.signIn`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin,
          ...(userAgent !== undefined && { 'user-agent': userAgent }),
        },
        body: JSON.stringify({ email: DEMO_OWNER.email, password: await password }),
      }),
    );
    return response.headers.getSetCookie();
  }

  /** Returns whether a link was open; it is not afterwards. */
  function consume(secret: string): boolean {
    const key = hashOf(secret);
    const end = open.get(key);
    return open.delete(key) && end !== undefined && end > now();
  }

  const routes = new Hono<AppEnv>();
  routes.use('*', onlyOnThisMachine());
  // Hono answers HEAD with the handler of GET: a preview must not use the link up.
  routes.get('/:secret', async (c) => {
    if (c.req.raw.method !== 'GET') return c.body(null);
    if (!consume(c.req.param('secret'))) {
      const message =
        'This link has been used, or is older than a quarter of an hour. The page that the server printed as “Start here” makes a new one.';
      return c.html(explain(message), 410);
    }
    const lines = await signIn(c.req.header('user-agent'));
    if (lines.length === 0) {
      const { email } = DEMO_OWNER;
      return c.html(explain(`${email} has a second factor: sign in at ${backOfficePath}.`), 403);
    }
    for (const line of lines) c.header('set-cookie', line, { append: true });
    return c.redirect(backOfficePath, 303);
  });
  return {
    routes,
    newLink() {
      for (const [key, end] of open) if (end <= now()) open.delete(key);
      const secret = randomBytes(32).toString('base64url');
      open.set(hashOf(secret), now() + LIFETIME_MS);
      return `${SIGN_IN_PATH}/${secret}`;
    },
  };
}
