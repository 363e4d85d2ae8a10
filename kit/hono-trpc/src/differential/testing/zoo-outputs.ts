import { z } from 'zod';
import type { Zoo } from './zoo-init.ts';

/** Procedures that differ in what they return. */
export function createOutputZoo({ procedure }: Zoo) {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  return {
    nothing: procedure.query(() => undefined),
    null: procedure.query(() => null),
    date: procedure.query(() => ({ at: new Date(0), list: [undefined, Number.NaN, -0] })),
    json: procedure.query(() => ({ toJSON: (key: string) => `key ${key}` })),
    nested: procedure.query(() => ({ a: { b: [{ c: '"\u2028é\\' }] }, skipped: undefined })),
    function: procedure.query(() => () => 1),
    bigint: procedure.query(() => ({ value: 1n })),
    circular: procedure.query(() => circular),
    unserializable: procedure.query(() => 'unserializable'),
    thenable: procedure.query(() => Promise.resolve(Promise.resolve('settled'))),
    promises: procedure.query(() => ({ now: 1, later: Promise.resolve(2) })),
    halfPromise: procedure.query(() => ({ half: JSON.parse('{"then":1,"catch":2}') })),
    iterable: procedure.query(async function* () {
      yield 1;
      yield 2;
    }),
    iterables: procedure.query(() => ({
      list: (async function* () {
        yield 1;
      })(),
    })),
    array: procedure.query(() => [1, Promise.resolve(2)]),
    stripped: procedure
      .output(z.object({ kept: z.number() }))
      .query(() => ({ kept: 1, secret: 'stripped' })),
    asynchronous: procedure
      .output(z.string().transform(async (value) => value.toUpperCase()))
      .query(() => 'upper'),
    invalid: procedure.output(z.number()).query(() => JSON.parse('"no number"')),
    outside: procedure
      .output(z.object({ n: z.number() }))
      .use(async ({ next }) => {
        const result = await next();
        return result.ok ? { ...result, data: { n: 7, extra: true } } : result;
      })
      .query(() => ({ n: 1 })),
  };
}
