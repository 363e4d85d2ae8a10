import { readEnvironment } from './environment.ts';
import { handleRequest } from './handle-request.ts';
import { defaultCache, type WorkerContext } from './runtime.ts';

/** The Worker: answers cacheable queries from its cache, and forwards everything else. */
export default {
  fetch(request: Request, env: unknown, context: WorkerContext): Promise<Response> {
    return handleRequest(request, {
      environment: readEnvironment(env),
      cache: defaultCache(),
      waitUntil: (work) => context.waitUntil(work),
      send: (forwarded) => fetch(forwarded),
      now: Date.now,
      log: (line) => console.error(JSON.stringify(line)),
    });
  },
};
