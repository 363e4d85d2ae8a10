import { getTRPCErrorFromUnknown, type TRPCError } from '@trpc/server';
import type { ProcedureCall } from '../request/procedure-call.ts';
import type { Exchange } from './exchange.ts';

/** What a call came to. */
export type Outcome =
  | { readonly error: undefined; readonly data: unknown }
  | { readonly error: TRPCError };

/** Runs a call and reports its failure. Rejects only with what `onError` throws. */
export async function runCall(exchange: Exchange, call: ProcedureCall): Promise<Outcome> {
  try {
    if (exchange.contextError !== undefined) throw exchange.contextError;
    const data = await call.procedure.invoke(call, exchange.context);
    return { error: undefined, data };
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    exchange.report(error, call);
    return { error };
  }
}
