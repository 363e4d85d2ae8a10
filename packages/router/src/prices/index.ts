import { list } from './list.ts';
import { set } from './set.ts';

export const prices = {
  list,
  set,
};
