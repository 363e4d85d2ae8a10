import { disable } from './disable.ts';
import { enable } from './enable.ts';
import { get } from './get.ts';
import { list } from './list.ts';
import { removeSecondFactor } from './remove-second-factor.ts';
import { setRole } from './set-role.ts';

export const accounts = {
  disable,
  enable,
  get,
  list,
  removeSecondFactor,
  setRole,
};
