import { initTRPC } from '@trpc/server';
import type { RouterConfig } from './router-config.ts';
import { normalize, type World } from './world.ts';

export interface ZooContext {
  readonly user?: string;
  readonly count?: number;
}

export interface ZooMeta {
  readonly label?: string;
}

const plain = { serialize: (value: unknown) => value, deserialize: (value: unknown) => value };

/** Wraps values, as superjson does. */
const wrapping = {
  serialize: (value: unknown) => ({ json: value, meta: typeof value }),
  deserialize: (value: unknown) =>
    typeof value === 'object' && value !== null && 'json' in value ? value.json : value,
};

function failing(): never {
  throw new TypeError('cannot be transformed');
}

const TRANSFORMERS = {
  wrap: wrapping,
  split: { input: wrapping, output: { ...plain, serialize: (value: unknown) => [value] } },
  'failing input': { input: { ...plain, deserialize: failing }, output: plain },
  'failing output': {
    input: plain,
    output: {
      ...plain,
      serialize: (value: unknown) => (value === 'unserializable' ? failing() : value),
    },
  },
} as const;

/** Creates the tRPC object of a configuration. */
export function initZoo(config: RouterConfig, world: World) {
  const { transformer, formatter, isDev, separator } = config;
  return initTRPC
    .context<ZooContext>()
    .meta<ZooMeta>()
    .create({
      isDev,
      ...(separator !== '.' && { pathSeparator: separator }),
      ...(transformer !== 'none' && { transformer: TRANSFORMERS[transformer] }),
      ...(formatter !== 'none' && {
        errorFormatter(options) {
          const { shape, error, ...rest } = options;
          world.observe(null, 'formatter', [
            Object.keys(options),
            rest.path,
            rest.type,
            rest.input,
            rest.ctx,
            error,
            normalize({ ...shape, data: { ...shape.data, stack: '' } }),
          ]);
          const isExpected = error.code !== 'INTERNAL_SERVER_ERROR';
          if (formatter === 'failing' && isExpected) throw new Error('formatter');
          if (formatter === 'bare') return { message: 'bare', code: shape.code };
          if (formatter === 'status') return { ...shape, data: { ...shape.data, httpStatus: 418 } };
          return { ...shape, data: { ...shape.data, user: rest.ctx?.user ?? null } };
        },
      }),
    });
}

export type Zoo = ReturnType<typeof initZoo>;
