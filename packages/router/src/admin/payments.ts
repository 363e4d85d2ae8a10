import { PaymentIdInput, StaffPaymentView } from '@trastienda/shop-contract';
import { query } from '../procedures.ts';

/** Payments and their refunds. */
export const payments = {
  get: query(
    {
      access: 'orders:read',
      summary: 'Returns a payment with its refunds',
      input: PaymentIdInput,
      output: StaffPaymentView,
      errors: ['PAYMENT_NOT_FOUND'],
    },
    ({ ctx, input }) => ctx.services.ledger.payment(input),
  ),
};
