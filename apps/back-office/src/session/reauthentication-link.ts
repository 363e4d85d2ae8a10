import { isClientError } from '@trastienda/shop-client';
import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import type { Reauthentication } from './reauthentication.ts';

/**
 * Repeats a call that needs a recent sign-in once the person at the browser has proven who they are.
 * The call keeps its input, and so its idempotency key.
 */
export function reauthenticationLink(reauthentication: Reauthentication): TRPCLink<AnyTRPCRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        let isAsked = false;
        const send = () =>
          next(op).subscribe({
            next: (value) => observer.next(value),
            complete: () => observer.complete(),
            error(error) {
              if (isAsked || !isClientError(error, 'REAUTHENTICATION_REQUIRED')) {
                observer.error(error);
                return;
              }
              isAsked = true;
              void reauthentication.request().then((isProven) => {
                if (isProven) subscription = send();
                else observer.error(error);
              });
            },
          });
        let subscription = send();
        return () => subscription.unsubscribe();
      });
}
