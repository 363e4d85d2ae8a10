import { ANONYMOUS, ERRORS, Permission, ShopError } from '@trastienda/contract';
import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CallRecord, RouterContext } from './context.ts';
import { formatError } from './errors/error-shape.ts';
import { toShopError, toTrpcError } from './errors/to-shop-error.ts';
import { publicProcedure, staffProcedure } from './procedures.ts';
import { appRouter } from './root-router.ts';
import { t } from './trpc.ts';

const Procedures = z.record(
  z.string(),
  z.custom<{ _def: { meta?: { access?: unknown } } }>(
    (value) => typeof value === 'function' && '_def' in value,
  ),
);

describe('every procedure', () => {
  const procedures = Object.entries(Procedures.parse(appRouter._def.procedures));

  it.each(procedures)(
    '%s states whether it is public or which permission it needs',
    (_path, procedure) => {
      const access = procedure._def.meta?.access;
      expect(access === 'public' || Permission.safeParse(access).success).toBe(true);
    },
  );
});

const calls: CallRecord[] = [];
const context = (actor: RouterContext['actor'] = ANONYMOUS): RouterContext => ({
  actor,
  requestId: 'r-1',
  // These procedures use none of them.
  services: {} as RouterContext['services'],
  onCall: (call) => calls.push(call),
});

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
});
const call = (actor?: RouterContext['actor']) => router.createCaller(context(actor));

/** What a caller over HTTP would see of a failure. */
async function failureOf(work: Promise<unknown>) {
  const error = await work.then(
    () => new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'it did not fail' }),
    getTRPCErrorFromUnknown,
  );
  const shape = { code: 0, data: { code: error.code, httpStatus: 0 } };
  return formatError({ error, shape, ctx: context() });
}

describe('a call', () => {
  it('is reported once, with path, duration and outcome', async () => {
    calls.length = 0;
    await call().ok({ n: 1 });
    await failureOf(call().gone());
    expect(calls).toMatchObject([
      { path: 'ok', type: 'query', code: 'OK', requestId: 'r-1' },
      { path: 'gone', code: 'PRODUCT_NOT_FOUND', error: { details: { slug: 'x' } } },
    ]);
    expect(calls.every(({ durationMs }) => durationMs >= 0)).toBe(true);
  });

  it('tells which fields of its input are wrong', async () => {
    const failure = await failureOf(call().ok({ n: 1.5 }));
    expect(failure.data).toMatchObject({
      code: 'BAD_REQUEST',
      reason: 'INPUT_INVALID',
      requestId: 'r-1',
    });
    expect(Object.keys(failure.data.fields)).toEqual(['n']);
  });

  it('tells nothing of an error that nobody foresaw, but reports it whole', async () => {
    calls.length = 0;
    const failure = await failureOf(call().bug());
    expect(failure.data.reason).toBe('INTERNAL');
    expect(JSON.stringify(failure)).not.toContain('hunter2');
    expect(calls[0]?.error?.cause).toMatchObject({ message: 'the password is hunter2' });
  });

  it('strips what its output does not name', async () => {
    expect(await call().leak()).toEqual({ shown: 'yes' });
  });

  it('takes an output that breaks its own schema for our fault, not the caller’s', async () => {
    expect((await failureOf(call().wrongOutput())).data).toMatchObject({
      reason: 'INTERNAL',
      fields: {},
    });
  });

  it('that needs a permission refuses visitors and those without it', async () => {
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

describe('the error table', () => {
  it('goes to tRPC and back without loss', () => {
    for (const reason of Object.keys(ERRORS) as (keyof typeof ERRORS)[]) {
      const error = new ShopError(reason, { details: { a: 1 } });
      const carried = toTrpcError(error);
      expect(carried.code).toBe(ERRORS[reason].trpc);
      expect(toShopError(carried)).toBe(error);
    }
  });

  it('has a reason for what tRPC refuses by itself', () => {
    const refuse = (code: TRPCError['code']) => toShopError(new TRPCError({ code })).reason;
    expect(refuse('NOT_FOUND')).toBe('PROCEDURE_NOT_FOUND');
    expect(refuse('METHOD_NOT_SUPPORTED')).toBe('METHOD_UNSUPPORTED');
    expect(refuse('PARSE_ERROR')).toBe('REQUEST_MALFORMED');
    expect(refuse('BAD_GATEWAY')).toBe('INTERNAL');
  });
});
