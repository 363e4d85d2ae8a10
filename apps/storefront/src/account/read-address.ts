import {
  ADDRESS_FIELDS,
  type AddressInput,
  emptyAddress,
  toAddressInput,
} from '../addresses/address-values.ts';

/** Returns the address of a form, whose fields are named as `AddressFields` names saved ones. */
export function readAddress(form: FormData): AddressInput {
  const entries = ADDRESS_FIELDS.map((field) => [field, String(form.get(`saved.${field}`) ?? '')]);
  return toAddressInput({ ...emptyAddress(''), ...Object.fromEntries(entries) });
}
