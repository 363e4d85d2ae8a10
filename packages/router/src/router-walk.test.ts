import { type Actor, ANONYMOUS, PERMISSIONS, ShopError } from '@trastienda/contract';
import { callTRPCProcedure, getTRPCErrorFromUnknown } from '@trpc/server';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CallRecord, RouterContext } from './context.ts';
import { toShopError } from './errors/to-shop-error.ts';
import { findProcedure } from './find-procedure.ts';
import { appRouter } from './root-router.ts';
import { createTestAccount, createTestContext } from './testing/create-context.ts';

const Procedure = z.custom<{
  _def: {
    meta?: { access?: string; recent?: boolean; takesForm?: boolean; cost?: number };
    inputs?: readonly z.ZodType[];
    output?: unknown;
    type: CallRecord['type'];
  };
}>((value) => typeof value === 'function' && '_def' in value);

const procedures = Object.entries(z.record(z.string(), Procedure).parse(appRouter._def.procedures))
  .map(([path, { _def }]) => ({ path, ..._def, access: _def.meta?.access ?? 'nothing' }))
  .map((procedure) => ({ ...procedure, isRecent: procedure.meta?.recent === true }));

const guarded = procedures.filter(({ access }) => access !== 'public');
const own = guarded.filter(({ access }) => access === 'own');
const byBuyer = guarded.filter(({ access }) => access === 'buyer');
const byPermission = guarded.filter(({ access }) => access !== 'own' && access !== 'buyer');

/** Input that no procedure takes: one that reads it before it looks at its caller says so. */
const NONSENSE = { nonsense: ['\u0000', { $ne: null }] };

/** Why a call with nonsense for an input is refused. */
async function refusalOf(
  { path, type }: { path: string; type: CallRecord['type'] },
  parts: Partial<RouterContext>,
): Promise<{ reason: string; details: unknown }> {
  const work = callTRPCProcedure({
    router: appRouter,
    path,
    type,
    ctx: createTestContext(parts),
    getRawInput: async () => NONSENSE,
    signal: undefined,
    batchIndex: 0,
  });
  const failure = await work.then(
    () => expect.unreachable(`${path} was let through`),
    getTRPCErrorFromUnknown,
  );
  const { reason, details } = toShopError(failure);
  return { reason, details };
}

describe('every procedure', () => {
  test.each(procedures)('$path states who may call it', ({ access }) => {
    expect(['public', 'own', 'buyer', ...PERMISSIONS]).toContain(access);
  });

  test.each(procedures)('$path states what leaves it', ({ output }) => {
    expect(output).toBeDefined();
  });

  test.each(procedures)('$path consumes points before anything else happens', async (procedure) => {
    const consumed: unknown[] = [];
    const calls: CallRecord[] = [];
    const consume: RouterContext['consume'] = async (call) => {
      consumed.push(call);
      throw new ShopError('RATE_LIMITED', { details: { retryAfterSeconds: 7 } });
    };
    const onCall = (call: CallRecord) => calls.push(call);
    expect(await refusalOf(procedure, { consume, onCall })).toEqual({
      reason: 'RATE_LIMITED',
      details: { retryAfterSeconds: 7 },
    });
    const { path, type } = procedure;
    expect(consumed).toMatchObject([{ path, type, cost: expect.any(Number) }]);
    expect(calls).toMatchObject([{ path, type, code: 'RATE_LIMITED' }]);
  });
});

/** An input as wrong as it can be, and the same one level deeper under every name it may have. */
const WRONG = [undefined, null, 'x', '', 7, -1, 1.5, 1e300, true, [], {}, [{}], [7], { id: 7 }];

describe('what a procedure says of a wrong input', () => {
  const takers = procedures.filter(({ inputs = [] }) => inputs.length > 0);

  /** Fields of an input, as far as its JSON Schema tells. */
  function fieldsOf(schema: z.ZodType): string[] {
    const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    return Object.keys(properties);
  }

  test.each(takers)('$path says it in a sentence', async ({ path, type, inputs = [] }) => {
    const fields = inputs.flatMap(fieldsOf);
    const wrong = [
      ...WRONG,
      ...fields.flatMap((field) => WRONG.map((value) => ({ [field]: value }))),
      Object.fromEntries(fields.map((field) => [field, {}])),
    ];
    const messages: string[] = [];
    for (const input of wrong) {
      const failure = await callTRPCProcedure({
        ...{ router: appRouter, path, type, signal: undefined, batchIndex: 0 },
        ctx: createTestContext({
          actor: createTestAccount({ permissions: PERMISSIONS }),
          guest: { kind: 'guest', id: 'g1' },
        }),
        getRawInput: async () => input,
      }).then(() => null, getTRPCErrorFromUnknown);
      if (failure !== null)
        messages.push(...Object.values(toShopError(failure).fields ?? {}).flat());
    }
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) {
      expect(message).toMatch(/^(is|are|must|has|have|optionNames and variants|a SKU) ./);
      expect(message).not.toMatch(/invalid|received|expected|undefined|too (small|big)|\bNaN\b/i);
    }
  });

  test.each(
    takers.filter(({ inputs = [] }) => inputs.some((schema) => !schema.safeParse({}).success)),
  )('$path says of something that is missing that it is required', async ({ inputs = [] }) => {
    const messages = inputs
      .flatMap((schema) => schema.safeParse({}).error?.issues ?? [])
      .map(({ message }) => message);
    expect(messages.filter((message) => !/^(is required|must be form data)/.test(message))).toEqual(
      [],
    );
  });
});

describe('what a procedure declares for those who look before it runs', () => {
  test.each(procedures)('$path is found by its path', ({ path, type, meta }) => {
    expect(findProcedure(path)).toEqual({ type, meta });
  });

  test.each(['', 'catalog', 'no.such', 'toString', '__proto__'])(
    'nothing is found at %j',
    (path) => {
      expect(findProcedure(path)).toBeNull();
    },
  );

  test.each(procedures)('$path takes form data exactly if it says so', ({ inputs = [], meta }) => {
    const asksForForm = inputs.some((schema) => {
      const [issue] = schema.safeParse({}).error?.issues ?? [];
      return issue?.message.includes('form data') === true;
    });
    expect(meta?.takesForm === true).toBe(asksForForm);
  });

  test.each(procedures)('$path costs a whole number of points, one at least', ({ meta }) => {
    expect(meta?.cost ?? 1).toSatisfy((cost: number) => Number.isInteger(cost) && cost >= 1);
  });
});

describe('every procedure that is not public', () => {
  test('is one of many', () => expect(guarded.length).toBeGreaterThan(20));

  test.each(guarded)('$path refuses a visitor before it reads the input', async (procedure) => {
    const visitor: Actor = ANONYMOUS;
    expect(await refusalOf(procedure, { actor: visitor })).toMatchObject({
      reason: procedure.access === 'buyer' ? 'BUYER_UNKNOWN' : 'ACTOR_UNAUTHENTICATED',
    });
    const ended: Actor = { kind: 'anonymous', hasEndedSession: true };
    expect(await refusalOf(procedure, { actor: ended })).toMatchObject({ reason: 'SESSION_ENDED' });
  });

  test.each(guarded)('$path asks for a recent sign-in if it says so', async (procedure) => {
    const actor = createTestAccount({ permissions: PERMISSIONS, isRecent: false });
    const { reason } = await refusalOf(procedure, { actor });
    if (procedure.isRecent) expect(reason).toBe('REAUTHENTICATION_REQUIRED');
    else expect(reason).not.toBe('REAUTHENTICATION_REQUIRED');
  });

  test.each(own)('$path refuses a system, which has no affairs of its own', async (procedure) => {
    const actor: Actor = { kind: 'machine', name: 'erp', permissions: PERMISSIONS };
    expect(await refusalOf(procedure, { actor })).toMatchObject({ reason: 'PERMISSION_MISSING' });
  });

  test.each(byBuyer)(
    '$path takes a guest, and an account, and no system alone',
    async (procedure) => {
      const reasons = [];
      for (const parts of [
        { guest: { kind: 'guest', id: 'g1' } } as const,
        { actor: createTestAccount() },
        { actor: { kind: 'machine', name: 'erp', permissions: PERMISSIONS } } as const,
      ]) {
        reasons.push((await refusalOf(procedure, parts)).reason);
      }
      const isLetIn = expect.stringMatching(/^(INPUT_INVALID|INTERNAL)$/);
      expect(reasons).toEqual([isLetIn, isLetIn, 'BUYER_UNKNOWN']);
    },
  );

  test.each(byBuyer)(
    '$path does not take whoever’s session has ended for a guest',
    async (procedure) => {
      const actor: Actor = { kind: 'anonymous', hasEndedSession: true };
      const guest = { kind: 'guest', id: 'g1' } as const;
      expect(await refusalOf(procedure, { actor, guest })).toMatchObject({
        reason: 'SESSION_ENDED',
      });
    },
  );

  test.each(byPermission)(
    '$path refuses whoever has all permissions but its own',
    async (procedure) => {
      const permissions = PERMISSIONS.filter((permission) => permission !== procedure.access);
      const missing = { reason: 'PERMISSION_MISSING', details: { permission: procedure.access } };
      const account = createTestAccount({ role: 'owner', permissions });
      expect(await refusalOf(procedure, { actor: account })).toEqual(missing);
      const machine: Actor = { kind: 'machine', name: 'erp', permissions };
      expect(await refusalOf(procedure, { actor: machine })).toEqual(missing);
    },
  );

  test.each(byPermission)('$path does not ask a system for a recent sign-in', async (procedure) => {
    const actor: Actor = { kind: 'machine', name: 'erp', permissions: PERMISSIONS };
    const { reason } = await refusalOf(procedure, { actor });
    expect(['INPUT_INVALID', 'INTERNAL']).toContain(reason);
  });
});

describe('the areas of the router', () => {
  const accessIn = (area: string) =>
    new Set(procedures.filter(({ path }) => path.startsWith(area)).map(({ access }) => access));

  test('account.* is for people about their own affairs', () => {
    expect(accessIn('account.')).toEqual(new Set(['own']));
  });

  test.each(['cart.', 'checkout.', 'order.'])('%s* is for whoever buys', (area) => {
    const access = accessIn(area);
    if (area === 'cart.') expect(access.delete('own')).toBe(true);
    expect(access).toEqual(new Set(['buyer']));
  });

  test.each(['accounts.', 'apiKeys.', 'audit.'])('%s* is for staff', (area) => {
    for (const access of accessIn(area)) expect(PERMISSIONS).toContain(access);
    expect(accessIn(area).size).toBeGreaterThan(0);
  });

  test('what anybody may call is only this', () => {
    const open = procedures.filter(({ access }) => access === 'public').map(({ path }) => path);
    expect(open.sort()).toEqual([
      'auth.completeSignIn',
      'auth.confirmEmailChange',
      'auth.requestPasswordReset',
      'auth.resetPassword',
      'auth.signIn',
      'auth.signOut',
      'auth.signUp',
      'auth.verifyEmail',
      'catalog.facets',
      'catalog.get',
      'catalog.list',
    ]);
  });

  test('what a stranger at an unlocked screen must not do asks for a recent sign-in', () => {
    const recent = procedures.filter(({ isRecent }) => isRecent).map(({ path }) => path);
    expect(recent.sort()).toEqual([
      'account.delete',
      'account.disableTotp',
      'account.replaceRecoveryCodes',
      'account.requestEmailChange',
      'account.startTotp',
      'accounts.disable',
      'accounts.enable',
      'accounts.removeSecondFactor',
      'accounts.setRole',
      'apiKeys.create',
      'apiKeys.revoke',
    ]);
  });
});
