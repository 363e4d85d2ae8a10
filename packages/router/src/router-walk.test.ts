import { ANONYMOUS } from '@trastienda/base';
import { type Actor, PERMISSIONS, ShopError } from '@trastienda/shop-contract';
import { callTRPCProcedure, getTRPCErrorFromUnknown } from '@trpc/server';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CallRecord, RouterContext } from './context.ts';
import { findProcedure } from './find-procedure.ts';
import { toAppError } from './procedures.ts';
import { promises } from './promises.ts';
import { appRouter } from './root-router.ts';
import { createTestAccount, createTestContext } from './testing/create-context.ts';

const Procedure = z.custom<{
  _def: {
    meta?: {
      idempotency?: string;
      access?: string;
      recent?: boolean;
      takesForm?: boolean;
      cost?: number;
      deadline?: number;
    };
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
const byStaff = guarded.filter(({ access }) => access === 'staff');
const byPermission = guarded.filter(({ access }) => !['own', 'buyer', 'staff'].includes(access));

/**
 * Input that no procedure accepts: a procedure that reads it before checking its caller reports it.
 */
const NONSENSE = { nonsense: ['\u0000', { $ne: null }] };

const KEY = 'key-of-this-intention';

/** Returns why a call with nonsense input is rejected. */
async function rejectionOf(
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
  const { reason, details } = toAppError(failure);
  return { reason, details };
}

describe('every procedure', () => {
  test.each(procedures)('$path declares its access', ({ access }) => {
    expect(['public', 'own', 'buyer', 'staff', ...PERMISSIONS]).toContain(access);
  });

  test.each(procedures)('$path declares its output', ({ output }) => {
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
    expect(await rejectionOf(procedure, { consume, onCall })).toEqual({
      reason: 'RATE_LIMITED',
      details: { retryAfterSeconds: 7 },
    });
    const { path, type } = procedure;
    expect(consumed).toMatchObject([{ path, type, cost: expect.any(Number) }]);
    expect(calls).toMatchObject([{ path, type, code: 'RATE_LIMITED' }]);
  });
});

/** Invalid inputs, and the same nested under every field name. */
const WRONG = [undefined, null, 'x', '', 7, -1, 1.5, 1e300, true, [], {}, [{}], [7], { id: 7 }];

const MISSING_FIELD_HINT =
  'Every issue of an empty input must say "is required". A union in place of the input has no field ' +
  'that could be missing: make the input an object, and the alternatives a union in one of its fields.';

describe('the messages for invalid input', () => {
  const takers = procedures.filter(({ inputs = [] }) => inputs.length > 0);

  /** Returns the fields of an input, as far as its JSON Schema names them. */
  function fieldsOf(schema: z.ZodType): string[] {
    const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    return Object.keys(properties);
  }

  test.each(takers)('$path describes it in a sentence', async ({ path, type, inputs = [] }) => {
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
          idempotencyKey: KEY,
        }),
        getRawInput: async () => input,
      }).then(() => null, getTRPCErrorFromUnknown);
      if (failure !== null)
        messages.push(...Object.values(toAppError(failure).fields ?? {}).flat());
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
    const others = messages.filter((message) => !/^(is required|must be form data)/.test(message));
    expect(others, MISSING_FIELD_HINT).toEqual([]);
  });
});

describe('the metadata of a procedure', () => {
  test.each(procedures)('$path is found by its path', ({ path, type, meta }) => {
    expect(findProcedure(path)).toEqual({ type, meta });
  });

  test.each(['', 'catalog', 'no.such', 'toString', '__proto__'])(
    'nothing is found at %j',
    (path) => {
      expect(findProcedure(path)).toBeNull();
    },
  );

  test.each(procedures)(
    '$path accepts form data exactly if it declares it',
    ({ inputs = [], meta }) => {
      const asksForForm = inputs.some((schema) => {
        const [issue] = schema.safeParse({}).error?.issues ?? [];
        return issue?.message.includes('form data') === true;
      });
      expect(meta?.takesForm === true).toBe(asksForForm);
    },
  );

  test.each(procedures)('$path costs a whole number of points, at least one', ({ meta }) => {
    expect(meta?.cost ?? 1).toSatisfy((cost: number) => Number.isInteger(cost) && cost >= 1);
  });
});

describe('the deadline of a procedure', () => {
  test.each(procedures)('$path has one, below two minutes unless it is an import', ({ meta }) => {
    const { deadline = 0, takesForm } = meta ?? {};
    expect(deadline).toBeGreaterThanOrEqual(10_000);
    if (takesForm === true) expect(deadline).toBeGreaterThanOrEqual(5 * 60_000);
    else expect(deadline).toBeLessThan(2 * 60_000);
  });

  test('is longer where the payment provider is asked or a long period is summed', () => {
    const longer = procedures.filter(
      ({ type, meta }) =>
        meta?.takesForm !== true && meta?.deadline !== (type === 'mutation' ? 30_000 : 15_000),
    );
    expect(longer.map(({ path }) => path).sort()).toEqual([
      'admin.ledger.reconcile',
      'admin.orders.cancel',
      'admin.orders.refund',
      'admin.orders.resolveReturn',
      'admin.reports.salesBy',
      'admin.reports.slowSellers',
      'admin.reports.taxes',
      'checkout.cancel',
      'checkout.complete',
      'checkout.pay',
      'orders.cancel',
    ]);
  });
});

describe('the idempotency key of a call', () => {
  const keyed = procedures.filter(({ meta }) => meta?.idempotency === 'key');
  const others = procedures.filter(({ meta }) => meta?.idempotency !== 'key');
  const admitted = {
    actor: createTestAccount({ permissions: PERMISSIONS }),
    guest: { kind: 'guest', id: 'g1' },
  } as const;
  const problems = [
    ['missing', {}],
    ['malformed', { idempotencyKey: 'short' }],
    ['batched', { idempotencyKey: KEY, isBatch: true }],
  ] as const;

  test.each(keyed)('$path requires one before it reads the input', async (procedure) => {
    for (const [problem, request] of problems) {
      expect(await rejectionOf(procedure, { ...admitted, ...request })).toEqual({
        reason: 'IDEMPOTENCY_KEY_REQUIRED',
        details: { problem },
      });
    }
    expect(await rejectionOf(procedure, { ...admitted, idempotencyKey: KEY })).toMatchObject({
      reason: 'INPUT_INVALID',
    });
  });

  test.each(others)('$path ignores one', async (procedure) => {
    const expected = await rejectionOf(procedure, admitted);
    for (const [, request] of problems) {
      expect(await rejectionOf(procedure, { ...admitted, ...request })).toEqual(expected);
    }
  });

  test('is required by the calls for which clients make one', () => {
    expect(keyed.length).toBeGreaterThan(10);
    expect(promises.keyed).toEqual(keyed.map(({ path }) => path));
  });
});

describe('every procedure that is not public', () => {
  test('is one of many', () => expect(guarded.length).toBeGreaterThan(20));

  test.each(guarded)('$path rejects a visitor before it reads the input', async (procedure) => {
    const visitor: Actor = ANONYMOUS;
    expect(await rejectionOf(procedure, { actor: visitor })).toMatchObject({
      reason: procedure.access === 'buyer' ? 'BUYER_UNKNOWN' : 'ACTOR_UNAUTHENTICATED',
    });
    const ended: Actor = { kind: 'anonymous', hasEndedSession: true };
    expect(await rejectionOf(procedure, { actor: ended })).toMatchObject({
      reason: 'SESSION_ENDED',
    });
  });

  test.each(guarded)('$path requires a recent sign-in if it declares it', async (procedure) => {
    const actor = createTestAccount({ permissions: PERMISSIONS, isRecent: false });
    const { reason } = await rejectionOf(procedure, { actor });
    if (procedure.isRecent) expect(reason).toBe('REAUTHENTICATION_REQUIRED');
    else expect(reason).not.toBe('REAUTHENTICATION_REQUIRED');
  });

  test.each(own)('$path rejects a system, which has no account', async (procedure) => {
    const actor: Actor = { kind: 'machine', name: 'erp', permissions: PERMISSIONS };
    expect(await rejectionOf(procedure, { actor })).toMatchObject({ reason: 'PERMISSION_MISSING' });
  });

  test.each(byBuyer)(
    '$path accepts a guest, and an account, but not a system alone',
    async (procedure) => {
      const reasons = [];
      for (const parts of [
        { guest: { kind: 'guest', id: 'g1' } } as const,
        { actor: createTestAccount() },
        { actor: { kind: 'machine', name: 'erp', permissions: PERMISSIONS } } as const,
      ]) {
        reasons.push((await rejectionOf(procedure, { ...parts, idempotencyKey: KEY })).reason);
      }
      const isLetIn = expect.stringMatching(/^(INPUT_INVALID|INTERNAL)$/);
      expect(reasons).toEqual([isLetIn, isLetIn, 'BUYER_UNKNOWN']);
    },
  );

  test.each(byBuyer)(
    '$path does not treat a caller with an ended session as a guest',
    async (procedure) => {
      const actor: Actor = { kind: 'anonymous', hasEndedSession: true };
      const guest = { kind: 'guest', id: 'g1' } as const;
      expect(await rejectionOf(procedure, { actor, guest })).toMatchObject({
        reason: 'SESSION_ENDED',
      });
    },
  );

  test.each(byStaff)('$path needs the permission to see some events', async (procedure) => {
    const reasons = [];
    for (const permissions of [[], ['reports:read'], ['stock:read'], ['pricing:read']] as const) {
      const actor = createTestAccount({ permissions: [...permissions] });
      reasons.push((await rejectionOf(procedure, { actor })).reason);
    }
    const missing = 'PERMISSION_MISSING';
    // Let in, it reaches a service that this test does not have.
    expect(reasons).toEqual([missing, missing, 'INTERNAL', 'INTERNAL']);
  });

  test.each(byPermission)(
    '$path rejects a caller with all permissions but the required one',
    async (procedure) => {
      const permissions = PERMISSIONS.filter((permission) => permission !== procedure.access);
      const missing = { reason: 'PERMISSION_MISSING', details: { permission: procedure.access } };
      const account = createTestAccount({ role: 'owner', permissions });
      expect(await rejectionOf(procedure, { actor: account })).toEqual(missing);
      const machine: Actor = { kind: 'machine', name: 'erp', permissions };
      expect(await rejectionOf(procedure, { actor: machine })).toEqual(missing);
    },
  );

  test.each(byPermission)(
    '$path does not require a recent sign-in of a system',
    async (procedure) => {
      const actor: Actor = { kind: 'machine', name: 'erp', permissions: PERMISSIONS };
      const { reason } = await rejectionOf(procedure, { actor, idempotencyKey: KEY });
      expect(['INPUT_INVALID', 'INTERNAL']).toContain(reason);
    },
  );
});

describe('the areas of the router', () => {
  const accessIn = (area: string) =>
    new Set(procedures.filter(({ path }) => path.startsWith(area)).map(({ access }) => access));

  test.each(['account.', 'addresses.'])('%s* is for accounts and their own data', (area) => {
    expect(accessIn(area)).toEqual(new Set(['own']));
  });

  test.each(['cart.', 'checkout.', 'orders.'])('%s* is for buyers', (area) => {
    const access = accessIn(area);
    if (area !== 'checkout.') expect(access.delete('own')).toBe(true);
    if (area === 'orders.') expect(access.delete('public')).toBe(true);
    expect(access).toEqual(new Set(['buyer']));
  });

  test('admin.* is for staff', () => {
    for (const access of accessIn('admin.')) expect(['staff', ...PERMISSIONS]).toContain(access);
    expect(accessIn('admin.').size).toBeGreaterThan(10);
  });

  test('only these procedures are public', () => {
    const open = procedures.filter(({ access }) => access === 'public').map(({ path }) => path);
    expect(open.sort()).toEqual([
      'auth.completeSignIn',
      'auth.confirmEmailChange',
      'auth.me',
      'auth.requestPasswordReset',
      'auth.resetPassword',
      'auth.signIn',
      'auth.signOut',
      'auth.signUp',
      'auth.verifyEmail',
      'catalog.facets',
      'catalog.get',
      'catalog.list',
      'catalog.suggest',
      'catalog.watchStock',
      'forms.confirmNewsletter',
      'forms.contact',
      'forms.newsletter',
      'forms.token',
      'forms.unsubscribe',
      'live.watch',
      'orders.getByLink',
      'shop.settings',
    ]);
  });

  test('actions that a stranger at an unlocked screen must not perform require a recent sign-in', () => {
    const recent = procedures.filter(({ isRecent }) => isRecent).map(({ path }) => path);
    expect(recent.sort()).toEqual([
      'account.delete',
      'account.disableTotp',
      'account.replaceRecoveryCodes',
      'account.requestEmailChange',
      'account.startTotp',
      'admin.accounts.disable',
      'admin.accounts.enable',
      'admin.accounts.removeSecondFactor',
      'admin.accounts.setRole',
      'admin.apiKeys.create',
      'admin.apiKeys.revoke',
      'admin.webhooks.create',
      'admin.webhooks.delete',
      'admin.webhooks.rotateSecret',
      'admin.webhooks.update',
    ]);
  });
});
