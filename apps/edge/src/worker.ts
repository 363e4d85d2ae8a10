import { RunningFills } from './caching/running-fills.ts';
import { readEnvironment } from './environment.ts';
import { handleRequest } from './handle-request.ts';
import { defaultCache, type WorkerContext } from './runtime.ts';

const fills = new RunningFills();

/** The Worker: answers cacheable queries from its cache, and forwards everything else. */
export default {
  fetch(request: Request, env: unknown, context: WorkerContext): Promise<Response> {
    return handleRequest(request, {
      environment: readEnvironment(env),
      cache: defaultCache(),
      fills,
      waitUntil: (work) => context.waitUntil(work),
      send: (forwarded) => fetch(forwarded),
      now: Date.now,
      log: (line) => console.error(JSON.stringify(line)),
    });
  },
};
