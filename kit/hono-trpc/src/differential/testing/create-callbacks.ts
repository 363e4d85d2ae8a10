import { TRPCError } from '@trpc/server';
import type { ServeCallbacks } from '../../options.ts';
import type { RouterConfig } from './router-config.ts';
import type { World } from './world.ts';

type Callback<Name extends keyof ServeCallbacks> = NonNullable<ServeCallbacks[Name]>;

function contextCallback(config: RouterConfig, world: World): Callback<'createContext'> | null {
  const { context } = config;
  if (context === 'none') return null;
  const create = (options: Parameters<Callback<'createContext'>>[0]) => {
    world.observe(null, 'createContext', [Object.keys(options), options.req.method]);
    return { user: options.req.headers.get('x-user') ?? 'ana' };
  };
  if (context === 'sync') return create;
  return async (options) => {
    const created = create(options);
    const { info, resHeaders } = options;
    if (context === 'headers') {
      resHeaders.append('set-cookie', 'a=1');
      resHeaders.append('set-cookie', 'b=2');
      resHeaders.append('vary', 'x-user');
      return { ...options, ...created };
    }
    if (context === 'info') {
      const { calls, signal, url, ...rest } = info;
      const seen = calls.map(({ procedure, ...call }) => [
        Object.keys(call),
        { path: call.path, index: call.batchIndex, type: procedure?._def.type },
        call.result(),
      ]);
      const details = [Object.keys(info), rest, seen, signal.aborted, url?.href];
      world.observe(null, 'info', details);
    }
    if (context === 'reads input') {
      const inputs = await Promise.allSettled(info.calls.map((call) => call.getRawInput()));
      world.observe(null, 'inputs', inputs);
    }
    await new Promise((resolve) => setImmediate(resolve));
    if (context === 'failing') throw new Error('no context');
    if (context === 'failing with a code') throw new TRPCError({ code: 'UNAUTHORIZED' });
    return created;
  };
}

function metaCallback({ meta }: RouterConfig, world: World): Callback<'responseMeta'> | null {
  if (meta === 'none') return null;
  return (report) => {
    const { data, info, ...rest } = report;
    const calls = info?.calls.map(({ path, batchIndex }) => [path, batchIndex]);
    world.observe(null, 'responseMeta', [Object.keys(report), data.length, calls, rest]);
    if (meta === 'failing') throw new Error('no meta');
    if (meta === 'status') return { status: 299 };
    if (meta === 'by errors') return { ...(rest.errors.length > 0 && { status: 520 }) };
    if (meta === 'headers') {
      const headers = new Headers([
        ['x-meta', '1'],
        ['set-cookie', 'm=1'],
      ]);
      headers.append('set-cookie', 'm=2');
      headers.append('content-type', 'text/meta');
      return { headers };
    }
    if (meta === 'record') return { headers: { 'X-One': '1', 'x-two': ['2', '3'] } };
    return {};
  };
}

function errorCallback({ onError }: RouterConfig, world: World): Callback<'onError'> | null {
  if (onError === 'none') return null;
  return (report) => {
    const { path, req, error, ...rest } = report;
    world.observeError(error);
    const details = [Object.keys(report), error, rest, req.method, req instanceof Request];
    world.observe(path ?? null, 'onError', details);
    const isExpected = error.code !== 'INTERNAL_SERVER_ERROR';
    if (onError === 'failing' && isExpected) throw new RangeError('onError');
  };
}

/** Creates the callbacks of a configuration, which tell the world what they get. */
export function createCallbacks(config: RouterConfig, world: World): ServeCallbacks {
  const createContext = contextCallback(config, world);
  const responseMeta = metaCallback(config, world);
  const onError = errorCallback(config, world);
  return {
    ...(createContext && { createContext }),
    ...(responseMeta && { responseMeta }),
    ...(onError && { onError }),
  };
}
