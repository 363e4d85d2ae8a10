import { ApiKeyView, RevokeApiKeyInput } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const revoke = staffProcedure('api-keys:write', { recent: true })
  .input(RevokeApiKeyInput)
  .output(ApiKeyView)
  .mutation(({ ctx, input }) => ctx.services.apiKeys.revoke(input, ctx.origin));
