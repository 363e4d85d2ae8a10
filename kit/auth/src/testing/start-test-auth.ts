import type { AuthAction } from '@trastienda/auth-contract';
import { type AccountActor, type CallOrigin, type Clock, requireAccount } from '@trastienda/base';
import type { EmailMessage } from '@trastienda/emails';
import type { EncryptionKey } from '@trastienda/mongo';
import { openTestDatabase, type TestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { inject } from 'vitest';
import { type AuthConfig, withAuthDefaults } from '../config.ts';
import { type Auth, createAuth } from '../create-auth.ts';
import { createPasswordHasher, type PasswordHasher } from '../passwords/password-hasher.ts';
import { luciaSessions } from '../sessions/lucia-sessions.ts';
import type { SessionProvider } from '../sessions/sessions.ts';
import { tokenSessions } from '../sessions/token-sessions.ts';
import { type AuthTestDatabase, openAuthDatabase } from './open-auth-database.ts';
import { createTestEmails } from './test-emails.ts';
import { type Permission, type Role, TEST_ROLES } from './test-roles.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The sessions with which the tests run: vitest.config.ts has a project for each. */
    readonly sessions: keyof typeof SESSIONS;
  }
}

const SESSIONS = { lucia: luciaSessions, tokens: tokenSessions };

/** Long and unusual enough for the password policy. */
export const PASSWORD = 'pelican granite orbit mauve 7';
export const NEW_PASSWORD = 'walnut sextant 31 harbour tidy';

const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const MANY = { points: 100_000, seconds: 3600 };

export const VISITOR: CallOrigin = {
  actor: { kind: 'anonymous' },
  requestId: 'request-1',
  source: '192.0.2.7',
  network: '192.0.2.0/24',
  device: 'Firefox on Windows',
};

/** Limits that tests never reach, unless they set their own. */
export const UNLIMITED: AuthConfig['limits'] = {
  signInPair: MANY,
  signInAccount: MANY,
  signInSource: MANY,
  emailAddress: MANY,
  emailAddressDay: MANY,
  emailSource: MANY,
  ownPassword: MANY,
  secondFactor: MANY,
  secondFactorDay: MANY,
  enrollment: MANY,
};

export const FIRST_KEY: EncryptionKey = { id: 'first', key: new Uint8Array(32).fill(1) };

export const CONFIG = withAuthDefaults({
  applicationName: 'Trastienda',
  encryptionKeys: [FIRST_KEY],
  limits: UNLIMITED,
});

/** A signed-in account. */
export interface Person {
  readonly email: string;
  readonly id: string;
  readonly token: string;
  readonly actor: AccountActor;
  readonly origin: CallOrigin;
}

export interface TestAuth extends Auth<Role, Permission, AuthAction> {
  readonly server: TestDatabase;
  readonly database: AuthTestDatabase;
  readonly hasher: PasswordHasher;
  /** Stands still unless advanced, so that no test depends on how fast it runs. */
  readonly clock: Clock;
  advance(milliseconds: number): void;
  /** Creates a second process on the same database, optionally with another configuration. */
  another(options?: {
    config?: Partial<AuthConfig>;
    hasher?: PasswordHasher;
    sessions?: SessionProvider;
  }): Auth<Role, Permission, AuthAction>;
  /**
   * Returns all emails sent to an address, oldest first, delivered by the real queue and worker.
   */
  emailsTo(email: string): Promise<EmailMessage[]>;
  /** Returns the secret of the link in the newest email to an address. */
  linkTo(email: string): Promise<string>;
  /** Returns an address that is not yet in use. */
  newEmail(): string;
  /** Signs up, follows the link and returns the account's id. */
  register(email: string, password?: string): Promise<string>;
  signIn(email: string, password?: string, origin?: CallOrigin): Promise<Person>;
  /** Returns the actor of a token, which must belong to an account. */
  actorOf(token: string): Promise<AccountActor>;
  /** Creates a signed-in account with a role. */
  person(role?: Role): Promise<Person>;
  stop(): Promise<void>;
}

let count = 0;

/** Starts auth over a new database. */
async function startTestAuth(config: Partial<AuthConfig> = {}): Promise<TestAuth> {
  const { server, database, stop } = await openTestDatabase(openAuthDatabase);
  let now = Date.now();
  const clock: Clock = { now: () => new Date(now) };
  const hasher = createPasswordHasher({ parameters: CHEAP });
  const another: TestAuth['another'] = (options = {}) =>
    createAuth({
      database,
      clock,
      ...TEST_ROLES,
      hasher: options.hasher ?? hasher,
      sessions: options.sessions ?? SESSIONS[inject('sessions')],
      config: { ...CONFIG, ...config, ...options.config },
    });
  const auth = another();
  const emails = createTestEmails(database, clock, CONFIG.encryptionKeys);

  const actorOf = async (token: string) =>
    requireAccount(await auth.authenticator.authenticate(token));
  const newEmail = () => {
    count += 1;
    return `ana.${count}@example.com`;
  };
  const register: TestAuth['register'] = async (email, password = PASSWORD) => {
    await auth.auth.signUp({ email, password, name: 'Ana', locale: 'en' }, VISITOR);
    await auth.auth.verifyEmail({ token: await emails.linkTo(email), password }, VISITOR);
    const found = await auth.accounts.list({ email, limit: 1 });
    const [account] = found.items;
    if (account === undefined) throw new Error(`${email} has no account.`);
    return account.id;
  };
  const signIn: TestAuth['signIn'] = async (email, password = PASSWORD, origin = VISITOR) => {
    const outcome = await auth.auth.signIn({ email, password }, origin);
    if (outcome.kind !== 'started') throw new Error('A second factor is wanted.');
    const { token } = outcome.session;
    const actor = await actorOf(token);
    return { email, id: actor.accountId, token, actor, origin: { ...origin, actor } };
  };

  return {
    ...auth,
    server,
    database,
    hasher,
    clock,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    another,
    ...emails,
    newEmail,
    register,
    signIn,
    actorOf,
    async person(role = 'member') {
      const email = newEmail();
      const id = await register(email);
      await database.accounts.setRole(id, role);
      return signIn(email);
    },
    stop,
  };
}

/** Gives a test file auth over a new database. */
export const useTestAuth = (config?: Partial<AuthConfig>) =>
  useStarted(() => startTestAuth(config));
