import { ADDRESS_FIELDS, type AddressValues, emptyAddress } from '../addresses/address-values.ts';
import type { Details } from './details.ts';

const NAME = 'trastienda:checkout-details';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function readText(source: Readonly<Record<string, unknown>>, name: string): string {
  const value = source[name];
  return typeof value === 'string' ? value : '';
}

function readAddress(value: unknown): AddressValues | null {
  if (!isRecord(value)) return null;
  const entries = ADDRESS_FIELDS.map((field) => [field, readText(value, field)]);
  return { ...emptyAddress(''), ...Object.fromEntries(entries) };
}

/** Reads details that this tab has kept; null when there are none that can be understood. */
export function parseDraft(text: string | null): Details | null {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    const shipping = isRecord(kept) ? readAddress(kept.shipping) : null;
    if (!isRecord(kept) || shipping === null) return null;
    return {
      email: readText(kept, 'email'),
      shipping,
      billing: readAddress(kept.billing),
      shippingMethodId: readText(kept, 'shippingMethodId') || null,
      savedAddressId: readText(kept, 'savedAddressId') || null,
      isSaved: kept.isSaved === true,
    };
  } catch {
    return null;
  }
}

/**
 * Details that were entered and not sent, in this tab alone: they outlive a reload, a sign-in and an
 * expired reservation, and end with the tab or the order.
 */
export const draft = {
  read(): Details | null {
    try {
      return parseDraft(window.sessionStorage.getItem(NAME));
    } catch {
      return null;
    }
  },
  write(details: Details): void {
    try {
      window.sessionStorage.setItem(NAME, JSON.stringify(details));
    } catch {
      // The browser keeps nothing; the form still has it.
    }
  },
  clear(): void {
    try {
      window.sessionStorage.removeItem(NAME);
    } catch {
      // As above.
    }
  },
};
