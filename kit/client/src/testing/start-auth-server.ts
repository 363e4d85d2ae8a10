import { initTRPC, TRPCError } from '@trpc/server';
import { createHTTPServer } from '@trpc/server/adapters/standalone';
import { z } from 'zod';
import { createClient } from '../create-client.ts';
import { createMemoryTokenStorage } from '../session/create-memory-token-storage.ts';

type Fields = Readonly<Record<string, readonly string[]>>;

class AuthFailure extends Error {
  readonly reason: string;
  readonly fields: Fields;
  constructor(reason: string, fields: Fields = {}) {
    super(`The server says ${reason}.`);
    this.reason = reason;
    this.fields = fields;
  }
}

function reject(reason: string, fields?: Fields): never {
  const code = fields === undefined ? 'UNAUTHORIZED' : 'BAD_REQUEST';
  const cause = new AuthFailure(reason, fields);
  throw new TRPCError({ code, message: cause.message, cause });
}

const t = initTRPC.context<{ readonly token: string | null }>().create({
  errorFormatter({ error, shape }) {
    const { cause } = error;
    const [reason, fields] =
      cause instanceof AuthFailure ? [cause.reason, cause.fields] : ['INTERNAL', {}];
    return { ...shape, data: { ...shape.data, reason, fields, details: {}, isRetryable: false } };
  },
});

interface Account {
  readonly name: string;
  readonly email: string;
  password: string;
  isVerified: boolean;
}

const Email = z.object({ email: z.string() });
const Credentials = Email.extend({ password: z.string() });
const ByLink = z.object({ token: z.string(), password: z.string() });

/** The code that an account's second factor accepts, and its recovery code. */
export const SECOND_FACTORS = ['123 456', 'abcd-efgh'];

/** Creates accounts and sessions in memory, by the protocol of `@trastienda/auth`. */
function createAuthRouter() {
  const accounts = new Map<string, Account>();
  const withSecondFactor = new Set<string>();
  /** Accounts by tokens of sessions and links, and by challenges. */
  const secrets = new Map<string, Account>();
  const sent: string[] = [];

  const issue = (account: Account, kind: string) => {
    const secret = `${kind}-${secrets.size + 1}`;
    secrets.set(secret, account);
    return secret;
  };
  const send = (account: Account, path: string) => {
    sent.push(`${path}#token=${issue(account, 'link')}`);
    return { acknowledged: true };
  };
  const signedIn = (account: Account) => ({
    status: 'signed-in' as const,
    token: issue(account, 'session'),
  });
  const checkPassword = (password: string) => {
    if (password.length < 8) reject('PASSWORD_UNACCEPTABLE', { password: ['is too short'] });
  };

  const auth = t.router({
    signUp: t.procedure.input(Credentials.extend({ name: z.string() })).mutation(({ input }) => {
      checkPassword(input.password);
      const account = { ...input, isVerified: false };
      accounts.set(input.email, account);
      return send(account, '/verify-email');
    }),
    verifyEmail: t.procedure.input(ByLink).mutation(({ input }) => {
      const account = secrets.get(input.token) ?? reject('LINK_INVALID', {});
      if (account.password !== input.password) reject('PASSWORD_INCORRECT', {});
      account.isVerified = true;
      return { email: account.email };
    }),
    requestPasswordReset: t.procedure.input(Email).mutation(({ input }) => {
      const account = accounts.get(input.email);
      return account === undefined ? { acknowledged: true } : send(account, '/reset-password');
    }),
    resetPassword: t.procedure.input(ByLink).mutation(({ input }) => {
      const account = secrets.get(input.token) ?? reject('LINK_INVALID', {});
      checkPassword(input.password);
      account.password = input.password;
      return { acknowledged: true };
    }),
    signIn: t.procedure.input(Credentials).mutation(({ input }) => {
      const account = accounts.get(input.email);
      if (!account?.isVerified || account.password !== input.password) {
        return reject('SIGN_IN_REJECTED');
      }
      return withSecondFactor.has(account.email)
        ? { status: 'second-factor-required' as const, challenge: issue(account, 'challenge') }
        : signedIn(account);
    }),
    completeSignIn: t.procedure
      .input(
        z.object({
          challenge: z.string(),
          secondFactor: z.union([
            z.object({ code: z.literal('123 456') }),
            z.object({ recoveryCode: z.literal('abcd-efgh') }),
          ]),
        }),
      )
      .mutation(({ input }) =>
        signedIn(secrets.get(input.challenge) ?? reject('SECOND_FACTOR_INVALID')),
      ),
    signOut: t.procedure.mutation(({ ctx }) => ({ acknowledged: secrets.delete(ctx.token ?? '') })),
  });
  const account = t.router({
    get: t.procedure.query(({ ctx }) => {
      const found = secrets.get(ctx.token ?? '') ?? reject('ACTOR_UNAUTHENTICATED');
      return { name: found.name, email: found.email };
    }),
  });
  return { router: t.router({ auth, account }), accounts, withSecondFactor, secrets, sent };
}

export interface AuthServer {
  readonly url: string;
  /** Paths of the links that were sent by email, with their secrets. */
  readonly sent: readonly string[];
  /** Adds an account that can sign in. */
  addAccount(account: { name: string; email: string; password: string }): void;
  requireSecondFactor(email: string): void;
  endSessions(): void;
  stop(): Promise<void>;
}

/** Starts a server of accounts on a real socket. */
export async function startAuthServer(): Promise<AuthServer> {
  const { router, accounts, withSecondFactor, secrets, sent } = createAuthRouter();
  const server = createHTTPServer({
    router,
    basePath: '/trpc/',
    createContext({ req, res }) {
      const token = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1] ?? null;
      if (token !== null && !secrets.has(token)) res.setHeader('x-session', 'ended');
      return { token };
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('There is no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    sent,
    addAccount: (account) => accounts.set(account.email, { ...account, isVerified: true }),
    requireSecondFactor: (email) => withSecondFactor.add(email),
    endSessions: () => secrets.clear(),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type AuthRouter = ReturnType<typeof createAuthRouter>['router'];

/** Creates a client that keeps its session's token in memory. */
export const createAuthClient = (
  { url }: { readonly url: string },
  fetch: (url: string, init: RequestInit) => Promise<Response> = globalThis.fetch,
) =>
  createClient<AuthRouter>({
    url,
    fetch,
    session: { kind: 'token', storage: createMemoryTokenStorage() },
  });
