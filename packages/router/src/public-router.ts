import type { TRPCBuiltRouter, TRPCRouterRecord } from '@trpc/server';
import type { formatError } from './procedures.ts';

/** Type of a router without its context, which is of no use to clients. */
export type PublicRouter<Procedures extends TRPCRouterRecord> = TRPCBuiltRouter<
  { ctx: object; meta: object; errorShape: ReturnType<typeof formatError>; transformer: false },
  Procedures
>;
