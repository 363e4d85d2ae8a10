import type { TRPCRequestInfo } from '@trpc/server/http';
import type { RequestPlan } from './plan-request.ts';
import type { ProcedureCall } from './procedure-call.ts';

const REQUEST = Symbol('request');

interface WithRequest {
  readonly [REQUEST]: Request;
}

/** `signal` and `url` are created when they are read: each costs more than all other fields. */
const LAZY_SIGNAL: PropertyDescriptor & ThisType<WithRequest> = {
  enumerable: true,
  configurable: true,
  get() {
    return this[REQUEST].signal;
  },
};
const LAZY_URL: PropertyDescriptor & ThisType<WithRequest> = {
  enumerable: true,
  configurable: true,
  get() {
    const value = new URL(this[REQUEST].url);
    Object.defineProperty(this, 'url', { value, writable: true, enumerable: true });
    return value;
  },
};

/** Creates what tRPC tells `createContext` and `responseMeta` of a request. */
export function createRequestInfo(
  request: Request,
  { isBatch, type }: RequestPlan,
  calls: readonly ProcedureCall[],
): TRPCRequestInfo {
  const info = {
    isBatchCall: isBatch,
    accept: null,
    calls: calls.map((call) => ({
      batchIndex: call.batchIndex,
      path: call.path,
      procedure: call.procedure.procedure,
      getRawInput: call.getRawInput,
      result: () => call.result(),
    })),
    type,
    connectionParams: null,
  };
  Object.defineProperty(info, REQUEST, { value: request });
  Object.defineProperty(info, 'signal', LAZY_SIGNAL);
  Object.defineProperty(info, 'url', LAZY_URL);
  // Both are there now.
  return info as typeof info & Pick<TRPCRequestInfo, 'signal' | 'url'>;
}
