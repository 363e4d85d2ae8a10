import { EventPage, ListEventsInput } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const events = staffProcedure('orders:read')
  .input(ListEventsInput)
  .output(EventPage)
  .query(({ ctx, input }) => ctx.services.orders.events(input));
