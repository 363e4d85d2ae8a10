import { TRPCError } from '@trpc/server';
import { isRecord } from '../is-record.ts';

const isAsyncIterable = (value: unknown): boolean =>
  isRecord(value) && Symbol.asyncIterator in value;

function isPromise(value: unknown): boolean {
  const isObject = typeof value === 'function' || isRecord(value);
  if (!isObject || !('then' in value) || !('catch' in value)) return false;
  return typeof value.then === 'function' && typeof value.catch === 'function';
}

/** Whether a result arrives bit by bit, which one JSON document cannot: tRPC streams such results. */
export function isDataStream(data: unknown): boolean {
  if (!isRecord(data)) return false;
  if (isAsyncIterable(data)) return true;
  for (const value of Object.values(data)) {
    if (typeof value === 'object' || typeof value === 'function') {
      if (isPromise(value) || isAsyncIterable(value)) return true;
    }
  }
  return false;
}

/** The failure of a call that returned a stream to a client that did not ask for one. */
export const streamError = (): TRPCError =>
  new TRPCError({
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Cannot use stream-like response in non-streaming request - use httpBatchStreamLink',
  });
