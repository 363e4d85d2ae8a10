import type { StaffOrder } from '@trastienda/shop-client';
import type { OrderReturn } from './parts/returns-card.tsx';
import type { RefundWhat } from './refunds/preview-refund.ts';

/** The dialog that is open on the page of an order. */
export type OrderDialog =
  | { readonly kind: 'fulfil' | 'cancel' | 'address' | 'links' }
  | { readonly kind: 'refund'; readonly returned: OrderReturn | null }
  | {
      readonly kind: 'resolve';
      readonly request: OrderReturn;
      readonly decision: 'accepted' | 'declined';
    }
  | {
      readonly kind: 'repeat';
      readonly refund: StaffOrder['refunds'][number];
      readonly what: RefundWhat;
    };
