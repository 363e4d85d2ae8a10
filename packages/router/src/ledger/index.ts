import { list } from './list.ts';
import { reconcile } from './reconcile.ts';

export const ledger = {
  list,
  reconcile,
};
