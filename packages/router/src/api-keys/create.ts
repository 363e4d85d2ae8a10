import { CreateApiKeyInput, CreatedApiKey } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const create = staffProcedure('api-keys:write', { recent: true })
  .meta({ limits: ['secrets'] })
  .input(CreateApiKeyInput)
  .output(CreatedApiKey)
  .mutation(({ ctx, input }) => ctx.services.apiKeys.create(input, ctx.origin));
