import { lazy, TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { RouterConfig } from './router-config.ts';
import type { World } from './world.ts';
import { initZoo } from './zoo-init.ts';
import { createMiddlewareZoo } from './zoo-middlewares.ts';
import { createOutputZoo } from './zoo-outputs.ts';

const Point = z.object({ x: z.number(), label: z.string().default('none') });
const Free = z.string().refine(async (value) => value !== 'taken', 'is taken');
const Page = z.object({ limit: z.number().int().max(9).optional() });

/** Throws what is no error. */
function throwing(value: unknown): never {
  throw value;
}

/** A router with a procedure for each thing that applications do. */
export function createZooRouter(config: RouterConfig, world: World) {
  const t = initZoo(config, world);
  const { procedure } = t;
  const point = procedure.input(Point);
  const reading = procedure.use(({ getRawInput, next }) => next({ ctx: { getRawInput } }));

  const inputs = {
    bare: procedure.query((options) => {
      world.observe(options.path, 'resolver', Object.keys(options));
      return 'bare';
    }),
    echo: reading.query(async ({ path, input, ctx }) => {
      const promise = ctx.getRawInput();
      world.observe(path, 'raw', [promise instanceof Promise, input]);
      return promise;
    }),
    point: point.query(({ input, path }) => {
      world.observe(path, 'input', input);
      return input;
    }),
    merged: point.input(Page).query(({ input }) => input),
    text: procedure.input(z.string().max(5)).query(({ input }) => input),
    refined: procedure
      .input((value: unknown) => Free.parseAsync(value))
      .query(({ input }) => `free: ${input}`),
    switching: procedure.input(Free).query(({ input }) => `free: ${input}`),
    custom: procedure
      .input((value: unknown) => (typeof value === 'number' ? value : throwing({ no: 'number' })))
      .query(({ input }) => input + 1),
    eventual: procedure
      .input(async (value: unknown) => (value === undefined ? throwing(null) : String(value)))
      .query(({ input }) => input),
    standard: procedure
      .input({
        '~standard': {
          version: 1,
          vendor: 'zoo',
          validate: (value: unknown) =>
            value === 1 ? { value: 'one' } : { issues: [{ message: 'is not 1' }] },
        },
      })
      .query(({ input }) => String(input)),
  };

  const failures = {
    error: procedure.query(() => throwing(new RangeError('out of range'))),
    text: procedure.query(() => throwing('text')),
    nothing: procedure.query(() => throwing(null)),
    object: procedure.query(() => throwing({ message: 'object', extra: 1 })),
    later: point.query(async ({ input }) => {
      await new Promise((resolve) => setImmediate(resolve));
      throw new TRPCError({ code: 'NOT_FOUND', message: `no ${input.x}` });
    }),
    conflict: procedure.query(() => throwing(new TRPCError({ code: 'CONFLICT' }))),
    teapot: procedure.query(() =>
      throwing(new TRPCError({ code: 'TOO_MANY_REQUESTS', cause: { wait: 5 } })),
    ),
    aborted: procedure.query(({ signal, path }) => {
      world.observe(path, 'signal', [signal instanceof AbortSignal, signal?.aborted]);
      signal?.throwIfAborted();
      return 'not aborted';
    }),
  };

  const change = {
    echo: reading.mutation(async ({ ctx }) => ctx.getRawInput()),
    point: point.output(Point).mutation(({ input }) => input),
    fail: point.mutation(({ input }) =>
      throwing(new TRPCError({ code: 'FORBIDDEN', message: String(input.x) })),
    ),
    upload: procedure.input(z.any()).mutation(({ input }) => {
      world.observe('change.upload', 'input', input);
      return input instanceof FormData ? [...input.keys()] : typeof input;
    }),
  };

  const watch = procedure.subscription(async function* ({ signal }) {
    yield 1;
    yield signal === undefined ? 0 : 2;
  });

  return t.router({
    inputs,
    failures,
    change,
    watch,
    top: procedure.query(() => 'top'),
    outputs: createOutputZoo(t),
    middlewares: createMiddlewareZoo(t, world),
    deep: t.router({ er: { still: point.query(({ input }) => input.x) } }),
    late: lazy(async () =>
      t.router({ known: t.procedure.query(() => 'lazy'), point: inputs.point }),
    ),
    'odd key': procedure.query(() => 'odd'),
    'a,b': procedure.query(() => 'comma'),
    ñu: procedure.query(() => 'gnu'),
  });
}
