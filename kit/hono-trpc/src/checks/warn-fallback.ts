import type { OnFallback } from '../options.ts';

/** Reports a fallback as a warning of the process; silent where the runtime has none. */
export const warnFallback: OnFallback = (reason) => {
  if (typeof process === 'undefined' || typeof process.emitWarning !== 'function') return;
  process.emitWarning(`${reason}. Responses are right, and cost what tRPC's own adapter costs.`, {
    type: 'HonoTrpcWarning',
    code: 'HONO_TRPC_FALLBACK',
  });
};
