import { setImmediate } from 'node:timers/promises';
import type { AnyTRPCRouter } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { createServe } from '../../serve-trpc.ts';
import { createCallbacks } from './create-callbacks.ts';
import { createRequest } from './create-request.ts';
import type { RequestSpec } from './request-arbitrary.ts';
import type { RouterConfig } from './router-config.ts';
import { World } from './world.ts';
import { createZooRouter } from './zoo-router.ts';

/** A router behind one of the adapters. */
interface Side {
  readonly world: World;
  readonly serve: (request: Request) => Promise<Response>;
}

/** Options that are the same on both sides. */
const optionsOf = (config: RouterConfig) => ({
  ...(config.allowBatching !== undefined && { allowBatching: config.allowBatching }),
  ...(config.allowMethodOverride !== undefined && {
    allowMethodOverride: config.allowMethodOverride,
  }),
  ...(config.maxBatchSize !== undefined && { maxBatchSize: config.maxBatchSize }),
});

function createOfficialSide(config: RouterConfig): Side {
  const world = new World();
  const router: AnyTRPCRouter = createZooRouter(config, world);
  const callbacks = createCallbacks(config, world);
  const { endpoint } = config;
  const options = { ...optionsOf(config), router, endpoint };
  return {
    world,
    serve: (req) => fetchRequestHandler({ ...options, ...callbacks, req }),
  };
}

async function createOurSide(config: RouterConfig) {
  const world = new World();
  const router = createZooRouter(config, world);
  const callbacks = createCallbacks(config, world);
  const serve = createServe({
    ...optionsOf(config),
    router,
    onFallback: (reason) => {
      throw new Error(reason);
    },
  });
  await serve.prepare();
  return {
    world,
    serve: (request: Request) => serve(request, config.endpoint, callbacks),
    stats: serve.stats,
  };
}

/** Turns of the event loop that a call of the zoo takes at most, and one more. */
const MAX_TURNS = 3;

/** Stacks name the functions between: ours are others. */
const STACK = /"stack":"(?:[^"\\]|\\.)*"/g;

/** A streamed body may break off. */
const readBody = (response: Response): Promise<string> =>
  response.text().then(
    (text) => text.replaceAll(STACK, '"stack":""'),
    (failure: unknown) => `broken off: ${String(failure)}`,
  );

/** Serves a request, and returns all that the client and the application see of it. */
async function observe({ world, serve }: Side, spec: RequestSpec, endpoint: string) {
  const answer = await serve(createRequest(spec, endpoint)).then(
    async (response) => ({
      status: response.status,
      headers: [...response.headers],
      body: await readBody(response),
    }),
    (failure: unknown) => ({ failure: String(failure) }),
  );
  // Where a callback throws, the request fails while other calls of its batch still run.
  for (let turn = 0; turn < MAX_TURNS; turn += 1) await setImmediate();
  return { answer, application: world.take() };
}

/** What both sides made of a request. */
export interface Comparison {
  readonly spec: RequestSpec;
  readonly ours: unknown;
  readonly official: unknown;
}

/**
 * Sends requests to both adapters, one after the other, each to a separate router. Returns what
 * they made of each, and how many of ours took the fast path.
 */
export async function compareSides(config: RouterConfig, specs: readonly RequestSpec[]) {
  const official = createOfficialSide(config);
  const ours = await createOurSide(config);
  const comparisons: Comparison[] = [];
  for (const spec of specs) {
    comparisons.push({
      spec,
      ours: await observe(ours, spec, config.endpoint),
      official: await observe(official, spec, config.endpoint),
    });
  }
  return { comparisons, fast: ours.stats().fast };
}
