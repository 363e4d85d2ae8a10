import {
  type Operation,
  type OperationResultEnvelope,
  TRPCClientError,
  type TRPCLink,
} from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';

export type CallResult = OperationResultEnvelope<unknown, TRPCClientError<AnyTRPCRouter>>;

/** Sends a call and resolves to its result; rejects with its failure. */
export type SendCall = (op: Operation) => Promise<CallResult>;

/** What a client does with a call around `send`, which may be called several times, or not at all. */
export type CallStep = (op: Operation, send: SendCall) => Promise<CallResult>;

/**
 * Runs each call through these steps, the first one outermost. Everything that still runs of a call
 * ends with it: the `signal` of its operation is aborted then, and when its caller aborts it.
 * Subscriptions pass.
 */
export function callSteps<Router extends AnyTRPCRouter>(
  steps: readonly CallStep[],
): TRPCLink<Router> {
  return () =>
    ({ op, next }) => {
      if (op.type === 'subscription') return next(op);
      return observable((observer) => {
        const controller = new AbortController();
        const { signal } = op;
        const abort = () => controller.abort(signal?.reason);
        const sendNext: SendCall = (sent) =>
          new Promise((resolve, reject) => {
            next(sent).subscribe({ next: resolve, error: reject });
          });
        const run = steps.reduceRight<SendCall>(
          (send, step) => (each) => step(each, send),
          sendNext,
        );
        if (signal?.aborted) abort();
        signal?.addEventListener('abort', abort);
        run({ ...op, signal: controller.signal }).then(
          (result) => {
            observer.next(result);
            observer.complete();
          },
          (error) => observer.error(TRPCClientError.from(error)),
        );
        return () => {
          signal?.removeEventListener('abort', abort);
          controller.abort();
        };
      });
    };
}
