import { get } from './get.ts';

export const payments = {
  get,
};
