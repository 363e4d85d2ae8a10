import { Address } from '@trastienda/shop-contract';
import type { AddressField, AddressValues } from './address-values.ts';
import { rulesOf } from './country-rules.ts';

/** What is wrong with a field, by the name of its text. */
export type AddressProblem = 'required' | 'tooLong' | 'postalCode' | 'invalid';
export type AddressProblems = Partial<Readonly<Record<AddressField, AddressProblem>>>;

const CODES: Readonly<Record<string, AddressProblem>> = {
  too_small: 'required',
  too_big: 'tooLong',
};

/** Returns what is wrong by the rules of the API. */
function contractProblems(values: AddressValues): Record<string, AddressProblem> {
  const { error } = Address.safeParse(values);
  const issues = error?.issues ?? [];
  return Object.fromEntries(
    issues.map(({ path, code }) => {
      const field = String(path[0]);
      const isEmpty = values[field as AddressField]?.trim() === '';
      return [field, isEmpty ? 'required' : (CODES[code] ?? 'invalid')];
    }),
  );
}

/** Returns what is wrong by the rules of the country's post. */
function postalProblems(
  values: AddressValues,
  isRegionRequired: boolean,
): Record<string, AddressProblem> {
  const { postalCode, region } = rulesOf(values.country);
  const problems: Record<string, AddressProblem> = {};
  const code = values.postalCode.trim().toUpperCase();
  if (code === '' && postalCode.need === 'required') problems.postalCode = 'required';
  if (code !== '' && postalCode.pattern?.test(code) === false) problems.postalCode = 'postalCode';
  if (values.region.trim() === '' && (isRegionRequired || region.isRequired)) {
    problems.region = 'required';
  }
  return problems;
}

/**
 * Returns what is wrong with an address; `isRegionRequired` when tax there depends on the region. The
 * API accepts more than the rules of the post.
 */
export function findAddressProblems(
  values: AddressValues,
  { isRegionRequired = false }: { readonly isRegionRequired?: boolean } = {},
): AddressProblems {
  return { ...postalProblems(values, isRegionRequired), ...contractProblems(values) };
}
