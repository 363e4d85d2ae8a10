import { type AnyTRPCRouter, initTRPC } from '@trpc/server';
import { expect, test, vi } from 'vitest';
import { createTrpcHandler } from './index.ts';

const t = initTRPC.create();
const createRouter = () => t.router({ hello: t.procedure.query(() => 'world') });

const hello = () => new Request('http://a/trpc/hello');
const WORLD = { result: { data: 'world' } };

/** A handler that keeps the reasons of its fallbacks. */
function handlerOf(router: AnyTRPCRouter) {
  const reasons: string[] = [];
  const handle = createTrpcHandler({
    router,
    endpoint: '/trpc',
    createContext: () => ({}),
    onFallback: (reason) => reasons.push(reason),
  });
  return { handle, reasons };
}

test('The first request starts the comparison with tRPC, which answers until it is done', async () => {
  const { handle, reasons } = handlerOf(createRouter());
  expect(await (await handle(hello())).json()).toEqual(WORLD);
  expect(handle.stats()).toEqual({ fast: 0, official: 1, fallback: null });
  expect(await handle.prepare()).toBe(true);
  expect(await (await handle(hello())).json()).toEqual(WORLD);
  expect(handle.stats()).toEqual({ fast: 1, official: 1, fallback: null });
  expect(reasons).toEqual([]);
});

/** A router as another tRPC could make it. */
function changed(router: AnyTRPCRouter, change: object): AnyTRPCRouter {
  return { ...router, _def: { ...router._def, ...change } };
}

test.each([
  ['procedures', { procedures: undefined }],
  ['_config', { _config: undefined }],
])('A router without the %s of tRPC is reported when the handler is created', (name, change) => {
  const { handle, reasons } = handlerOf(changed(createRouter(), change));
  expect(reasons).toEqual([`tRPC answers all requests: the router has no _def.${name}`]);
  expect(handle.stats().fallback).toBe(`the router has no _def.${name}`);
});

test('A router whose configuration has another form is answered by tRPC alone', async () => {
  const router = createRouter();
  const { pathSeparator, ...config } = router._def._config;
  expect(pathSeparator).toBe('.');
  const { handle, reasons } = handlerOf(changed(router, { _config: config }));
  expect(await handle.prepare()).toBe(false);
  expect(await (await handle(hello())).json()).toEqual(WORLD);
  expect(handle.stats()).toMatchObject({ fast: 0, official: 1 });
  expect(reasons).toEqual([
    'tRPC answers all requests: the router has no _def._config.pathSeparator',
  ]);
});

test('A procedure that something wraps is called as it is, and reported once', async () => {
  const router = createRouter();
  const { hello: inner } = router._def.procedures;
  const calls: string[] = [];
  const wrap = (name: string) =>
    Object.assign(
      async (...args: Parameters<typeof inner>) => {
        calls.push(name);
        return inner(...args);
      },
      { _def: inner._def, meta: inner.meta },
    );
  const procedures = { hello: wrap('hello'), other: wrap('other') };
  const { handle, reasons } = handlerOf(changed(router, { procedures }));
  await handle.prepare();
  expect(await (await handle(hello())).json()).toEqual(WORLD);
  await handle(hello());
  await handle(new Request('http://a/trpc/other'));
  expect(calls).toEqual(['hello', 'hello', 'other']);
  expect(handle.stats().fast).toBe(3);
  expect(reasons).toEqual(['tRPC runs "hello" and procedures like it: something wraps them']);
});

test('Without onFallback, the process is warned', () => {
  const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();
  const router = changed(createRouter(), { procedures: undefined });
  createTrpcHandler({ router, endpoint: '/trpc', createContext: () => ({}) });
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    expect.stringContaining('the router has no _def.procedures'),
    { type: 'HonoTrpcWarning', code: 'HONO_TRPC_FALLBACK' },
  );
});
