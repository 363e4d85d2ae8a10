import type { RouterInputs } from '@trastienda/shop-client';

type SecondFactor = RouterInputs['auth']['completeSignIn']['secondFactor'];

/** Returns a code as the API reads it: an authenticator shows digits only, recovery codes have letters. */
export function secondFactorOf(code: string): SecondFactor {
  return /^[\d\s]*$/.test(code) ? { code } : { recoveryCode: code };
}
