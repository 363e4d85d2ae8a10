import { ApiKeyPage, ListApiKeysInput } from '@trastienda/shop-contract';
import { staffProcedure } from '../procedures.ts';

export const list = staffProcedure('api-keys:write')
  .input(ListApiKeysInput.prefault({}))
  .output(ApiKeyPage)
  .query(({ ctx, input }) => ctx.services.apiKeys.list(input));
