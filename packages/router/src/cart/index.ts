import { acknowledge } from './acknowledge.ts';
import { add } from './add.ts';
import { claim } from './claim.ts';
import { clear } from './clear.ts';
import { get } from './get.ts';
import { setCurrency } from './set-currency.ts';
import { setDiscountCodes } from './set-discount-codes.ts';
import { setLine } from './set-line.ts';
import { shippingOptions } from './shipping-options.ts';

export const cart = {
  acknowledge,
  add,
  claim,
  clear,
  get,
  setCurrency,
  setDiscountCodes,
  setLine,
  shippingOptions,
};
