import { list } from './list.ts';

export const audit = {
  list,
};
