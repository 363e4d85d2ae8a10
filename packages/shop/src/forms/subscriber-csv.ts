import type { SubscriberState } from '@trastienda/shop-db';
import { csvText } from '../base/csv/csv-text.ts';

const HEADER = ['email', 'locale', 'confirmed_at', 'text_version', 'unsubscribe_url'];

/** Returns the last consent of a kind. */
function lastConsent({ consents }: SubscriberState, kind: 'confirmed') {
  return consents.findLast((consent) => consent.kind === kind);
}

/** Writes subscribers as CSV; the first part of an export has a header. */
export function writeSubscribers(
  subscribers: readonly SubscriberState[],
  {
    isFirst,
    unsubscribeUrlOf,
  }: {
    readonly isFirst: boolean;
    readonly unsubscribeUrlOf: (subscriberId: string) => string;
  },
): string {
  const rows = subscribers.map((subscriber) => {
    const confirmed = lastConsent(subscriber, 'confirmed');
    return [
      subscriber.email ?? '',
      subscriber.locale,
      confirmed?.at.toISOString() ?? '',
      confirmed?.textVersion ?? '',
      unsubscribeUrlOf(subscriber.id),
    ];
  });
  return csvText([...(isFirst ? [HEADER] : []), ...rows]);
}
