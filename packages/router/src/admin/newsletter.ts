import {
  ExportSubscribersInput,
  ListSubscribersInput,
  SubscriberExport,
  SubscriberPage,
} from '@trastienda/shop-contract';
import { mutation, query } from '../procedures.ts';

/** Subscribers of the newsletter. */
export const newsletter = {
  export: mutation(
    {
      access: 'newsletter:read',
      summary: 'Exports confirmed addresses as CSV, and records that in the audit log',
      description:
        'Returns up to 1000 addresses at once. Each has the link that its newsletters must carry as List-Unsubscribe.',
      input: ExportSubscribersInput.prefault({}),
      output: SubscriberExport,
      errors: ['CURSOR_INVALID'],
      idempotency: 'none',
    },
    ({ ctx, input }) => ctx.services.newsletterAdmin.export(input, ctx.origin),
  ),

  list: query(
    {
      access: 'newsletter:read',
      summary: 'Lists subscribers with their consents, newest first',
      input: ListSubscribersInput.prefault({}),
      output: SubscriberPage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.newsletterAdmin.list(input),
  ),
};
