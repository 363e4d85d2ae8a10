import { AddOrderNoteInput, StaffOrderView } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const addNote = staffProcedure('orders:write')
  .input(AddOrderNoteInput)
  .output(StaffOrderView)
  .mutation(({ ctx, input }) => ctx.services.orders.addNote(input, ctx.origin));
