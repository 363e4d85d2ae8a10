import { ANONYMOUS, AppError, BaseError } from '@trastienda/base';
import { type Actor, ERRORS, ShopError } from '@trastienda/shop-contract';
import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CallRecord } from './context.ts';
import { formatError } from './errors/error-shape.ts';
import { toShopError, toTrpcError } from './errors/to-shop-error.ts';
import {
  customerProcedure,
  publicProcedure,
  recentProcedure,
  staffProcedure,
} from './procedures.ts';
import { createTestAccount, createTestContext } from './testing/create-context.ts';
import { t } from './trpc.ts';

const calls: CallRecord[] = [];
const context = (actor: Actor = ANONYMOUS) =>
  createTestContext({ actor, onCall: (call) => calls.push(call) });

const echo = (input: { n: number }) => input.n;
const router = t.router({
  ok: publicProcedure.input(z.object({ n: z.int() })).query(({ input }) => echo(input)),
  gone: publicProcedure.query(() => {
    throw new ShopError('PRODUCT_NOT_FOUND', { details: { slug: 'x' } });
  }),
  bug: publicProcedure.query(() => {
    throw new TypeError('the password is hunter2');
  }),
  leak: publicProcedure.output(z.object({ shown: z.string() })).query(() => ({
    shown: 'yes',
    hidden: 'no',
  })),
  wrongOutput: publicProcedure.output(z.object({ n: z.int() })).query(() => ({ n: 1.5 })),
  staff: staffProcedure('catalog:write').query(() => 'done'),
  own: customerProcedure.query(({ ctx }) => ctx.actor.accountId),
  dangerous: recentProcedure.query(({ ctx }) => ctx.actor.accountId),
});
const call = (actor?: Actor) => router.createCaller(context(actor));

/** Returns a failure as a caller over HTTP would see it. */
async function failureOf(work: Promise<unknown>) {
  const error = await work.then(
    () => new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'it did not fail' }),
    getTRPCErrorFromUnknown,
  );
  const shape = { code: 0, data: { code: error.code, httpStatus: 0 } };
  return formatError({ error, shape, ctx: context() });
}

describe('a call', () => {
  test('is reported once, with path, duration and outcome', async () => {
    calls.length = 0;
    await call().ok({ n: 1 });
    await failureOf(call().gone());
    expect(calls).toMatchObject([
      { path: 'ok', type: 'query', code: 'OK', requestId: 'r-1' },
      { path: 'gone', code: 'PRODUCT_NOT_FOUND', error: { details: { slug: 'x' } } },
    ]);
    expect(calls.every(({ durationMs }) => durationMs >= 0)).toBe(true);
  });

  test('reports which fields of its input are invalid', async () => {
    const failure = await failureOf(call().ok({ n: 1.5 }));
    expect(failure.data).toMatchObject({
      code: 'BAD_REQUEST',
      reason: 'INPUT_INVALID',
      requestId: 'r-1',
    });
    expect(Object.keys(failure.data.fields)).toEqual(['n']);
  });

  test('reveals nothing of an unexpected error, but reports it in full', async () => {
    calls.length = 0;
    const failure = await failureOf(call().bug());
    expect(failure.data.reason).toBe('INTERNAL');
    expect(JSON.stringify(failure)).not.toContain('hunter2');
    expect(calls[0]?.error?.cause).toMatchObject({ message: 'the password is hunter2' });
  });

  test('strips fields that its output does not declare', async () => {
    expect(await call().leak()).toEqual({ shown: 'yes' });
  });

  test('reports an output that breaks its own schema as our bug, not the caller’s', async () => {
    expect((await failureOf(call().wrongOutput())).data).toMatchObject({
      reason: 'INTERNAL',
      fields: {},
    });
  });

  test('that needs a permission rejects visitors and accounts without it', async () => {
    const reader = { kind: 'machine', name: 'reader', permissions: ['catalog:read'] } as const;
    const writer = { kind: 'machine', name: 'writer', permissions: ['catalog:write'] } as const;
    expect((await failureOf(call().staff())).data.reason).toBe('ACTOR_UNAUTHENTICATED');
    expect((await failureOf(call(reader).staff())).data).toMatchObject({
      reason: 'PERMISSION_MISSING',
      details: { permission: 'catalog:write' },
    });
    expect(await call(writer).staff()).toBe('done');
  });
});

describe('a call about the caller’s own data', () => {
  test('receives the caller’s account', async () => {
    expect(await call(createTestAccount({ accountId: 'a7' })).own()).toBe('a7');
  });

  test('requires a recent sign-in where the action is dangerous', async () => {
    const account = createTestAccount({ isRecent: false });
    expect(await call(account).own()).toBe('a1');
    expect((await failureOf(call(account).dangerous())).data).toMatchObject({
      reason: 'REAUTHENTICATION_REQUIRED',
    });
    expect(await call({ ...account, isRecent: true }).dangerous()).toBe('a1');
  });
});

describe('the error table', () => {
  test('converts to tRPC and back without loss', () => {
    for (const reason of Object.keys(ERRORS) as (keyof typeof ERRORS)[]) {
      const error = new ShopError(reason, { details: { a: 1 } });
      const carried = toTrpcError(error);
      expect(carried.code).toBe(ERRORS[reason].trpc);
      expect(toShopError(carried)).toBe(error);
    }
  });

  test('translates errors of the packages below, and no reason that it does not have', () => {
    const busy = new BaseError('DATABASE_BUSY');
    expect(toShopError(toTrpcError(busy))).toBe(busy);
    const foreign = new AppError('OtherError', 'OTHER_REASON', ERRORS.PRODUCT_NOT_FOUND);
    expect(toShopError(toTrpcError(foreign))).toMatchObject({ reason: 'INTERNAL', cause: foreign });
  });

  test('has a reason for every failure that tRPC itself reports', () => {
    const refuse = (code: TRPCError['code']) => toShopError(new TRPCError({ code })).reason;
    expect(refuse('NOT_FOUND')).toBe('PROCEDURE_NOT_FOUND');
    expect(refuse('METHOD_NOT_SUPPORTED')).toBe('METHOD_UNSUPPORTED');
    expect(refuse('PARSE_ERROR')).toBe('REQUEST_MALFORMED');
    expect(refuse('BAD_GATEWAY')).toBe('INTERNAL');
  });
});
