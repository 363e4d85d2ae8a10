import type { WebhookDisabledReason } from '@trastienda/shop-contract';
import type { WebhookEndpointState } from '@trastienda/shop-db';
import type { StaffEmailContent } from './email-content.ts';
import type { NotificationDeps } from './notification-deps.ts';
import { shortLine } from './order-facts.ts';

export interface WebhookDisabledDeps extends Pick<NotificationDeps, 'emails' | 'locale' | 'off'> {
  readonly database: Pick<NotificationDeps['database'], 'accounts'>;
  /** Addresses of staff; without any, the account that created the endpoint gets the email. */
  readonly staff: readonly string[];
}

async function recipientsOf({ database, locale, staff }: WebhookDisabledDeps, createdBy: string) {
  if (staff.length > 0) return staff.map((email) => ({ to: { email, name: '' }, locale }));
  const creator = await database.accounts.find(createdBy);
  if (creator === null || creator.email === null || creator.disabledAt !== null) return [];
  return [{ to: { email: creator.email, name: creator.name }, locale: creator.locale }];
}

/** Creates the function that emails staff about an endpoint that the shop has disabled. */
export function createNotifyWebhookDisabled(deps: WebhookDisabledDeps) {
  return async (
    { id, description, createdBy }: WebhookEndpointState,
    reason: Exclude<WebhookDisabledReason, 'staff'>,
  ): Promise<void> => {
    if (deps.off.has('webhook-disabled')) return;
    const content: StaffEmailContent = {
      template: 'webhook-disabled',
      ...{ endpointId: id, description: shortLine(description), reason },
    };
    for (const recipient of await recipientsOf(deps, createdBy)) {
      await deps.emails.enqueue({ ...recipient, content });
    }
  };
}
