import { TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import type { SubscriptionLinkOptions } from './subscription-link.ts';

/** Loads the code of subscriptions with the first one: most pages have none. */
export function lazySubscriptionLink<Router extends AnyTRPCRouter>(
  options: SubscriptionLinkOptions,
): TRPCLink<Router> {
  return (runtime) => {
    const load = async () => {
      const { subscriptionLink } = await import('./subscription-link.ts');
      return subscriptionLink<Router>(options)(runtime);
    };
    let loaded: ReturnType<typeof load> | undefined;
    return (call) =>
      observable((observer) => {
        let isLeft = false;
        let leave = () => {};
        loaded ??= load();
        loaded.then(
          (open) => {
            if (!isLeft) leave = open(call).subscribe(observer).unsubscribe;
          },
          (cause: Error) => {
            // A later subscription tries again to load it.
            loaded = undefined;
            observer.error(TRPCClientError.from(cause));
          },
        );
        return () => {
          isLeft = true;
          leave();
        };
      });
  };
}
