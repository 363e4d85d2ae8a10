import { EmailAddress } from '@trastienda/shop-contract';

/** Returns whether a text can be asked for: the server finds whole addresses only. */
export function isWholeEmail(text: string | undefined): boolean {
  return text === undefined || EmailAddress.safeParse(text).success;
}
