import { TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import type { SubscriptionLinkOptions } from './subscription-link.ts';

/** Loads the code of subscriptions with the first one: most pages have none. */
export function lazySubscriptionLink<Router extends AnyTRPCRouter>(
  options: SubscriptionLinkOptions,
): TRPCLink<Router> {
  return (runtime) => (call) =>
    observable((observer) => {
      let isLeft = false;
      let leave = () => {};
      import('./subscription-link.ts').then(
        ({ subscriptionLink }) => {
          if (isLeft) return;
          leave = subscriptionLink<Router>(options)(runtime)(call).subscribe(observer).unsubscribe;
        },
        (cause) => observer.error(TRPCClientError.from(cause)),
      );
      return () => {
        isLeft = true;
        leave();
      };
    });
}
