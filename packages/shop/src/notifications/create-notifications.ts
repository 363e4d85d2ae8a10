import type { EventConsumer } from '@trastienda/mongo';
import type { ShopEvent } from '@trastienda/shop-db';
import type { ShopEmailQueue } from './email-content.ts';
import type { EmailKind } from './email-kinds.ts';
import { createOrderEmailsConsumer, type OrderEmailsDeps } from './order-emails.ts';
import { createStaffEmailsConsumer } from './staff-emails.ts';

/** Emails about buying. */
export interface NotificationOptions {
  readonly emails: ShopEmailQueue;
  /** Replaces an email address by a keyed hash, so that counters name no person. */
  readonly counterKeyOf: (email: string) => string;
  /** Addresses of staff; none by default. */
  readonly staff?: readonly string[];
  /** Kinds of emails that are not sent; none by default. */
  readonly off?: readonly EmailKind[];
}

/** Creates the consumers that email buyers and staff. */
export function createNotifications(
  deps: Pick<OrderEmailsDeps, 'database' | 'links' | 'locale' | 'timeZone'>,
  { emails, counterKeyOf, staff = [], off = [] }: NotificationOptions,
): readonly EventConsumer<ShopEvent>[] {
  const shared = { ...deps, emails, counterKeyOf, off: new Set(off) };
  return [createOrderEmailsConsumer(shared), createStaffEmailsConsumer({ ...shared, staff })];
}
