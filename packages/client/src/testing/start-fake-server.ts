import { createServer, type IncomingMessage } from 'node:http';

interface Received {
  readonly paths: readonly string[];
  readonly token: string | null;
  readonly sessionMode: string | undefined;
  readonly guest: string | undefined;
}

/**
 * Delays the responses of one procedure: `arrived` resolves with its call, `release` sends the
 * response.
 */
interface Gate {
  readonly arrived: Promise<void>;
  release(): void;
}

export interface FakeServer {
  readonly url: string;
  readonly received: readonly Received[];
  /** Tokens of live sessions. */
  readonly live: Set<string>;
  /** Holds back the response to the next call of a procedure, after it was decided. */
  hold(path: string): Gate;
  stop(): void;
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function failure(path: string, reason: string) {
  const data = { reason, path, code: 'UNAUTHORIZED', httpStatus: 401, details: {}, fields: {} };
  return { error: { message: reason, code: -32001, data } };
}

function tokenOf({ headers }: IncomingMessage): string | null {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  return bearer ?? /trastienda=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? null;
}

/** Starts a server on a real socket that signs anybody in; `totp@…` needs the second factor. */
export async function startFakeServer({
  tellsInHeader = true,
}: {
  /** False when a proxy or a browser hides `trastienda-session` from the client. */
  readonly tellsInHeader?: boolean;
} = {}): Promise<FakeServer> {
  const received: Received[] = [];
  const live = new Set<string>();
  const gates = new Map<string, { arrive: () => void; released: Promise<void> }>();
  let sessions = 0;

  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const paths = url.pathname.replace('/trpc/', '').split(',');
    const token = tokenOf(request);
    const sessionMode = request.headers['trastienda-session'];
    const guest = request.headers['trastienda-guest']?.toString();
    received.push({ paths, token, sessionMode: sessionMode?.toString(), guest });
    response.setHeader('content-type', 'application/json');

    const signedIn = () => {
      sessions += 1;
      const started = `ts_${sessions}`;
      live.add(started);
      if (sessionMode === 'token') return { status: 'signed-in', token: started };
      response.setHeader('set-cookie', `trastienda=${started}`);
      return { status: 'signed-in', token: null };
    };
    const answer = (path: string) => {
      const isLive = token !== null && live.has(token);
      if (path === 'auth.signIn' && body.includes('totp@')) {
        return { result: { data: { status: 'second-factor-required', challenge: 'c' } } };
      }
      if (path === 'auth.signIn' && body.includes('wrong'))
        return failure(path, 'SIGN_IN_REJECTED');
      if (path === 'auth.signIn' || path === 'auth.completeSignIn') {
        return { result: { data: signedIn() } };
      }
      if (path === 'auth.signOut' || path === 'account.delete') {
        if (token !== null) live.delete(token);
        return { result: { data: { acknowledged: true } } };
      }
      if (path.startsWith('account.') && !isLive) {
        return failure(path, token === null ? 'ACTOR_UNAUTHENTICATED' : 'SESSION_ENDED');
      }
      return { result: { data: { items: [], nextCursor: null } } };
    };
    if (token !== null && !live.has(token)) {
      if (tellsInHeader) response.setHeader('trastienda-session', 'ended');
      if (request.headers.authorization === undefined) {
        response.setHeader('set-cookie', 'trastienda=; Max-Age=0');
      }
    }
    const answers = paths.map(answer);
    for (const path of paths) {
      const gate = gates.get(path);
      gates.delete(path);
      gate?.arrive();
      await gate?.released;
    }
    response.end(JSON.stringify(url.searchParams.has('batch') ? answers : answers[0]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('There is no port.');

  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    live,
    hold(path) {
      const arrival = deferred();
      const release = deferred();
      gates.set(path, { arrive: arrival.resolve, released: release.promise });
      return { arrived: arrival.promise, release: release.resolve };
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Creates a `fetch` that keeps one cookie like a browser; only when credentials are included. */
export function createCookieFetch(): (url: string, init: RequestInit) => Promise<Response> {
  let cookie = '';
  return async (url, init) => {
    const isIncluded = init.credentials === 'include';
    const headers = new Headers(init.headers);
    if (isIncluded && cookie !== '') headers.set('cookie', cookie);
    const response = await fetch(url, { ...init, headers });
    const [set] = response.headers.getSetCookie();
    if (isIncluded && set !== undefined) cookie = /^trastienda=[^;]+/.exec(set)?.[0] ?? '';
    return response;
  };
}
