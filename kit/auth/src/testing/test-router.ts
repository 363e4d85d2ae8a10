import {
  AUTH_ERRORS,
  AUTH_PERMISSIONS,
  type AuthAction,
  defineAuthSchemas,
} from '@trastienda/auth-contract';
import { ANONYMOUS, BASE_ERRORS, defineErrors } from '@trastienda/base';
import {
  createProcedureFinder,
  createProcedures,
  type ProcedureContext,
  type SessionTransport,
} from '@trastienda/procedures';
import { type AuthServices, createAuthRouters } from '../procedures/index.ts';
import { type TestAuth, VISITOR } from './start-test-auth.ts';
import { type Permission, type Role, TEST_ROLES } from './test-roles.ts';

const { roles } = TEST_ROLES;

type Services = AuthServices<Role, Permission, AuthAction>;

const { t, query, mutation } = createProcedures<{ readonly services: Services }>()({
  errors: defineErrors(BASE_ERRORS, AUTH_ERRORS),
  roles,
  limits: ['entry', 'proof'],
});

/** The router of an application that has accounts and nothing else. */
const testRouter = t.router(
  createAuthRouters({ query, mutation }, defineAuthSchemas(roles), {
    limits: { auth: 'entry', secrets: 'proof' },
    permissions: AUTH_PERMISSIONS,
    hashingCost: 7,
  }),
);

/** Paths of all procedures of the router. */
export const TEST_PATHS = Object.keys(testRouter._def.procedures).sort();

export const findTestProcedure = createProcedureFinder(testRouter);

/** Hands over tokens in the response, as for callers that store them. */
const IN_RESPONSE: SessionTransport = {
  requireDeliverable() {},
  deliver(outcome) {
    if (outcome.kind === 'second-factor') return outcome.required;
    const { signedIn, token } = outcome.session;
    return { ...signedIn, token };
  },
  requireClearable() {},
  clear() {},
};

interface TestCallParts extends Partial<Pick<ProcedureContext, 'onCall'>> {
  /** Session token or API key; without one a visitor calls. */
  readonly token?: string;
  readonly session?: Partial<SessionTransport>;
  readonly services?: Partial<Services>;
}

/** Creates the calls of one caller to the router over `test`. */
export async function createTestCalls(test: TestAuth, parts: TestCallParts = {}) {
  const { token, onCall = () => {} } = parts;
  const actor = token === undefined ? ANONYMOUS : await test.authenticator.authenticate(token);
  return testRouter.createCaller({
    actor,
    origin: { ...VISITOR, actor },
    session: { ...IN_RESPONSE, ...parts.session },
    consume: async () => {},
    requestId: 'request-1',
    onCall,
    services: { ...test, ...parts.services },
  });
}
