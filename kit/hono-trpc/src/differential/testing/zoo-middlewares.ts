import { type AnyTRPCQueryProcedure, initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { World } from './world.ts';
import type { Zoo, ZooMeta } from './zoo-init.ts';

const Point = z.object({ x: z.number() });

/** Procedures that differ in their middlewares. */
export function createMiddlewareZoo(t: Zoo, world: World) {
  const { procedure } = t;

  const watched = procedure.use(async (options) => {
    const { path, type, batchIndex, input, meta, ctx } = options;
    world.observe(path, 'middleware', [
      Object.keys(options),
      Object.getPrototypeOf(options) === Object.prototype,
      { path, type, batchIndex, input, meta, ctx },
    ]);
    const result = await options.next();
    world.observe(path, 'result', [Object.entries(result)]);
    return result;
  });
  const guarded = watched.use(({ ctx, next }) => {
    if (ctx.user === undefined) throw new TRPCError({ code: 'UNAUTHORIZED' });
    return next({ ctx: { user: `${ctx.user}!`, added: 1 } });
  });
  const formatted = procedure.errors(({ error, shape, path, input }) => {
    world.observe(path ?? null, 'errors', [error, input]);
    return error.code === 'BAD_REQUEST' ? { ...shape, message: 'formatted' } : undefined;
  });
  const labelled = procedure.meta({ label: 'one' });

  return {
    watched: watched.query(({ ctx }) => ctx),
    guarded: guarded.input(Point).query(({ ctx, input }) => ({ ctx, input })),
    guardedOutput: guarded
      .input(Point)
      .output(z.object({ y: z.number() }))
      .query(({ input }) => ({ y: input.x })),
    afterInput: procedure
      .input(Point)
      .use((options) => {
        world.observe(options.path, 'after input', [Object.keys(options), options.input]);
        return options.next();
      })
      .use(({ next }) => next({ ctx: { count: 1 } }))
      .query(({ input, ctx }) => ({ input, ctx })),
    replaced: procedure
      .use(({ next }) => next({ input: { x: 1 } }))
      .query(({ input }: { input: unknown }) => ({ input })),
    erased: procedure
      .input(Point)
      .use(({ next }) => next({ input: undefined }))
      .query(({ input }) => ({ input })),
    rawReplaced: procedure
      .use(({ next }) => next({ getRawInput: async () => ({ x: 41 }) }))
      .input(Point)
      .query(({ input }) => input.x + 1),
    rawRead: procedure
      .use(async ({ getRawInput, path, next }) => {
        world.observe(path, 'raw input', await getRawInput());
        return next();
      })
      .input(Point)
      .query(({ input }) => input.x),
    spread: procedure
      .use((options) => {
        const copy = { ...options };
        world.observe(options.path, 'copy', [Object.keys(copy), copy.signal === options.signal]);
        return options.next();
      })
      .query(() => 'spread'),
    twice: procedure
      .use(async ({ next }) => {
        await next({ ctx: { count: 1 } });
        return next({ ctx: { count: 2 } });
      })
      .input(Point)
      .query(({ ctx, input }) => ({ count: ctx.count, input })),
    swallowed: procedure
      .use(async ({ next }) => {
        const result = await next();
        return result.ok ? result : next({ input: 'again' });
      })
      .query(({ input }: { input: unknown }) => {
        if (input === undefined) throw new Error('swallowed');
        return input;
      }),
    measured: procedure
      .use(async ({ next, path }) => {
        const result = await next();
        world.observe(path, 'measured', [result.ok, result.ok ? result.data : result.error]);
        if (!result.ok) throw new TRPCError({ code: 'TIMEOUT', cause: result.error });
        return { ...result, data: { wrapped: result.data } };
      })
      .input(Point)
      .output(z.object({ x: z.number().max(5) }))
      .query(({ input }) => input),
    promised: procedure
      .use(async ({ next }) => ({ ...(await next()), data: Promise.resolve('promised') }))
      .query(() => 'plain'),
    lost: procedure
      // A middleware in plain JavaScript that forgets its result.
      .use(({ next }) => next().then(() => JSON.parse('null')))
      .output(z.string())
      .query(() => 'lost'),
    lostFirst: procedure.use(async () => JSON.parse('null')).query(() => 'lost'),
    wrongNext: procedure.use(({ next }) => next(JSON.parse('5'))).query(() => 'wrong'),
    late: procedure
      .use(async ({ next }) => {
        const result = await next();
        await new Promise((resolve) => setImmediate(resolve));
        return result;
      })
      .query(() => 'late'),
    formatted: formatted.input(Point).query(({ input }) => {
      if (input.x > 5) throw new TRPCError({ code: 'CONFLICT', message: 'too large' });
      return input;
    }),
    formattedStream: formatted.query(async function* () {
      yield 1;
    }),
    called: asQuery(
      procedure
        .experimental_caller(async ({ args: [options], invoke }) => {
          world.observe(null, 'caller', Object.keys(Object(options)));
          // The adapter passes what `invoke` needs.
          return { called: await invoke(options as Parameters<typeof invoke>[0]) };
        })
        .query(async () => 'inner'),
    ),
    concatenated: labelled
      .concat(initTRPC.meta<ZooMeta>().create().procedure.input(Point).meta({ label: 'two' }))
      .use(({ meta, next }) => next({ ctx: { user: meta?.label ?? 'none' } }))
      .query(({ ctx, input }) => [ctx.user, input]),
    inputTwice: watched
      .input(Point)
      .use(({ next }) => next())
      .input(z.object({ y: z.number().default(2) }))
      .query(({ input }) => input),
  };
}

/** tRPC's types do not have procedures with a caller in routers; its code does. */
function asQuery(procedure: unknown): AnyTRPCQueryProcedure {
  if (!isQuery(procedure)) throw new Error('This is no query.');
  return procedure;
}

function isQuery(value: unknown): value is AnyTRPCQueryProcedure {
  return typeof value === 'function' && '_def' in value;
}
