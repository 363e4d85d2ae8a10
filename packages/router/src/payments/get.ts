import { PaymentIdInput, StaffPaymentView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const get = staffProcedure('orders:read')
  .input(PaymentIdInput)
  .output(StaffPaymentView)
  .query(({ ctx, input }) => ctx.services.ledger.payment(input));
