import { type Contract, createContract } from '@trastienda/procedures/contract';
import * as contract from '@trastienda/shop-contract';
import { appRouter } from './root-router.ts';

/** Creates the contract of the shop, which `pnpm contract` writes to contract.json. */
export function createShopContract(): Contract {
  return createContract(appRouter, { names: [contract], errors: contract.ERRORS });
}
