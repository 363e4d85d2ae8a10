import { getTRPCErrorShape, type TRPCError, transformTRPCResponse } from '@trpc/server';
import type { TRPCResponse } from '@trpc/server/rpc';
import type { ProcedureCall } from '../request/procedure-call.ts';
import type { Exchange } from './exchange.ts';

/** Forms the error of a call. */
export function errorEnvelope(
  exchange: Exchange,
  call: ProcedureCall,
  error: TRPCError,
): TRPCResponse {
  const { settings, context, plan } = exchange;
  return {
    error: getTRPCErrorShape({
      config: settings.config,
      ctx: context,
      error,
      input: call.result(),
      path: call.path,
      type: plan.type,
    }),
  };
}

/** Forms the error of a request that failed as a whole. */
export function requestErrorEnvelope(exchange: Exchange, error: TRPCError): TRPCResponse {
  const { settings, context, plan } = exchange;
  return {
    error: getTRPCErrorShape({
      config: settings.config,
      error,
      type: plan.type,
      path: undefined,
      input: undefined,
      ctx: context,
    }),
  };
}

/** Returns the body of a response. */
export function stringify(exchange: Exchange, body: TRPCResponse | TRPCResponse[]): string {
  const { config, hasIdentityTransformer, stringify: ofApplication } = exchange.settings;
  const transformed = hasIdentityTransformer ? body : transformTRPCResponse(config, body);
  return ofApplication === undefined ? JSON.stringify(transformed) : ofApplication(transformed);
}
