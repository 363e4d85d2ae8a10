import { Acknowledged, ReauthenticateInput } from '@trastienda/contract';
import { customerProcedure } from '../procedures.ts';

export const reauthenticate = customerProcedure
  .input(ReauthenticateInput)
  .output(Acknowledged)
  .mutation(({ ctx, input }) => ctx.services.auth.reauthenticate(ctx.actor, input, ctx.origin));
