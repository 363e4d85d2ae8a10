import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareSides } from './testing/compare-sides.ts';
import { requestSpecs } from './testing/request-arbitrary.ts';
import { PLAIN_CONFIG, routerConfigs } from './testing/router-config.ts';

const REQUESTS = Number(process.env.HONO_TRPC_REQUESTS ?? 600);
const REQUESTS_PER_ROUTER = 25;

/** Below this, the comparison says little about the fast path. */
const MIN_FAST_SHARE = 0.3;

/** Generous, for busy machines. */
const TIMEOUT_MS = 1_800_000;

test('Responses and callbacks are those of the official adapter, whatever is requested', {
  timeout: TIMEOUT_MS,
}, async () => {
  let requests = 0;
  let fast = 0;
  const property = fc.asyncProperty(
    routerConfigs,
    fc.array(requestSpecs, {
      minLength: 1,
      maxLength: REQUESTS_PER_ROUTER,
      size: 'max',
    }),
    async (config, specs) => {
      const compared = await compareSides(config, specs);
      requests += specs.length;
      fast += compared.fast;
      for (const { spec, ours, official } of compared.comparisons) {
        expect({ spec, ...Object(ours) }).toEqual({ spec, ...Object(official) });
      }
    },
  );
  // Prints its seed and the smallest case that fails.
  await fc.assert(property, { numRuns: Math.ceil((REQUESTS / REQUESTS_PER_ROUTER) * 2) });
  expect(requests).toBeGreaterThan(REQUESTS * 0.4);
  expect(fast / requests).toBeGreaterThan(MIN_FAST_SHARE);
});

test('A schema that turns out to be asynchronous is parsed as by the official adapter', async () => {
  // tRPC keeps for each parser whether it is. Not among the generated requests: there are two
  // parsers then, one of the fast path and one of tRPC, which learn it at different requests.
  const specs = ['1', '"free"', '1', '"taken"', '"free"'].map((input) => ({
    method: 'GET',
    path: 'inputs.switching',
    search: `?input=${encodeURIComponent(input)}`,
    headers: {},
    body: null,
    isAborted: false,
  }));
  const { comparisons, fast } = await compareSides(PLAIN_CONFIG, specs);
  expect(fast).toBe(specs.length);
  expect(comparisons.map(({ ours }) => ours)).toEqual(comparisons.map(({ official }) => official));
});
